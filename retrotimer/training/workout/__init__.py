"""Workouts: steps, repeats, timeline, editing."""
