"""The view of the zones: who covers what, on a map that zones are drawn on.

Pure are `draft`, `gesture`, `walking`, `model`, `content`, `showing` and `words`; the rest shows, listens and asks.
"""
