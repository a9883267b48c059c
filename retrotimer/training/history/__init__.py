"""Records of finished sessions, weeks, and the training plan."""
