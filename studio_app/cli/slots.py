"""`slots`: openings of a request on a studio file, without a database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from studio_app import exchange
from studio_app.errors import BadInput


def slots(arguments: argparse.Namespace) -> tuple[int, Any]:
    """The answer as JSON.

    Raises:
        BadInput: the path begins with the file that is wrong.
    """
    studio_data = exchange.load_json(Path(arguments.studio))
    request_data = exchange.load_json(Path(arguments.request))
    try:
        studio = exchange.read_studio(studio_data)
    except BadInput as error:
        raise in_file(arguments.studio, error) from None
    del studio_data
    try:
        return 0, exchange.answer_for(studio, request_data, arguments.explain)
    except BadInput as error:
        if error.path.split(".")[0] == "explain":
            raise BadInput("--explain", error.problem) from None
        raise in_file(arguments.request, error) from None


def in_file(file: str, error: BadInput) -> BadInput:
    """The error with the name of the file before its path."""
    return BadInput(f"{file}: {error.path}" if error.path else file, error.problem)
