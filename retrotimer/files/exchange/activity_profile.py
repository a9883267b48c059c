"""Numbers of Garmin's profile for activities, and those that are ours."""

from __future__ import annotations

FILE_ID, SESSION, LAP, RECORD, EVENT, WORKOUT, WORKOUT_STEP, ACTIVITY = 0, 18, 19, 20, 21, 26, 27, 34
FIELD_DESCRIPTION, DEVELOPER = 206, 207
OURS = 0xFF00
"""The first of the messages that makers may use as they like."""
ACTIVITY_FILE, DEVELOPMENT, RUNNING = 4, 255, 1
TIMER, SESSION_EVENT, LAP_EVENT, ACTIVITY_EVENT = 0, 8, 9, 26
START, STOP, STOP_ALL = 0, 1, 4
BY_TIME, NO_TARGET, BY_TIME_TRIGGER = 0, 2, 1
LAP_NAME = "interval"
APPLICATION = b"RetroTimer\0\0\0\0\0\0"
"""Sixteen bytes that tell whose the file's own fields are."""
EPOCH_S = 631_065_600
"""31 December 1989, the zero of FIT's times, in s since 1970."""
FIRST, LAST = 0x10000000, 0xFFFFFFFE
"""The times that FIT can tell, in s since its zero; a smaller number counts from a device's start."""
