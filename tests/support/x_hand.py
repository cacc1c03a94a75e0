"""A hand on the X server itself: pointer and keys that reach windows as those of a person do.

Speaks the X protocol with its XTEST extension over the server's socket, as no library for it is on a bare machine.
Numbers of requests are those of "X Window System Protocol, X Version 11" and "XTEST Extension Protocol".
"""

from __future__ import annotations

import socket
import struct
import time
from types import TracebackType

KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION = 2, 3, 4, 5, 6
QUERY_EXTENSION, GET_KEYBOARD_MAPPING, GET_INPUT_FOCUS, FAKE_INPUT = 98, 101, 43, 2
_PATIENCE = 10.0
SOCKETS = "tmp/.X11-unix"
"""Below the root: where X servers listen, on every machine alike."""

KEYS = {
    "Escape": 0xFF1B,
    "Return": 0xFF0D,
    "Tab": 0xFF09,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "Shift": 0xFFE1,
    "Control": 0xFFE3,
    "Alt": 0xFFE9,
    "space": 0x20,
}


class XHand:
    """Moves the pointer and presses buttons and keys; a context manager."""

    def __init__(self, display: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(_PATIENCE)
        number = display.partition(":")[2].partition(".")[0]
        try:
            # Xvfb listens under an abstract name too, whatever the folder of sockets is.
            self._socket.connect(f"\0/{SOCKETS}/X{number}")
        except OSError:
            self._socket.close()
            raise
        self._least, self._most = self._begin()
        self._xtest = self._extension(b"XTEST")
        self._codes = self._keyboard()

    def __enter__(self) -> XHand:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    # ------------------------------------------------------------ what a hand does

    def move(self, x: int, y: int) -> None:
        """Put the pointer to a place of the screen."""
        self._fake(MOTION, 0, x, y)

    def press(self, button: int = 1) -> None:
        """Press a button of the mouse and keep it down."""
        self._fake(BUTTON_PRESS, button)

    def release(self, button: int = 1) -> None:
        """Let a button go."""
        self._fake(BUTTON_RELEASE, button)

    def key(self, name: str, *held: str) -> None:
        """Press and release a key, named as in `KEYS` or by its letter, with others held."""
        codes = [self._codes[KEYS.get(one) or ord(one)] for one in (*held, name)]
        for code in codes:
            self._fake(KEY_PRESS, code)
        for code in reversed(codes):
            self._fake(KEY_RELEASE, code)

    # ------------------------------------------------------------ the protocol

    def _fake(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        request = struct.pack("<BBHBBHIIQhhQ", self._xtest, FAKE_INPUT, 9, kind, detail, 0, 0, 0, 0, x, y, 0)
        self._socket.sendall(request)
        self._round_trip()
        time.sleep(0.005)  # a hand is not faster

    def _round_trip(self) -> None:
        """Wait until the server has done everything asked before."""
        self._socket.sendall(struct.pack("<BBH", GET_INPUT_FOCUS, 0, 1))
        self._reply()

    def _begin(self) -> tuple[int, int]:
        self._socket.sendall(struct.pack("<BBHHHHH", ord("l"), 0, 11, 0, 0, 0, 0))
        head = self._read(8)
        rest = self._read(struct.unpack("<H", head[6:8])[0] * 4)
        if head[0] != 1:
            raise ConnectionRefusedError(rest.decode("ascii", "replace"))
        return rest[26], rest[27]

    def _extension(self, name: bytes) -> int:
        padded = name + b"\0" * (-len(name) % 4)
        head = struct.pack("<BBHHH", QUERY_EXTENSION, 0, 2 + len(padded) // 4, len(name), 0)
        self._socket.sendall(head + padded)
        reply, _ = self._reply()
        if not reply[8]:
            raise RuntimeError("the X server has no XTEST")
        return reply[9]

    def _keyboard(self) -> dict[int, int]:
        """Key codes by the unshifted symbol."""
        count = self._most - self._least + 1
        self._socket.sendall(struct.pack("<BBHBBH", GET_KEYBOARD_MAPPING, 0, 2, self._least, count, 0))
        reply, rest = self._reply()
        each = reply[1]
        symbols = struct.unpack(f"<{len(rest) // 4}I", rest)
        found: dict[int, int] = {}
        for place in range(count):
            found.setdefault(symbols[place * each], self._least + place)
        return found

    def _reply(self) -> tuple[bytes, bytes]:
        head = self._read(32)
        while head[0] > 1:  # an event, such as of another keyboard
            head = self._read(32)
        if head[0] != 1:
            raise RuntimeError(f"the X server answers with error {head[1]}")
        return head, self._read(struct.unpack("<I", head[4:8])[0] * 4)

    def _read(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            more = self._socket.recv(count - len(found))
            if not more:
                raise ConnectionError("the X server closed the connection")
            found += more
        return found
