"""The training plan, the builder, and importing text."""
