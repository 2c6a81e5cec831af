"""Generated articles and facts, and what reading and asking them costs."""
