"""The explorer: how it is built, and what a person can do with it in a browser."""
