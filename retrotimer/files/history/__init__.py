"""Store finished sessions in the history folder."""
