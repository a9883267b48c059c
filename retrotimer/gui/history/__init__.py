"""The history page and the summary of a session."""
