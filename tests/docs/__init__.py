"""The documentation as it is used: its code runs, its site builds."""
