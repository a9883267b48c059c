"""The domain: what a workout is, when its intervals and cues fall, and what a session does. Pure."""
