"""The player in a Qt window; the only room that knows Qt."""
