"""Guests of other people's events: only the photographer's own answer matters, and whose address that is may change."""

from __future__ import annotations

import re
from hashlib import sha256

_LINE = re.compile(
    r"""(?P<name>[^;:"]+)(?P<params>(?:;[^;:="]+=(?:"[^"]*"|[^;:"])*)*):(?P<value>.*)""", re.DOTALL
)
_PARAMETER = re.compile(r"""(?:^|;)(?P<name>PARTSTAT|EMAIL)=(?P<value>"[^"]*"|[^;:"]*)""", re.IGNORECASE)


def hashed(email: str) -> str:
    """A guest's address, so that it can be recognised but not read."""
    address = email.strip().casefold().removeprefix("mailto:")
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:12] if address else ""


def without_names(line: str) -> str:
    """A line of ATTENDEE or ORGANIZER with nothing but the answer and the addresses, hashed."""
    found = _LINE.fullmatch(line)
    if found is None:
        return line  # icalendar is asked; it says what is wrong with it
    kept = ""
    for parameter in _PARAMETER.finditer(found["params"]):
        value = parameter["value"].strip('"')
        kept += (
            f";{parameter['name'].upper()}={hashed(value) if parameter['name'].upper() == 'EMAIL' else value}"
        )
    return f"{found['name'].strip()}{kept}:{hashed(found['value'])}"
