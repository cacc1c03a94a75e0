"""Questions over HTTP: who they come from."""

from __future__ import annotations

import base64

import pytest

from studio_app.calendars.web import Web
from studio_app.patience import Patience
from tests.support.web_server import Answer, Asked, web_server

LOGIN, PASSWORD = "zoë.łęcka", "pä€ssword 名前"


@pytest.mark.parametrize("kind", ["Basic", "Digest"])
def test_names_and_passwords_in_any_letters(kind: str) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.headers.get("Authorization", "").startswith(f"{kind} "):
            return Answer(200, {}, b"in")
        return Answer(401, {"WWW-Authenticate": 'Digest realm="dav", nonce="abc", qop="auth", algorithm=MD5'})

    with web_server() as server, Web(LOGIN, PASSWORD) as web:
        server.answer = answer
        assert web.ask("PROPFIND", server.url, Patience(20)).body == b"in"
        sent = server.asked[-1].headers["Authorization"]
    if kind == "Basic":
        assert base64.b64decode(sent.split()[1]).decode() == f"{LOGIN}:{PASSWORD}"
    else:
        assert f'username="{LOGIN}"' in sent.encode("latin-1").decode()
