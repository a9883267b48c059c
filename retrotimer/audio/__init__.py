"""Make a session's sound: tones, voice clips, the mixer, live streams and rendered files."""
