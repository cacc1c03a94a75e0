"""Known errors as the desk says them. Pure."""

from __future__ import annotations

import re

from studio_app.errors import BadInput, KnownError

_VERB = re.compile(r"(is|are|has|have|must|may|can't|lies)\b")


def sentence_of(error: KnownError) -> str:
    """Of what can't be used only the last part of its path, as a word: nobody at the desk counts from nought."""
    if not isinstance(error, BadInput):
        return error.sentence
    field = re.sub(r"\[\d+\]", "", error.path.rpartition(".")[2]).replace("_", " ")
    apart = " " if _VERB.match(error.problem) else ": "
    text = f"{field}{apart}{error.problem}" if field else error.problem
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
