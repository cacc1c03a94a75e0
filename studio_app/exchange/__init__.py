"""The studio file and its requests as JSON."""
