"""Figures as columns: units, bounds, windows, labels."""
