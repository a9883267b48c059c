"""Run sessions and keep their results, for window and terminal; import no screen."""
