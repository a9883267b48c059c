"""Format history, tables and load as text for a terminal."""
