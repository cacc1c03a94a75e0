"""What is bookable, by whom, and why not. Pure: no clock, no input or output.

`find_openings`, `explain`, `check` and `choose` are the four questions; all of them ask the same rules.
"""
