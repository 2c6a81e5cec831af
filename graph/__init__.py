"""Facts in, answers out: keeps facts durably, derives store and index from them, answers questions."""
