"""The player: a session with a clock and a sound, for whatever shell shows it. Knows no screen."""
