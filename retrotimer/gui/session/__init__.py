"""A session in the window: preflight, run page, second screen."""
