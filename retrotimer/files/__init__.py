"""What is on disk: presets and their TOML, the folders they lie in, assets, catalogues, and safe writes."""
