"""What opens an account: in the system's keyring, or in memory where there is none that can be used.

The keyring is the one that the user configured (`PYTHON_KEYRING_BACKEND`, keyring's own file), else the best of those
that keyring recommends; a file of plain text is none of them.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Unanswered
from typing import TYPE_CHECKING, Protocol, TypeVar

from studio_app.errors import BadInput, KeyLocked

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "studio-desk"
"""Under which name all entries stand; the user of each is the account's id."""

LONGEST = 1_280
"""Characters of one entry: Windows keeps 2,560 bytes of UTF-16."""

SECONDS = 30.0
"""How long the keyring is waited for; it may be asking somebody for a password."""

AGAIN = 20.0
"""Seconds after which a keyring that could not be used is probed again."""

_PROBE = "probe"
_ADVICE = "Unlock it, or sign in to the desktop again."

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class SecretStore(Protocol):
    """What connectors need of it; as in `actions.ports`."""

    @property
    def lasting(self) -> bool:
        """Whether secrets outlive the program."""

    def get(self, account: str) -> str | None:
        """The secret of an account; None where this computer has none."""

    def set(self, account: str, secret: str) -> None:
        """Keep a secret."""

    def delete(self, account: str) -> None:
        """Forget a secret, if there is one."""


class _Unusable(Exception):
    """The keyring failed; says how, in words that may follow `The keyring of this computer`."""

    def __init__(self, how: str, *, is_missing: bool = False) -> None:
        super().__init__(how)
        self.is_missing = is_missing


class Secrets:
    """Secrets by account; see `actions.ports.SecretStore`. Safe across threads.

    Nothing of a secret is ever in a message, a log or a `repr`.
    """

    def __init__(
        self,
        backend: Callable[[], KeyringBackend] | None = None,
        *,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is asked of the keyring yet.

        Args:
            backend: Gives the keyring; keyring's own choice where None.
            seconds: How long it is waited for.
            clock: Counts seconds.
        """
        self._keyring = _Keyring(backend or chosen_backend, seconds)
        self._memory: dict[str, str] = {}
        self._clock = clock
        self._problem: str | None = None
        self._tried_at = 0.0

    @property
    def lasting(self) -> bool:
        """Whether secrets outlive the program. The keyring is probed at the first asking, and again some time after it
        could not be used: somebody may have unlocked it."""
        return self._probed() == ""

    @property
    def problem(self) -> str:
        """Why secrets do not last, for people; "" where they do."""
        return self._probed()

    def probe(self) -> bool:
        """Write, read and delete an entry, to know whether the keyring can be used now."""
        value = secrets.token_hex(16)
        self._tried_at = self._clock()
        try:
            self._keyring.set(_PROBE, value)
            kept = self._keyring.get(_PROBE) == value
            if kept:
                self._keyring.delete(_PROBE)
            self._problem = "" if kept else _in_memory("forgets what it is given")
        except _Unusable as error:
            self._problem = _in_memory(str(error))
        return self._problem == ""

    def get(self, account: str) -> str | None:
        """The secret of an account; None where this computer has none.

        Raises:
            KeyLocked: the keyring is locked or does not answer, so that nobody knows.
        """
        if account in self._memory:
            return self._memory[account]
        try:
            return self._keyring.get(account)
        except _Unusable as error:
            if error.is_missing:
                return None
            raise _locked(error) from error

    def set(self, account: str, secret: str) -> None:
        """Keep a secret: in the keyring, or in memory where that fails.

        Raises:
            BadInput: no keyring holds that much.
        """
        if not 0 < len(secret) <= LONGEST:
            raise BadInput("", f"a secret must have 1 to {LONGEST} characters to fit into every keyring")
        if self.lasting:
            try:
                self._keyring.set(account, secret)
                self._memory.pop(account, None)
                return
            except _Unusable as error:
                self._problem, self._tried_at = _in_memory(str(error)), self._clock()
        self._memory[account] = secret

    def delete(self, account: str) -> None:
        """Forget a secret, if there is one.

        Raises:
            KeyLocked: the keyring is locked or does not answer, so that it may still be there.
        """
        self._memory.pop(account, None)
        try:
            if self._keyring.get(account) is not None:
                self._keyring.delete(account)
        except _Unusable as error:
            if not error.is_missing:
                raise _locked(error) from error

    def _probed(self) -> str:
        if self._problem is None or (self._problem and self._clock() - self._tried_at >= AGAIN):
            self.probe()
        return self._problem or ""


def chosen_backend() -> KeyringBackend:
    """The keyring that the user configured, else the best one that keyring recommends."""
    import keyring.core

    keyring.core.init_backend(keyring.core.recommended)
    return keyring.core.get_keyring()


class _Keyring:
    """The keyring with a time limit: one call at a time, each in a thread of its own.

    A call that hangs, such as one that waits for a password that nobody types, is left to end by itself; until then
    no other is made, so that the question is asked once.
    """

    def __init__(self, backend: Callable[[], KeyringBackend], seconds: float) -> None:
        self._make, self._seconds = backend, seconds
        self._backend: KeyringBackend | None = None
        self._turn = threading.Lock()
        self._hangs = False

    def get(self, name: str) -> str | None:
        return self._asked(lambda keyring: keyring.get_password(SERVICE, name))

    def set(self, name: str, value: str) -> None:
        self._asked(lambda keyring: keyring.set_password(SERVICE, name, value))

    def delete(self, name: str) -> None:
        self._asked(lambda keyring: keyring.delete_password(SERVICE, name))

    def _asked(self, question: Callable[[KeyringBackend], Answer]) -> Answer:
        """The keyring's answer. Raises _Unusable."""
        answer: Future[Answer] = Future()

        def ask() -> None:
            try:
                if self._backend is None:
                    self._backend = self._make()
                answer.set_result(question(self._backend))
            except BaseException as error:  # noqa: BLE001  a backend may raise whatever its system does; told below
                answer.set_exception(error)
            finally:
                self._hangs = False
                self._turn.release()

        if not self._turn.acquire(timeout=0 if self._hangs else self._seconds):
            raise _Unusable("doesn’t answer")
        thread = threading.Thread(target=ask, name="keyring", daemon=True)
        thread.start()
        try:
            failure = answer.exception(self._seconds)
        except Unanswered:
            self._hangs = not answer.done()
            failure = _Unusable("doesn’t answer")
        else:
            thread.join(self._seconds)
        if failure is not None:
            raise _unusable(failure)  # outside of any except: what a keyring says may hold what it was given
        return answer.result()


def _unusable(error: BaseException) -> _Unusable:
    """What a failure means, without its own words."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

    log.info("the keyring failed: %s", type(error).__name__)
    match error:
        case _Unusable():
            return error
        case NoKeyringError():
            return _Unusable("is missing", is_missing=True)
        case ImportError() | AttributeError():
            return _Unusable("can’t be loaded", is_missing=True)
        case KeyringLocked() | InitError():
            return _Unusable("is locked")
        case PasswordSetError() | PasswordDeleteError():
            return _Unusable("refuses to be written")
        case _:
            return _Unusable("fails")


def _in_memory(how: str) -> str:
    return f"The keyring of this computer {how}, so sign-ins last only until the program ends."


def _locked(error: _Unusable) -> KeyLocked:
    return KeyLocked(f"The keyring of this computer {error}.", _ADVICE)
