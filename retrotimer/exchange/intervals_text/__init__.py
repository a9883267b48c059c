"""Read, write and edit workouts as text, as intervals.icu and coaches write them."""
