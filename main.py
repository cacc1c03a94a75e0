"""Studio Desk: without a command its window, with one the command line, which never loads Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run the program; returns the exit code."""
    from studio_app import cli
    from studio_app.cli.output import use_utf8

    if cli.is_command(argv):
        use_utf8()
        return cli.run(argv)
    from studio_app.app import run as open_window

    return open_window(list(argv))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
