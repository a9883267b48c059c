"""Read and write presets, history, settings, assets and catalogues on disk."""
