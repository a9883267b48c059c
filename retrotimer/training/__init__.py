"""Define the domain: workouts, timelines, cues and the session state machine. Pure: no clock, no files."""
