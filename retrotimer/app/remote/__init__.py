"""Let phones on the same network show and control a session: networks, codes, and what joins player and server."""
