"""Studio Desk: without a command its window, with one the command line, which never loads Qt."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(argv: Sequence[str]) -> int:
    """Run the program; returns the exit code."""
    from studio_app import cli
    from studio_app.cli.output import use_utf8

    if cli.is_command(argv):
        use_utf8()
        return cli.run(argv)
    collect_garbage_seldom()
    from studio_app.app import run as open_window

    return open_window(list(argv))


def collect_garbage_seldom() -> None:
    """Let the collector rest while the program is imported and a studio is read, and never look through much at once.

    Reading one makes hundreds of thousands of values that all stay; looking through them again and again took a third
    of the time. What lies around in cycles is a few widgets and exceptions. Every thread stands still while it looks, the
    interface too: 3 ms at most with these numbers where 600,000 values are made, 80 ms with (50_000, 20, 100), which
    takes longer altogether.
    """
    gc.set_threshold(10_000, 5, 1_000)


def start() -> NoReturn:
    """Run the program as an installed command."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    start()
