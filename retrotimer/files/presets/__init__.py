"""Read, validate, edit and write preset files (TOML)."""
