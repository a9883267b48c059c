"""Read and write Zwift workouts (.zwo)."""
