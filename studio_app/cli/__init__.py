"""The command line: the same actions as the window's, for automation and for machines without a screen.

Nothing here loads Qt, and `slots` loads no database either: each command imports what it needs when it is called.
Output is JSON on standard output; what is wrong stands in one line on standard error. Exit codes: 0 done, 2 bad input or
something that can't be used now (file, database, account), 3 the rules refuse, 4 a calendar could not be read or written,
1 a fault of the program itself.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

from studio_app.cli.arguments import is_for_window, make_parser, words
from studio_app.cli.log_file import log_file
from studio_app.cli.output import OutputFailed, one_line, print_error, print_json
from studio_app.errors import KnownError

DONE, FAULT, BAD_INPUT, REFUSED = 0, 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141

log = logging.getLogger(__name__)


def is_command(argv: Sequence[str]) -> bool:
    """Whether these arguments are for the command line; without a command they are for the window."""
    return not is_for_window(argv)


def run(argv: Sequence[str]) -> int:
    """Carry out a command; returns the exit code."""
    logging.raiseExceptions = False  # a log that can't be written must not spoil the output
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except OutputFailed as error:
        _forget_output()
        print_error(f"The output can't be written: {error}.")
        return BAD_INPUT


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = make_parser().parse_args(words(argv))
        code, value = arguments.command(arguments)
    except KnownError as error:
        print_error(str(error))
        return BAD_INPUT
    except (KeyboardInterrupt, BrokenPipeError, SystemExit):
        raise
    except Exception as error:
        # A fault of the program: its stack belongs into the log, not before people.
        with log_file():
            log.exception("the command line failed")
        print_error(f"The program failed ({one_line(repr(error))[:200]}). The log file says where.")
        return FAULT
    return _printed(code, value)


def _printed(code: int, value: Any) -> int:
    if value is not None:
        print_json(value)
    return int(code)


def _forget_output() -> None:
    """Whoever read the output is gone; the interpreter must not complain about it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = None  # as Python itself has it where there is no output
