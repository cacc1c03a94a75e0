"""The board: a lane for each photographer, blocks that are moved by hand, and the orders that wait for a time.

`gesture`, `ground`, `geometry`, `layout` and `model` are pure and know no widgets; the week grid shares the first two.
"""
