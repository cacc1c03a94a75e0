"""Connectors to calendars."""
