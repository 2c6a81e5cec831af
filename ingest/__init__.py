"""Articles in, facts out: reads one article at a time; no store, no network."""
