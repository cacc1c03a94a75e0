"""Signing in: consent, PKCE, codes that count once, refreshing, revoking."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest

from tests.support.google_server import GoogleServer, Person, faults
from tests.support.google_server.bodies import refused
from tests.support.google_server.client import service_of
from tests.support.google_server.conftest import Connect
from tests.support.google_server.sign_in import challenge_of

SCOPE = "https://www.googleapis.com/auth/calendar.events"
LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
VERIFIER = "v" * 43
BACK = "http://127.0.0.1:1/"


class Landing(urllib.request.HTTPRedirectHandler):
    """Stops at the program's own address and keeps it."""

    def __init__(self) -> None:
        self.address = ""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        self.address = newurl


def landed(
    server: GoogleServer, *, choice: str = "allow", granted: str = SCOPE, **more: str
) -> dict[str, str]:
    """What the program is told after the buttons of the consent page."""
    query = asked(server, **more)
    landing = Landing()
    opener = urllib.request.build_opener(landing)
    form = {**query, "login": "studio@example.com", "choice": choice, "granted": granted}
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener.open(urljoin(server.root, "o/oauth2/approval"), urlencode(form).encode(), timeout=20)
    caught.value.close()
    assert landing.address.startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(landing.address).query).items()}


def asked(server: GoogleServer, **more: str) -> dict[str, str]:
    return {
        "client_id": server.sign_in.client_id,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": SCOPE,
        "state": "s1",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
    } | more


def post(server: GoogleServer, path: str, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(urljoin(server.root, path), urlencode(form).encode())
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def token(server: GoogleServer, **form: str) -> tuple[int, dict[str, Any]]:
    own = {"client_id": server.sign_in.client_id, "client_secret": server.sign_in.client_secret}
    return post(server, "token", own | form)


def exchange(server: GoogleServer, code: str, **more: str) -> tuple[int, dict[str, Any]]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    return token(server, **(form | more))


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://example.com/"},
        {"redirect_uri": "http://example.com/"},
        {"response_type": "token"},
        {"scope": "everything"},
        {"scope": ""},
        {"code_challenge_method": "plain"},
        {"code_challenge": "short"},
        {"state": ""},
    ],
)
def test_a_wrong_question_is_refused_before_anybody_consents(
    server: GoogleServer, studio: Person, wrong: dict[str, str]
) -> None:
    address = server.root + "o/oauth2/auth?" + urlencode(asked(server, **wrong))
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(address, timeout=20)
    caught.value.close()
    assert caught.value.code == 400
    assert len(server.misfits) == 1


def test_the_page_has_two_buttons_and_the_people(server: GoogleServer, studio: Person, ana: Person) -> None:
    address = server.root + "o/oauth2/auth?" + urlencode(asked(server, login_hint=ana.email))
    with urllib.request.urlopen(address, timeout=20) as page:
        text = page.read().decode()
    assert 'id="allow"' in text
    assert 'id="deny"' in text
    assert f"<option selected>{ana.email}</option>" in text


def test_a_code_counts_once_and_the_second_time_ends_everything(
    server: GoogleServer, studio: Person, api: Any
) -> None:
    told = landed(server)
    assert told["state"] == "s1"
    status, answer = exchange(server, told["code"])
    assert status == 200
    assert answer["scope"] == SCOPE
    status, again = exchange(server, told["code"])
    assert (status, again["error"]) == (400, "invalid_grant")
    status, again = token(server, grant_type="refresh_token", refresh_token=answer["refresh_token"])
    assert (status, again["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "more, status, error",
    [
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:2/"}, 400, "redirect_uri_mismatch"),
        ({"client_secret": "x"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_code_for_somebody_else_is_no_code(
    server: GoogleServer, studio: Person, more: dict[str, str], status: int, error: str
) -> None:
    answered, answer = exchange(server, landed(server)["code"], **more)
    assert (answered, answer["error"]) == (status, error)


def test_who_says_no_gives_no_code(server: GoogleServer, studio: Person) -> None:
    assert landed(server, choice="deny") == {"error": "access_denied", "state": "s1"}


def test_a_part_of_what_was_asked_for(server: GoogleServer, studio: Person) -> None:
    told = landed(server, granted=SCOPE, scope=f"{SCOPE} {LIST}")
    assert told["scope"] == SCOPE
    assert exchange(server, told["code"])[1]["scope"] == SCOPE


def test_a_refresh_token_comes_with_consent_only(server: GoogleServer, studio: Person) -> None:
    assert "refresh_token" in exchange(server, landed(server, prompt="")["code"])[1]
    assert "refresh_token" not in exchange(server, landed(server, prompt="")["code"])[1]
    assert "refresh_token" in exchange(server, landed(server, prompt="consent")["code"])[1]
    assert "refresh_token" not in exchange(server, landed(server, access_type="online")["code"])[1]


def test_access_ends_and_google_s_client_refreshes_it(server: GoogleServer, api: Any) -> None:
    api.calendarList().list().execute()
    server.sign_in.expire_access()
    api.calendarList().list().execute()
    server.offset += timedelta(hours=2)
    api.calendarList().list().execute()
    assert [request.status for request in server.requests_of("calendarList.list")] == [
        200,
        401,
        200,
        401,
        200,
    ]
    assert len(server.requests_of("oauth.token")) == 2


def test_revoked_is_revoked(server: GoogleServer, studio: Person) -> None:
    grant = server.sign_in.grant(studio.email, "calendar")
    access = server.sign_in.access_token(grant)
    assert post(server, "revoke", {"token": grant.refresh})[0] == 200
    assert post(server, "revoke", {"token": grant.refresh})[0] == 400
    status, answer = token(server, grant_type="refresh_token", refresh_token=grant.refresh)
    assert (status, answer["error"]) == (400, "invalid_grant")
    with pytest.raises(Exception, match="Invalid Credentials"):
        server.sign_in.who(f"Bearer {access}")


def test_the_end_of_everything_of_a_person(server: GoogleServer, studio: Person, ana: Person) -> None:
    from contextlib import closing

    from google.auth.exceptions import RefreshError

    with closing(service_of(server, studio.email)) as mine, closing(service_of(server, ana.email)) as other:
        server.sign_in.end(studio.email)
        with pytest.raises(RefreshError, match="invalid_grant"):
            mine.calendarList().list().execute()
        assert other.calendarList().list().execute()["items"]


def test_faults_befall_the_token_endpoint_too(server: GoogleServer, studio: Person) -> None:
    server.faults.order(faults.broken(503, method="oauth.token"))
    assert exchange(server, landed(server)["code"])[0] == 503
    assert exchange(server, landed(server)["code"])[0] == 200


def test_a_person_in_google_s_own_flow(
    server: GoogleServer, connect: Connect, studio: Person, tmp_path: Any
) -> None:
    """google-auth-oauthlib's own local server, with `consent` in the place of a browser."""
    from concurrent.futures import ThreadPoolExecutor
    from contextlib import closing

    from google.oauth2.credentials import Credentials
    from google_auth_oauthlib.flow import InstalledAppFlow
    from googleapiclient import discovery

    from tests.support.google_server.client import pointed_at

    file = server.client_file(tmp_path / "client.json")
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
        flow = InstalledAppFlow.from_client_secrets_file(str(file), [SCOPE], autogenerate_code_verifier=True)

        class Browser:
            def open(self, address: str, **_: object) -> bool:
                self.said = pool.submit(server.consent, address, studio.email)
                return True

        browser = Browser()
        patch.setattr("webbrowser.get", lambda _: browser)
        credentials = flow.run_local_server(host="127.0.0.1", port=0, prompt="consent", timeout_seconds=20)
        assert "close" in browser.said.result(20)
        flow.oauth2session.close()
    assert isinstance(credentials, Credentials)
    assert credentials.refresh_token in server.sign_in.grants
    with closing(discovery.build_from_document(pointed_at(server), credentials=credentials)) as api:
        assert api.events().list(calendarId="primary").execute()["items"] == []
        assert refused(api.calendarList().list()) == (403, "insufficientPermissions")
    assert list(server.misfits) == []
