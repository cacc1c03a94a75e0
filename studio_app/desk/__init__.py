"""The window: shows and asks, in Qt Widgets."""
