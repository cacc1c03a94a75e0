"""How long the random tests look: seconds each in a run, and as long as somebody likes.

A run looks at the same examples, with the same ids, as the one before: it says the same of the same program.
`STUDIO_DESK_EXAMPLES=20000` looks at ten times as many; `HYPOTHESIS_PROFILE=thorough` at twenty times as many, and at
new ones each time.
"""

import os


def is_thorough() -> bool:
    """Whether somebody wants to see what no run saw before."""
    return os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


_ALL = int(os.environ.get("STUDIO_DESK_EXAMPLES", "40000" if is_thorough() else "2000"))


def one_in(parts: int) -> int:
    """The examples of a test: that part of the 2,000 which the engine is judged by, rounded up."""
    return max(1, -(-_ALL // parts))
