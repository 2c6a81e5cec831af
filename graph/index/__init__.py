"""The relation index: facts as columns and adjacency in numpy, memory-mapped, built from the log."""
