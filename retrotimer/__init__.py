"""RetroTimer: the interval timer for people who run backwards."""

__version__ = "0.2.0"
