"""The panel that says who could take a time, and why the others can't."""
