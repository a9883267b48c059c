"""Read and write FIT: workouts for watches, activities of finished sessions."""
