"""Tests of the relation index."""
