"""The player in a text terminal."""
