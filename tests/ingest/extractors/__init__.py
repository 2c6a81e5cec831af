"""Tests of the extractors, a file each."""
