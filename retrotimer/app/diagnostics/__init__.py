"""Examine the machine, keep a log, and write crash reports."""
