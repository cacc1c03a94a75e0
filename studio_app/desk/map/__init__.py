"""The map: what zones are drawn on, with or without a network.

Pure are `projection`, `camera`, `layers`, `hitting`, `rings`, `labels`, `base`, `tiles` and `scale`; the rest paints,
listens and fetches. Whoever shows a map makes a `canvas.MapCanvas`, hands in `layers`, and listens by `gestures`.
"""
