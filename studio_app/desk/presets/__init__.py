"""Preset start times of the weekdays."""
