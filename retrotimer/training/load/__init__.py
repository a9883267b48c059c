"""Load, energy, and gentler versions of a workout."""
