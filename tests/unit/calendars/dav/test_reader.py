"""Reading CalDAV calendars: a real server, and the ways and faults of others."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from studio_app.calendars.dav import sync
from studio_app.calendars.dav.doors import Doors
from studio_app.calendars.dav.reader import CalDavReader
from studio_app.domain.account import Account
from studio_app.domain.calendar_item import Errand, Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarOffline, CalendarUnavailable, NotSignedInHere, SignInNeeded
from studio_app.patience import Patience
from tests.support.calendar_reading import SUMMER, pulled, read_all
from tests.support.radicale import LOGIN, KeptSecrets, Radicale, doors_of
from tests.support.web_server import Answer, WebServer
from tests.unit.calendars.dav.conftest import Collection, doors, event_text, multistatus, refusal, source_at


def known(pull: Pull) -> dict[str, str]:
    return {item.id: item.etag for item in pull.items}


class Ana:
    """Her calendar on a scripted server, read again and again."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.cursor = ""
        self.known: dict[str, str] = {}

    def read(self, patience: float = 20) -> Pull:
        reader = CalDavReader(doors(self.collection.web.url))
        self.collection.web.asked.clear()
        pull = pulled(
            reader, source_at(self.collection.url, self.cursor), self.known, patience=Patience(patience)
        )
        self.cursor = pull.cursor
        self.known = (
            {} if pull.whole else {key: etag for key, etag in self.known.items() if key not in pull.gone}
        )
        self.known |= known(pull)
        return pull

    @property
    def names(self) -> list[str]:
        return sorted(sync.name_of(path).removesuffix(".ics") for path in self.known)


@pytest.fixture
def ana(collection: Collection) -> Ana:
    return Ana(collection)


# ---------------------------------------------------------------- Radicale


def test_a_token_that_the_server_forgot(server: Radicale) -> None:
    url = server.make_calendar("work")
    server.write(url, "one", event_text("one"))
    reader = CalDavReader(doors_of(server))
    first = pulled(reader, source_at(url))
    lost = first.cursor.replace("/sync/", "/sync/0")
    again = pulled(reader, source_at(url, lost), known(first))
    assert again.whole
    assert known(again) == known(first)


def test_tasks_are_no_events(server: Radicale) -> None:
    url = server.make_calendar("work", kinds=("VEVENT", "VTODO"))
    server.write(url, "task", event_text("task", kind="VTODO"))
    server.write(url, "one", event_text("one"))
    first = pulled(CalDavReader(doors_of(server)), source_at(url))
    assert [sync.name_of(item.id) for item in first.items] == ["one.ics"]
    server.write(url, "task", event_text("task", "20260617T130000Z", kind="VTODO"))
    again = pulled(CalDavReader(doors_of(server)), source_at(url, first.cursor), known(first))
    assert (again.items, again.gone) == ((), frozenset())


def test_fifty_calendars_without_changes_are_fifty_questions(server: Radicale) -> None:
    urls = [server.make_calendar(f"c{number}") for number in range(50)]
    sources = [replace(source_at(url), id=url) for url in urls]
    reader = CalDavReader(doors_of(server))

    def read(sources: list[CalendarSource]) -> list[Pull]:
        answers = dict.fromkeys(source.id for source in sources) | {
            source.id: answer
            for source, answer in reader.pull(
                [Errand(each, SUMMER, True, dict) for each in sources], Patience(60)
            )
        }
        pulls = [answer for answer in answers.values() if isinstance(answer, Pull)]
        assert len(pulls) == 50
        return pulls

    first = read(sources)
    server.asked.clear()
    again = read([replace(source, cursor=pull.cursor) for source, pull in zip(sources, first, strict=True)])
    assert not any(pull.items or pull.gone or pull.whole for pull in again)
    assert len(server.asked) == 50
    assert all("HTTP_AUTHORIZATION" in asked.headers for asked in server.asked)


def test_names_in_any_characters(server: Radicale) -> None:
    url = server.make_calendar("wörk & more")
    for number, name in enumerate(("a b@c", "ünïcode", "per%cent", "plus+and&", "semi;colon")):
        server.write(url, name, event_text(f"u{number}"))
    reader = CalDavReader(doors_of(server))
    first = pulled(reader, source_at(url))
    assert len(first.items) == 5
    again = pulled(reader, source_at(url, first.cursor), known(first))
    assert (again.items, again.gone) == ((), frozenset())
    assert len(read_all(reader, source_at(url))) == 5


# ---------------------------------------------------------------- pages


def test_an_answer_in_parts(ana: Ana) -> None:
    for number in range(7):
        ana.collection.put(f"e{number}", event_text(f"e{number}"))
    ana.collection.page = 3
    assert ana.read().whole
    assert len(ana.names) == 7
    ana.collection.delete("e1")
    ana.collection.put("e2", event_text("e2", "20260617T130000Z"))
    pull = ana.read()
    assert (len(pull.items), len(pull.gone), pull.whole) == (1, 1, False)


def test_parts_without_an_end_are_no_calendar(ana: Ana) -> None:
    ana.collection.put("one", event_text("one"))
    part = (
        f"<D:response><D:href>{ana.collection.path}</D:href><D:status>HTTP/1.1 507 X</D:status></D:response>"
    )
    ana.collection.refusal = lambda _: multistatus(part, "<D:sync-token>t0</D:sync-token>")
    ana.cursor = '{"form": "1 titles", "token": "t0", "ctag": ""}'
    with pytest.raises(CalendarUnavailable, match="only a part"):
        ana.read()


def test_many_events_are_fetched_in_turns(ana: Ana, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "AT_ONCE", 4)
    for number in range(10):
        ana.collection.put(f"e{number}", event_text(f"e{number}"))
    ana.read()
    assert len(ana.names) == 10
    assert sum(b"multiget" in asked.body for asked in ana.collection.web.asked) == 3


def test_too_many_events(ana: Ana, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "MOST_EVENTS", 2)
    for number in range(3):
        ana.collection.put(f"e{number}", event_text(f"e{number}"))
    with pytest.raises(CalendarUnavailable, match="more than 2 events"):
        ana.read()


# ---------------------------------------------------------------- without tokens


@pytest.mark.parametrize("status", [400, 403, 405, 415, 501])
@pytest.mark.parametrize("ctag", ["", "1"])
def test_a_server_that_knows_no_tokens(ana: Ana, status: int, ctag: str) -> None:
    ana.collection.lacks_tokens, ana.collection.ctag = status, ctag
    for name in ("one", "two", "three"):
        ana.collection.put(name, event_text(name))
    assert ana.read().whole
    again = ana.read()
    assert (again.items, again.gone, again.whole) == ((), frozenset(), False)
    assert not any(b"sync-collection" in asked.body for asked in ana.collection.web.asked), "once is enough"
    assert len(ana.collection.web.asked) == (1 if ctag else 2)
    ana.collection.put("two", event_text("two", "20260617T130000Z"))
    ana.collection.delete("three")
    ana.collection.ctag += "2" if ctag else ""
    pull = ana.read()
    assert [sync.name_of(item.id) for item in pull.items] == ["two.ics"]
    assert {sync.name_of(path) for path in pull.gone} == {"three.ics"}


def test_without_tokens_all_of_it_gone_is_said_so(ana: Ana) -> None:
    ana.collection.lacks_tokens = 501
    ana.collection.put("one", event_text("one"))
    ana.read()
    ana.collection.delete("one")
    pull = ana.read()
    assert (pull.items, pull.whole) == ((), True)


@pytest.mark.parametrize(
    "status, precondition",
    [(403, "valid-sync-token"), (409, "valid-sync-token"), (412, "valid-sync-token"), (403, ""), (410, "")],
)
def test_forgotten_tokens_in_all_forms(ana: Ana, status: int, precondition: str) -> None:
    ana.collection.put("one", event_text("one"))
    ana.read()
    ana.collection.refusal = lambda asked: (
        refusal(status, precondition) if b"<D:sync-token>t1" in asked.body else None
    )
    ana.collection.put("two", event_text("two"))
    assert ana.read().whole
    assert ana.names == ["one", "two"]


# ---------------------------------------------------------------- never a part of a calendar


def test_an_event_that_is_left_out(ana: Ana) -> None:
    for name in ("one", "two"):
        ana.collection.put(name, event_text(name))
    ana.collection.hides = frozenset({"two"})
    with pytest.raises(CalendarUnavailable, match="left out"):
        ana.read()


def test_an_event_that_goes_while_the_calendar_is_read(ana: Ana) -> None:
    for name in ("one", "two"):
        ana.collection.put(name, event_text(name))
    ana.read()
    ana.collection.put("two", event_text("two", "20260617T130000Z"))

    def delete_meanwhile(asked: object) -> None:
        if b"multiget" in ana.collection.web.asked[-1].body and "two" in ana.collection.events:
            ana.collection.delete("two")

    ana.collection.refusal = delete_meanwhile
    pull = ana.read()
    assert {sync.name_of(path) for path in pull.gone} == {"two.ics"}
    assert ana.names == ["one"]


def test_a_damaged_event_is_named(ana: Ana) -> None:
    ana.collection.put("one", event_text("one"))
    ana.collection.put("two", event_text("two").replace("END:VEVENT\r\n", ""))
    with pytest.raises(CalendarUnavailable, match=r"Ana’s “two\.ics” is damaged"):
        ana.read()


def test_an_event_without_its_text(ana: Ana) -> None:
    ana.collection.put("one", "")
    with pytest.raises(CalendarUnavailable, match="without showing it"):
        ana.read()


def test_an_event_with_a_time_that_nobody_understands_is_named(ana: Ana) -> None:
    ana.collection.put("one", event_text("one", "whenever"))
    reader = CalDavReader(doors(ana.collection.web.url))
    with pytest.raises(CalendarUnavailable, match=r"Ana’s “one\.ics” can't be understood"):
        read_all(reader, source_at(ana.collection.url))


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    "answer, kind, words",
    [
        (Answer(401, {"WWW-Authenticate": 'Basic realm="x"'}), SignInNeeded, "name or the password"),
        (Answer(401), SignInNeeded, "name or the password"),
        (Answer(403), CalendarUnavailable, "Ana’s is not shared any more"),
        (refusal(403, "need-privileges"), CalendarUnavailable, "Ana’s is not shared any more"),
        (Answer(404), CalendarUnavailable, "Ana’s is not there any more"),
        (Answer(418), CalendarUnavailable, "Ana’s can’t be read"),
        (Answer(500), CalendarOffline, "has trouble"),
        (Answer(503, {"Retry-After": "30"}), CalendarOffline, "has trouble"),
        (Answer(429, {"Retry-After": "30"}), CalendarOffline, "has trouble"),
        (Answer(200, {"Content-Type": "text/html"}, b"<!doctype html><p>Sign in"), CalendarUnavailable, "Ana’s|understood"),
        (Answer(207, {"Content-Type": "text/plain"}, b"hello"), CalendarUnavailable, "doesn’t answer as a calendar server"),
        (Answer(207, {"Content-Type": "text/xml"}, b"<D:multistatus xmlns:D='DAV:'><D:resp"), CalendarUnavailable, "understood"),
        (Answer(207, {"Content-Length": "999"}, b"<D:multistatus"), CalendarOffline, "cut off"),
        (multistatus("<D:response><D:href>http://[bad</D:href></D:response>"), CalendarUnavailable, "an address that is none"),
    ],
)  # fmt: skip
def test_refusals(ana: Ana, answer: Answer, kind: type[CalendarUnavailable], words: str) -> None:
    ana.collection.refusal = lambda _: answer
    with pytest.raises(kind, match=words) as caught:
        ana.read(patience=5)
    assert isinstance(caught.value, CalendarOffline) is (kind is CalendarOffline)
    if isinstance(caught.value, SignInNeeded):
        assert caught.value.account == "account"


def test_entities_are_not_followed(ana: Ana) -> None:
    ana.collection.put("one", event_text("one"))
    evil = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">
        <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <D:multistatus xmlns:D="DAV:"><D:sync-token>&e;&b;</D:sync-token></D:multistatus>"""
    ana.collection.refusal = lambda _: Answer(207, {"Content-Type": "text/xml"}, evil)
    with pytest.raises(CalendarUnavailable):
        ana.read()


def test_nobody_signed_in_here(collection: Collection) -> None:
    account = Account("account", "caldav", LOGIN, collection.web.url)
    accounts: Mapping[str, Account] = {"account": account}
    with pytest.raises(NotSignedInHere):
        pulled(CalDavReader(Doors(accounts.get, KeptSecrets())), source_at(collection.url))
    with pytest.raises(CalendarUnavailable, match="account of the calendar Ana’s is gone"):
        pulled(CalDavReader(Doors(lambda _: None, KeptSecrets())), source_at(collection.url))
    assert not collection.web.asked


def test_one_calendar_in_trouble_keeps_no_other_from_being_read(web: WebServer) -> None:
    good = Collection(web)
    good.put("one", event_text("one"))
    good.refusal = lambda asked: Answer(404) if "gone" in asked.path else None
    sources = [source_at(good.url), replace(source_at(f"{web.url}/gone/"), id="gone")]
    errands = [Errand(source, SUMMER, True, dict) for source in sources]
    answers = {
        source.id: answer for source, answer in CalDavReader(doors(web.url)).pull(errands, Patience(20))
    }
    assert isinstance(answers["s"], Pull)
    assert isinstance(answers["gone"], CalendarUnavailable)


def test_digest_sign_in(ana: Ana) -> None:
    ana.collection.put("one", event_text("one"))
    challenge = 'Digest realm="dav", nonce="abc", qop="auth", algorithm=MD5'

    def ask_for_digest(asked: object) -> Answer | None:
        sent = ana.collection.web.asked[-1].headers.get("Authorization", "")
        return None if sent.startswith("Digest ") else Answer(401, {"WWW-Authenticate": challenge})

    ana.collection.refusal = ask_for_digest
    assert len(ana.read().items) == 1
    assert all("gehe1m" not in str(asked.headers) for asked in ana.collection.web.asked)


@pytest.mark.parametrize("patience", [0.3])
def test_a_server_that_says_nothing(ana: Ana, patience: float) -> None:
    def wait(_: object) -> None:
        ana.collection.web.stopping.wait(20)

    ana.collection.refusal = lambda _: Answer(207, {}, raw=wait)
    with pytest.raises(CalendarOffline):
        ana.read(patience)
    ana.collection.web.stopping.set()
