"""Figures: what facts state as numbers and totals, as columns; what questions about numbers share."""
