"""Serve a session to phones on the local network: one page, one socket each, in a thread of its own."""
