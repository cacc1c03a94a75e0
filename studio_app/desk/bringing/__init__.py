"""Bringing things along: a studio file with a preview of what it changes, and agents from other programs."""
