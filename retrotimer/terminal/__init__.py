"""Run a session in a text terminal."""
