"""The painted calendar: a grid of days and hours, and a month.

`model` says what is shown; `geometry`, `layout` and `keyboard` are pure and know no widgets; `painter` and `grid`
draw and take the mouse; `accessible` tells it to screen readers.
"""
