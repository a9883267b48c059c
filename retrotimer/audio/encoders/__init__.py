"""A session's sound in a file: one file a format, each with the tags, picture and chapters that it can hold."""
