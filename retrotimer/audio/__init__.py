"""What a session sounds like: tones, the mixer, the live stream and the rendered file."""
