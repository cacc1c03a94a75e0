"""Ctrl+C as a person means it: what is under way ends in order, and at once the second time."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from studio_app.errors import KnownError
from studio_app.patience import Patience


@contextmanager
def interruptible(patience: Patience, *cancel: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl+C end a patience for the length of a `with` block, which then raises KeyboardInterrupt.

    An exception that comes out of nowhere would leave half-made connections and their complaints behind.

    Args:
        patience: Ended first.
        cancel: End what has a patience of its own; called between any two steps of the main thread.
    """
    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield
        return

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if patience.is_cancelled:
            raise KeyboardInterrupt
        patience.cancel()
        for end in cancel:
            end()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    except KnownError:
        if patience.is_cancelled:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if patience.is_cancelled:
        raise KeyboardInterrupt
