"""Signing in to CalDAV servers: a real one, and the ways of those that can't be had here."""

import socket

import pytest

from studio_app.calendars.dav import accounts
from studio_app.calendars.dav.accounts import CalDavAccounts, server_address
from studio_app.calendars.web import are_of_one_house
from studio_app.domain.account import Account, FoundCalendar
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, NotSignedInHere, SignInNeeded
from studio_app.patience import Patience
from tests.support.radicale import LOGIN, PASSWORD, KeptSecrets, Radicale
from tests.support.web_server import Answer, Asked, WebServer, web_server


def sign_in(url: str, secrets: KeptSecrets | None = None, password: str = PASSWORD) -> Account:
    return CalDavAccounts(KeptSecrets() if secrets is None else secrets).sign_in(
        url, LOGIN, password, Patience(20)
    )


# ---------------------------------------------------------------- Radicale


def test_somebody_signs_in(server: Radicale) -> None:
    work = server.make_calendar("work", "Work & more")
    server.make_calendar("tasks", kinds=("VTODO",))
    private = server.make_calendar("private", "Privat")
    secrets = KeptSecrets()
    account = sign_in(server.url, secrets)
    assert secrets == {account.id: PASSWORD}
    assert (account.kind, account.login, account.server) == ("caldav", LOGIN, server.url)
    assert account.details["principal"] == server.home()
    assert account.details["address"] == LOGIN
    assert "schedules" not in account.details, "Radicale sends no invitations"
    assert PASSWORD not in repr(account)
    assert {calendar.name: calendar.address for calendar in account.calendars} == {
        "Work & more": work,
        "Privat": private,
    }
    assert all(calendar.writable and calendar.titles for calendar in account.calendars)
    assert sum(calendar.main for calendar in account.calendars) == 1


def test_the_same_sign_in_is_the_same_account(server: Radicale) -> None:
    work = server.make_calendar("work")
    ids = {sign_in(url).id for url in (server.url, f"{server.url}/", server.home(), work)}
    assert len(ids) == 1


def test_new_calendars_are_found_later(server: Radicale) -> None:
    server.make_calendar("work")
    secrets = KeptSecrets()
    account = sign_in(server.url, secrets)
    server.make_calendar("second")
    later = CalDavAccounts(secrets).calendars(account, Patience(20))
    assert {calendar.name for calendar in later.calendars} == {"work", "second"}
    assert later.id == account.id


def test_an_account_without_calendars(server: Radicale) -> None:
    with pytest.raises(CalendarUnavailable, match="has no calendar"):
        sign_in(server.url)


def test_a_wrong_password(server: Radicale) -> None:
    server.make_calendar("work")
    secrets = KeptSecrets()
    with pytest.raises(SignInNeeded, match="doesn’t accept the name or the password") as caught:
        sign_in(server.url, secrets, password="wrong")
    assert "app-specific" in caught.value.advice
    assert not secrets
    assert "wrong" not in str(caught.value)


def test_signing_out(server: Radicale) -> None:
    server.make_calendar("work")
    secrets = KeptSecrets()
    account = sign_in(server.url, secrets)
    CalDavAccounts(secrets).sign_out(account)
    assert not secrets
    CalDavAccounts(secrets).sign_out(account)
    with pytest.raises(NotSignedInHere):
        CalDavAccounts(secrets).calendars(account, Patience(20))


# ---------------------------------------------------------------- the ways of others


def multistatus(*responses: str) -> Answer:
    body = (
        '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
        + "".join(responses)
        + "</d:multistatus>"
    )
    return Answer(207, {"Content-Type": "application/xml; charset=utf-8"}, body.encode())


def response(href: str, props: str, denied: str = "") -> str:
    refused = f"<d:propstat><d:prop>{denied}</d:prop><d:status>HTTP/1.1 403 Forbidden</d:status></d:propstat>"
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
        f"<d:status>HTTP/1.1 200 OK</d:status></d:propstat>{refused if denied else ''}</d:response>"
    )


PRINCIPAL = "<d:current-user-principal><d:href>{}</d:href></d:current-user-principal>"
CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
EVENTS = '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'


class Nextcloud:
    """A server whose root is a web site; like iCloud it has the calendars on another host of its own."""

    def __init__(self, web: WebServer, second: WebServer) -> None:
        self._second = second
        web.answer, second.answer = self.first, self.second

    def first(self, asked: Asked) -> Answer:
        match asked.method, asked.path:
            case "PROPFIND", "/.well-known/caldav":
                return Answer(301, {"Location": "/remote.php/dav"})
            case "PROPFIND", "/remote.php/dav":
                return multistatus(response("/remote.php/dav", PRINCIPAL.format("/principals/a%20b@c.test/")))
            case "PROPFIND", "/principals/a%20b@c.test/":
                homes = f"<d:href>{self._second.url}/calendars/a b@c.test/</d:href>"
                mails = "<d:href>/principals/x/</d:href><d:href>MAILTO:other@c.test</d:href>"
                mails += '<d:href preferred="1">mailto:ana@c.test</d:href>'
                return multistatus(
                    response(
                        "/principals/a%20b@c.test/",
                        f"<c:calendar-home-set>{homes}</c:calendar-home-set>"
                        f"<c:calendar-user-address-set>{mails}</c:calendar-user-address-set>",
                    )
                )
            case _:
                return Answer(200, {"Content-Type": "text/html"}, b"<!doctype html><p>Welcome</p>")

    def second(self, asked: Asked) -> Answer:
        home = "/calendars/a%20b@c.test/"
        if asked.method == "OPTIONS":
            return Answer(200, {"DAV": "1, 3, calendar-access, calendar-auto-schedule"})
        if asked.headers["Depth"] == "0":
            return multistatus(response(home, "<d:resourcetype><d:collection/></d:resourcetype>"))
        reads = "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege></d:current-user-privilege-set>"
        inbox = "<d:resourcetype><d:collection/><c:schedule-inbox/></d:resourcetype>"
        return multistatus(
            response(home, "<d:resourcetype><d:collection/></d:resourcetype>"),
            response(f"{home}inbox/", inbox),
            response(
                "/calendars/a b@c.test/shared/",
                f"{CALENDAR}{EVENTS}{reads}<d:displayname>Shared</d:displayname>",
            ),
            response(f"{home}own%2Fx/", CALENDAR + EVENTS, denied="<d:current-user-privilege-set/>"),
            response(f"{home}tasks/", CALENDAR + EVENTS.replace("VEVENT", "VTODO")),
        )


def test_a_server_behind_a_well_known_address(web: WebServer) -> None:
    with web_server() as second:
        Nextcloud(web, second)
        account = sign_in(web.url)
        assert account.calendars == (
            FoundCalendar(
                f"{second.url}/calendars/a%20b@c.test/shared/", "Shared", writable=False, titles=True
            ),
            FoundCalendar(f"{second.url}/calendars/a%20b@c.test/own%2Fx/", "own/x", writable=True, main=True),
        )
    assert account.details == {
        "principal": f"{web.url}/principals/a%20b@c.test/",
        "address": "ana@c.test",
        "schedules": "yes",
    }


def test_another_ones_server_is_not_told_the_password(web: WebServer) -> None:
    """Whoever can make a server lead elsewhere would have it, of everybody who signs in."""
    with web_server() as second:
        elsewhere = second.url.replace("127.0.0.1", "localhost")
        web.answer = lambda _: Answer(302, {"Location": f"{elsewhere}/dav/"})
        with pytest.raises(CalendarUnavailable, match=r"127\.0\.0\.1 leads to localhost") as caught:
            sign_in(web.url)
        assert "enter its address" in caught.value.advice
        assert second.asked == []


@pytest.mark.parametrize(
    "one, other, are",
    [
        ("https://caldav.icloud.com/", "https://p34-caldav.icloud.com:443/1/", True),
        ("https://example.com/", "https://dav.example.com/", True),
        ("https://example.com/", "https://example.com.evil.test/", False),
        ("https://example.com/", "https://badexample.com/", False),
        ("https://ana.co.uk/", "https://dav.ana.co.uk/", True),
        ("https://ana.co.uk/", "https://ben.co.uk/", False),
        ("https://10.0.0.1/", "https://10.1.0.1/", False),
        ("https://[::1]/", "https://[::2]/", False),
        ("https://nas/", "https://nas/", True),
        ("https://nas/", "https://other/", False),
    ],
)
def test_whose_servers(one: str, other: str, are: bool) -> None:
    assert are_of_one_house(one, other) is are


def test_a_web_site_is_no_calendar_server(web: WebServer) -> None:
    web.answer = lambda _: Answer(200, {"Content-Type": "text/html"}, b"<!doctype html><p>Welcome")
    with pytest.raises(CalendarUnavailable, match="no CalDAV server that can be found"):
        sign_in(web.url)


def test_a_server_in_trouble_is_not_called_none(web: WebServer) -> None:
    web.answer = lambda asked: Answer(503) if asked.path == "/" else Answer(404)
    with pytest.raises(CalendarOffline, match="has trouble") as caught:
        sign_in(web.url)
    assert "tried again" not in str(caught.value), "nobody signs in by themselves"


def test_nobody_waits_for_ever(web: WebServer) -> None:
    def wait(_: socket.socket) -> None:
        web.stopping.wait(20)

    web.answer = lambda _: Answer(207, {}, raw=wait)
    with pytest.raises(CalendarOffline):
        CalDavAccounts(KeptSecrets()).sign_in(web.url, LOGIN, PASSWORD, Patience(0.3))
    web.stopping.set()


def test_a_server_that_the_domain_names(server: Radicale, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the name server would say is said by the test; that is all that is not real."""
    server.make_calendar("work")
    asked: list[str] = []

    def discover(domain: str, timeout: int) -> object:
        asked.append(domain)
        return accounts_found(server.url)

    monkeypatch.setattr(accounts, "discover_caldav", discover)
    monkeypatch.setattr(accounts, "is_here", lambda url: False)
    with web_server() as web:
        assert sign_in(web.url).server == server.url
    assert asked == ["127.0.0.1"]


def accounts_found(url: str) -> object:
    from caldav.discovery import ServiceInfo

    return ServiceInfo(url, "127.0.0.1", 80, "/", tls=True)


# ---------------------------------------------------------------- what people type


@pytest.mark.parametrize(
    "typed, address",
    [
        ("https://dav.test/x/", "https://dav.test/x/"),
        (" dav.test ", "https://dav.test/"),
        ("dav.test/remote.php/dav", "https://dav.test/remote.php/dav"),
        ("ana@dav.test", "https://dav.test/"),
        ("https://dav.test/ana@dav.test/a b/", "https://dav.test/ana@dav.test/a%20b/"),
        ("http://127.0.0.1:5232", "http://127.0.0.1:5232/"),
        ("http://[::1]:5232/", "http://[::1]:5232/"),
    ],
)
def test_addresses(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize(
    "typed, problem",
    [
        ("", "no address"),
        ("caldav://dav.test", "no address"),
        ("https://", "no address"),
        ("https://dav.test:port/", "no address"),
        ("https://[dav", "no address"),
        ("http://dav.test/", "unencrypted"),
        ("https://ana:secret@dav.test/", "fields of their own"),
    ],
)
def test_addresses_that_are_refused(typed: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem) as caught:
        server_address(typed)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "login, password, path",
    [
        ("", "x", "login"),
        ("  ", "x", "login"),
        ("ana", "", "password"),
        ("ana", "secret\udcff", "password"),  # of a terminal with other letters
        ("ana\udcff", "x", "login"),
    ],
)
def test_nothing_may_be_missing(login: str, password: str, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        CalDavAccounts(KeptSecrets()).sign_in("https://dav.test", login, password, Patience(1))
    assert caught.value.path == path
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
