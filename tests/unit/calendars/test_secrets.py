"""Secrets in the keyring or, where it can't be used, in memory; and nowhere else."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from studio_app.calendars.secrets import AGAIN, LONGEST, SERVICE, Secrets, chosen_backend
from studio_app.errors import BadInput, KeyLocked, KnownError

ACCOUNT = "google:studio@example.com"
SECRET = "1//refresh-token-that-nobody-may-see"


class Kept(KeyringBackend):
    """A keyring that works, and remembers what was asked of it."""

    priority: float = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has none
        self.entries: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append("get")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked.append("set")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.asked.append("delete")
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("No such password!")


class Failing(Kept):
    """A keyring that fails at some of its methods."""

    def __init__(self, error: Callable[[str], Exception], *methods: str) -> None:
        super().__init__()
        self._error, self._methods = error, methods

    def get_password(self, service: str, username: str) -> str | None:
        self._maybe("get", username)
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._maybe("set", password)
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._maybe("delete", username)
        super().delete_password(service, username)

    def _maybe(self, method: str, about: str) -> None:
        if method in self._methods:
            raise self._error(f"refused {about}")


def secrets_in(backend: KeyringBackend, seconds: float = 5.0) -> Secrets:
    return Secrets(lambda: backend, seconds=seconds)


def test_a_secret_outlives_the_program() -> None:
    keyring = Kept()
    first = secrets_in(keyring)
    assert first.lasting
    assert first.problem == ""
    first.set(ACCOUNT, SECRET)
    assert keyring.entries == {(SERVICE, ACCOUNT): SECRET}
    again = secrets_in(keyring)
    assert again.get(ACCOUNT) == SECRET
    assert again.get("google:other@example.com") is None
    again.delete(ACCOUNT)
    again.delete(ACCOUNT)
    assert keyring.entries == {}


def test_the_keyring_is_probed_before_it_is_trusted() -> None:
    keyring = Kept()
    assert secrets_in(keyring).probe()
    assert keyring.asked == ["set", "get", "delete"]
    assert keyring.entries == {}


def test_it_is_probed_once() -> None:
    keyring = Kept()
    secrets = secrets_in(keyring)
    assert secrets.lasting
    before = len(keyring.asked)
    assert secrets.lasting
    assert len(keyring.asked) == before


ALL = ("get", "set", "delete")


@pytest.mark.parametrize(
    "backend, words",
    [
        (Failing(NoKeyringError, *ALL), "is missing"),
        (Failing(InitError, *ALL), "is locked"),
        (Failing(KeyringLocked, *ALL), "is locked"),
        (Failing(PasswordSetError, "set"), "refuses to be written"),
        (Failing(PasswordDeleteError, "delete"), "refuses to be written"),
        (Failing(OSError, *ALL), "fails"),
        (Failing(RuntimeError, "get"), "fails"),
    ],
)
def test_without_a_usable_keyring_it_is_memory_only_and_says_so(backend: KeyringBackend, words: str) -> None:
    secrets = secrets_in(backend)
    assert not secrets.lasting
    assert words in secrets.problem
    assert secrets.problem.endswith("so sign-ins last only until the program ends.")
    secrets.set(ACCOUNT, SECRET)
    assert secrets.get(ACCOUNT) == SECRET
    assert secrets_in(Kept()).get(ACCOUNT) is None


def test_a_keyring_that_forgets_is_none() -> None:
    class Forgetful(Kept):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    assert not secrets_in(Forgetful()).lasting
    assert "forgets" in secrets_in(Forgetful()).problem


def test_one_that_refuses_after_its_probe_is_not_trusted_with_more() -> None:
    keyring = Kept()
    secrets = secrets_in(keyring)
    assert secrets.problem == ""
    keyring.set_password = Failing(PasswordSetError, "set").set_password  # type: ignore[method-assign]
    secrets.set(ACCOUNT, SECRET)
    assert not secrets.lasting
    assert secrets.get(ACCOUNT) == SECRET


def test_a_keyring_that_comes_back_is_found_by_another_probe() -> None:
    current: list[KeyringBackend] = [Failing(KeyringLocked, *ALL)]

    class Changing(Kept):
        def get_password(self, service: str, username: str) -> str | None:
            return current[0].get_password(service, username)

        def set_password(self, service: str, username: str, password: str) -> None:
            current[0].set_password(service, username, password)

        def delete_password(self, service: str, username: str) -> None:
            current[0].delete_password(service, username)

    now = [0.0]
    secrets = Secrets(Changing, seconds=5, clock=lambda: now[0])
    assert "locked" in secrets.problem
    current[0] = Kept()
    assert "locked" in secrets.problem, "nobody is asked for a password all the time"
    now[0] += AGAIN
    assert secrets.lasting


def test_a_locked_keyring_is_no_missing_secret() -> None:
    """Nobody must be sent to sign in again because a keyring waits for its password."""
    secrets = secrets_in(Failing(KeyringLocked, *ALL))
    with pytest.raises(KeyLocked, match="The keyring of this computer is locked"):
        secrets.get(ACCOUNT)
    with pytest.raises(KeyLocked):
        secrets.delete(ACCOUNT)


def test_no_keyring_holds_no_secret() -> None:
    secrets = secrets_in(Failing(NoKeyringError, *ALL))
    assert secrets.get(ACCOUNT) is None
    secrets.delete(ACCOUNT)


class Hanging(Kept):
    """Asks for a password that nobody types."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = threading.Event()
        self.prompts = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.prompts += 1
        self.typed.wait(20)
        return super().get_password(service, username)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    keyring = Hanging()
    yield keyring
    keyring.typed.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(10)


def test_a_keyring_that_hangs_is_not_waited_for(hanging: Hanging) -> None:
    hanging.entries[SERVICE, ACCOUNT] = SECRET
    secrets = secrets_in(hanging, seconds=0.1)
    with pytest.raises(KeyLocked, match="doesn’t answer"):
        secrets.get(ACCOUNT)
    with pytest.raises(KeyLocked, match="doesn’t answer"):
        secrets.get(ACCOUNT)
    assert hanging.prompts == 1, "the question is asked once"
    hanging.typed.set()
    assert _soon(lambda: secrets.get(ACCOUNT)) == SECRET


def _soon(question: Callable[[], str | None]) -> str | None:
    for _ in range(200):
        try:
            return question()
        except KeyLocked:
            threading.Event().wait(0.02)
    raise AssertionError("it never came back")


def test_entries_fit_into_every_keyring() -> None:
    secrets = secrets_in(Kept())
    secrets.set(ACCOUNT, "x" * LONGEST)
    for text in ("", "x" * (LONGEST + 1)):
        with pytest.raises(BadInput):
            secrets.set(ACCOUNT, text)


def test_calls_from_many_threads_come_one_after_the_other() -> None:
    keyring = Kept()
    secrets = secrets_in(keyring)
    found: list[str | None] = []

    def work(number: int) -> None:
        secrets.set(f"a{number}", f"s{number}")
        found.append(secrets.get(f"a{number}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == [f"s{number}" for number in range(8)]


@pytest.mark.parametrize("error", [KeyringLocked, PasswordSetError, NoKeyringError, OSError])
def test_no_secret_is_ever_said(
    error: type[Exception], caplog: pytest.LogCaptureFixture, expected_log: Callable[[str], None]
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = secrets_in(Failing(error, "set"))
    secrets.set(ACCOUNT, SECRET)
    shown = [repr(secrets), secrets.problem]
    broken = secrets_in(Failing(error, *ALL))
    for call in (lambda: broken.get(SECRET), lambda: broken.delete(SECRET)):
        try:
            call()
        except KnownError as caught:
            told: BaseException | None = caught
            while told is not None:
                shown.append(f"{told} {told!r}")
                told = told.__cause__ or told.__context__
    assert not [text for text in (*shown, caplog.text) if SECRET in text]


def test_the_user_s_own_choice_of_keyring_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert type(chosen_backend()).__module__ == "keyring.backends.null"
    assert not Secrets(seconds=5).lasting


def test_plain_text_is_no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A backend that writes a file in plain text has a priority below 1; it counts only where somebody configured it."""

    class Plain(Kept):
        priority: float = 0.5

    plain = Plain()
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("keyring.backend.get_all_keyring", lambda: [plain])
    assert type(chosen_backend()).__module__ == "keyring.backends.fail"
    assert not Secrets(seconds=5).lasting


def test_a_keyring_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "not.installed.Keyring")
    secrets = Secrets(seconds=5)
    assert "can’t be loaded" in secrets.problem
    assert secrets.get(ACCOUNT) is None
