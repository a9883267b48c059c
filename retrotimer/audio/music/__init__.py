"""Music below the cues: what is played, how loud, and how it gives way."""
