"""The HTTP API and the command line over a small workspace whose facts are seen by eye."""
