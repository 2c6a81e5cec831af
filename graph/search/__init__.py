"""Search: entities as one types, and the sentences of facts; tantivy indexes beside the relation index."""
