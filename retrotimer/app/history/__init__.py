"""Read, summarise, import and export finished sessions."""
