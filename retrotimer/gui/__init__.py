"""The player in a Qt window. Only this package imports Qt."""
