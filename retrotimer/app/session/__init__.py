"""Run a session: player, clock, controls, recorder, crash journal, and what is checked before."""
