"""Export a workout: as sound, for other programs and watches, as a calendar."""
