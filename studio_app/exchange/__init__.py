"""The studio file and its requests as JSON: read with exact paths for what is wrong, answered, and written.

`answer` does all of it for `slots`; its steps are public too.
"""

from studio_app.exchange.answer_file import answer, answer_for, failure_values, opening_value, time_text
from studio_app.exchange.check_setup import check_setup
from studio_app.exchange.json_text import load_json
from studio_app.exchange.request_file import read_day, read_request, read_time, read_wish
from studio_app.exchange.studio_file import read_studio
from studio_app.exchange.write_file import write_studio

__all__ = [
    "answer",
    "answer_for",
    "check_setup",
    "failure_values",
    "load_json",
    "opening_value",
    "read_day",
    "read_request",
    "read_studio",
    "read_time",
    "read_wish",
    "time_text",
    "write_studio",
]
