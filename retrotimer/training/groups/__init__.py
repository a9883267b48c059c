"""Several groups on one clock, and pairs who watch for each other."""
