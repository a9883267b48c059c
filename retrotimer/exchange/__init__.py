"""Workouts in the files of other programs, one format a file: what is read, and what is written."""
