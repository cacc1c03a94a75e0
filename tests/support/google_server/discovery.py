"""Holds requests to the discovery document that is shipped with Google's client.

What the document does not allow is refused: unknown paths, verbs, parameters and fields, values of a wrong type, missing
parameters. Google itself overlooks some of it; a client that sends it is wrong all the same.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.support.google_server.refusal import JSON, Misfit
from tests.support.google_server.times import parse_instant, parse_loose

_CHECKED = "The request does not fit the discovery document: "
_WORDS = {"object": dict, "array": list, "string": str, "boolean": bool}
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Method:
    """One method of the API.

    Attributes:
        name: Such as `events.list`.
        path: Matches the part of an address after the service's own path.
        parameters: By name, those of the path too.
        request: Name of the body's schema, "" for none.
        response: Name of the answer's schema, "" for none.
    """

    name: str
    verb: str
    path: re.Pattern[str]
    parameters: Mapping[str, JSON]
    request: str
    response: str
    scopes: frozenset[str]


@lru_cache(maxsize=1)
def document() -> JSON:
    """The discovery document of Calendar v3; read without importing Google's client."""
    found = importlib.util.find_spec("googleapiclient")
    assert found is not None
    assert found.submodule_search_locations is not None
    folder = Path(found.submodule_search_locations[0]) / "discovery_cache" / "documents"
    read: JSON = json.loads((folder / "calendar.v3.json").read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def methods() -> Sequence[Method]:
    """All methods of the document."""
    return tuple(_methods(document()))


def _methods(part: JSON) -> Iterator[Method]:
    for resource in part.get("resources", {}).values():
        for found in resource.get("methods", {}).values():
            template = re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(found["path"]))
            yield Method(
                found["id"].removeprefix("calendar."),
                found["httpMethod"],
                re.compile(template + r"\Z"),
                found.get("parameters", {}),
                found.get("request", {}).get("$ref", ""),
                found.get("response", {}).get("$ref", ""),
                frozenset(found["scopes"]),
            )
        yield from _methods(resource)


def find(verb: str, path: str) -> tuple[Method, dict[str, str]]:
    """The method that an address (after the service's path) names, with the parameters of its path."""
    known = False
    for method in methods():
        match = method.path.match(path)
        if not match:
            continue
        known = True
        if method.verb == verb:
            names = [name for name in method.parameters if method.parameters[name]["location"] == "path"]
            order = sorted(names, key=lambda name: _place(method, name))
            return method, {name: unquote(value) for name, value in zip(order, match.groups(), strict=True)}
    if known:
        raise Misfit("httpMethodNotAllowed", f"{_CHECKED}{verb} {path}", status=405)
    raise Misfit("notFound", f"{_CHECKED}there is no {path}", status=404)


@lru_cache(maxsize=100)
def _order(name: str) -> Sequence[str]:
    resource, short = name.rsplit(".", 1)
    found = document()["resources"][resource]["methods"][short]
    return re.findall(r"\{(\w+)\}", found["path"])


def _place(method: Method, name: str) -> int:
    return _order(method.name).index(name)


def check_query(method: Method, query: Query) -> None:
    """Hold the parameters after the question mark to the document."""
    common: JSON = document()["parameters"]
    for name, values in query.items():
        rule = method.parameters.get(name) or common.get(name)
        if rule is None or rule["location"] != "query":
            raise Misfit("unknownParameter", f"{_CHECKED}{method.name} has no {name}", location=name)
        if len(values) > 1 and not rule.get("repeated"):
            raise Misfit("repeatedParameter", f"{_CHECKED}{name} is given twice", location=name)
        for value in values:
            _check_text(name, value, rule)
    for name, rule in method.parameters.items():
        if rule.get("required") and rule["location"] == "query" and name not in query:
            raise Misfit("required", f"{_CHECKED}{method.name} needs {name}", location=name)
    for mask in query.get("fields", ()):
        if method.response:
            check_mask(parse_mask(mask), document()["schemas"][method.response])


def _check_text(name: str, value: str, rule: JSON) -> None:
    kind = rule["type"]
    good = True
    if kind == "boolean":
        good = value in ("true", "false")
    elif kind == "integer":
        good = re.fullmatch(r"-?\d{1,10}", value) is not None and (
            int(rule.get("minimum", -(2**31))) <= int(value) <= int(rule.get("maximum", 2**31 - 1))
        )
    elif "enum" in rule:
        good = value in rule["enum"]
    elif rule.get("format") == "date-time":
        good = parse_instant(value) is not None
    if not good:
        raise Misfit("invalidParameter", f"{_CHECKED}{name} can't be {value!r}", location=name)


def check_body(method: Method, body: object) -> None:
    """Hold a body to the schema of its method."""
    if not method.request:
        if body is not None:
            raise Misfit("parseError", f"{_CHECKED}{method.name} takes no body")
        return
    if not isinstance(body, dict):
        raise Misfit("parseError", f"{_CHECKED}{method.name} needs a JSON object")
    _check(body, {"$ref": method.request}, method.request, nulls=method.verb == "PATCH")


def check_answer(name: str, value: object) -> None:
    """Hold an answer of a method to its schema, so that the server stays true to the document itself."""
    method = next(each for each in methods() if each.name == name)
    _check(value, {"$ref": method.response}, method.response, nulls=False)


def _check(value: object, schema: JSON, place: str, *, nulls: bool) -> None:
    if "$ref" in schema:
        schema = document()["schemas"][schema["$ref"]]
    if value is None:
        if nulls:
            return  # a patch takes a field away with null
        raise Misfit("invalid", f"{_CHECKED}{place} is null", location=place)
    _check_type(value, schema, place)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for name, part in value.items():
            rule = known.get(name) or schema.get("additionalProperties")
            if rule is None:
                raise Misfit("unknownField", f"{_CHECKED}{place} has no field {name!r}", location=place)
            _check(part, rule, f"{place}.{name}", nulls=nulls)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _check(part, schema["items"], f"{place}[{number}]", nulls=False)


def _check_type(value: object, schema: JSON, place: str) -> None:
    kind = schema.get("type", "any")
    good = True
    if kind == "integer":
        good = isinstance(value, int) and not isinstance(value, bool)
    elif kind in _WORDS:
        good = isinstance(value, _WORDS[kind])
    if good and isinstance(value, str):
        if schema.get("format") == "date-time":
            good = parse_loose(value) is not None  # an offset may be left out beside a zone
        elif schema.get("format") == "date":
            good = _is_date(value)
    if not good:
        raise Misfit("invalid", f"{_CHECKED}{place} can't be {value!r}", location=place)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


Mask = dict[str, Any]
_WORD = re.compile(r"\s*([A-Za-z0-9_*-]+|[(),/])\s*")


def parse_mask(text: str) -> Mask:
    """The tree of a `fields` parameter such as `items(id,start/date),nextPageToken`; a leaf is an empty tree."""
    words = _WORD.findall(text)
    if "".join(words) != re.sub(r"\s", "", text) or not words:
        raise Misfit("invalidParameter", f"{_CHECKED}fields can't be {text!r}", location="fields")
    tree, rest = _parse(words)
    if rest:
        raise Misfit("invalidParameter", f"{_CHECKED}fields can't be {text!r}", location="fields")
    return tree


def _parse(words: list[str]) -> tuple[Mask, list[str]]:
    tree: Mask = {}
    while words and words[0] not in "(),/":
        name, words = words[0], words[1:]
        branch = tree.setdefault(name, {})
        while words and words[0] == "/":
            branch = branch.setdefault("".join(words[1:2]), {})
            words = words[2:]
        if words and words[0] == "(":
            inner, words = _parse(words[1:])
            if not inner or not words or words[0] != ")":
                return tree, ["("]
            branch |= inner
            words = words[1:]
        if not words or words[0] != ",":
            break
        words = words[1:]
    return tree, words


def check_mask(mask: Mask, schema: JSON) -> None:
    """Hold a mask to the schema of the answer."""
    while "$ref" in schema or "items" in schema:
        schema = document()["schemas"][schema["$ref"]] if "$ref" in schema else schema["items"]
    for name, inner in mask.items():
        known = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        if name != "*" and known is None:
            raise Misfit("invalidParameter", f"Invalid field selection {name}", location="fields")
        if known is not None:
            check_mask(inner, known)


def masked(value: Any, mask: Mask) -> Any:
    """What a mask leaves of a value."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [masked(part, mask) for part in value]
    if isinstance(value, dict):
        return {name: masked(part, mask[name]) for name, part in value.items() if name in mask}
    return value
