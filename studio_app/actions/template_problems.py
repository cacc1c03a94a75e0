"""What is wrong with a template of events, in words for somebody who never heard of templates."""

from __future__ import annotations

import re
from difflib import get_close_matches

from studio_app.actions.event_values import NAMES

_LIKE = "such as {{ address }}"
_OPEN = f"a name that begins with “{{{{” has no “}}}}” behind it; write it {_LIKE}"
_WORDS = {
    r"unexpected end of template, expected 'end of print": _OPEN,
    r"unexpected 'end of template'|got 'end of template'": _OPEN,
    r"unexpected '[{}]'|expected token '[:,]'": f"a name stands between two braces on each side, {_LIKE}",
    r"expected an expression, got 'end of print": f"there is no name between “{{{{” and “}}}}”; write one, {_LIKE}",
    r"expected token 'end of print statement'": f"each name wants braces of its own, {_LIKE}",
    r"looking for the following tags.*endif": "what begins with “{% if %}” has no “{% endif %}” behind it",
    r"looking for the following tags.*endfor": "what begins with “{% for %}” has no “{% endfor %}” behind it",
    r"Missing end of comment": "what begins with “{#” has no “#}” behind it",
    r"expected an expression, got 'end of statement": "there is nothing behind “{% if”; write a name there",
    r"unexpected char .*['\"]": "a quotation mark has no second one",
    r"can only concatenate|unsupported operand": "these can't be added; write one after the other",
    r"Encountered unknown tag '(\w+)'": "there is no “{{% {0} %}}” here",
    r"No filter named '(\w+)'": "“|{0}” means nothing here",
    r"No test named '(\w+)'": "“is {0}” means nothing here",
    r"access to attribute '(\w+)'": "“.{0}” means nothing here",
}
_KNOWN = tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in _WORDS.items())
"""What Jinja says, and what is said instead; the words of what was found stand in those with a group."""
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_PART = re.compile(r"has no (?:attribute|element) '?(\w+)'?")


def in_words(error: BaseException, template: str) -> str:
    """A sentence without its full stop; with the number of the line where the template has several."""
    said = re.sub(r"\s+", " ", str(error) or type(error).__name__).rstrip(".")[:200]
    line: int | None = getattr(error, "lineno", None)
    for pattern, words in _KNOWN:
        if found := pattern.search(said):
            return placed(words.format(*found.groups()) if found.groups() else words, line, template)
    for pattern, teller in ((_UNDEFINED, _no_name), (_NO_PART, _no_part)):
        if found := pattern.search(said):
            return placed(teller(found[1], template), _line_of(found[1], template), template)
    return placed(said, line, template)


def placed(words: str, line: int | None, template: str) -> str:
    """With the line, where there are several."""
    return f"line {line}: {words}" if line and "\n" in template.strip() else words


def _line_of(name: str, template: str) -> int | None:
    """The first line in which a name stands between braces."""
    found = re.search(rf"\{{[{{%][^}}]*\b{re.escape(name)}\b", template)
    return template.count("\n", 0, found.end()) + 1 if found else None


def _no_name(name: str, template: str) -> str:
    close = get_close_matches(name.lower(), NAMES, 1)
    return f"there is no “{name}”" + (f"; perhaps “{close[0]}” was meant" if close else "")


def _no_part(part: str, template: str) -> str:
    found = re.search(rf"(\w+)(?:\[\d+\])?\.{re.escape(part)}\b", template)
    owner = found[1] if found else ""
    parts = NAMES.get(owner, ())
    if owner == "crew" and part in parts:
        return "“crew” is a list; write {{ crew }} for all their names"
    if not parts:
        return f"“.{part}” means nothing here"
    return f"“{owner}” has no “{part}”; it has {', '.join(parts)}"
