"""The library: the list of presets and what can be done with one."""
