"""Write a session's sound into a file, with the tags, picture and chapters that its format holds."""
