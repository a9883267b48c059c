"""Cues: what is heard when, and the rules of overlap."""
