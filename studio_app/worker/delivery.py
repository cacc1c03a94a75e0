"""Answers from lanes to the interface thread.

A signal that is emitted in a lane's thread and connected to a method of a QObject arrives in the thread in which that
object lives. A lambda or a plain function would run in the lane's thread; so there is one connection only, made here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal, Slot

from studio_app.worker.lane import Lane, Outcome

T = TypeVar("T")
Receiver = Callable[[Outcome[T]], None]


@dataclass(frozen=True, slots=True)
class _Parcel:
    receiver: WeakMethod[Receiver[object]]
    outcome: Outcome[object]
    key: str


class Delivery(QObject):
    """Asks lanes and hands their answers to methods of objects in the thread that this object lives in."""

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[str, int] = {}
        self._sent.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def submit(self, lane: Lane, job: Callable[[], T], receiver: Receiver[T]) -> int:
        """Have a job done; `receiver`, a bound method, gets the outcome unless its object is gone by then."""
        parcel_for = WeakMethod(receiver)
        return lane.submit(job, lambda outcome: self._send(_Parcel(parcel_for, outcome, "")))  # type: ignore[arg-type]

    def ask(self, lane: Lane, key: str, job: Callable[[], T], receiver: Receiver[T]) -> int:
        """Have the newest job under a key done; an answer older than one that arrived already is dropped."""
        name = f"{id(lane)}/{key}"
        parcel_for = WeakMethod(receiver)
        return lane.ask(key, job, lambda outcome: self._send(_Parcel(parcel_for, outcome, name)))  # type: ignore[arg-type]

    def teller(self, receiver: Receiver[T]) -> Callable[[T], None]:
        """A function that a job may call in its lane, as often as it likes, to tell `receiver` something meanwhile."""
        parcel_for = WeakMethod(receiver)
        return lambda value: self._send(_Parcel(parcel_for, Outcome(0, value), ""))  # type: ignore[arg-type]

    def _send(self, parcel: _Parcel) -> None:
        try:
            self._sent.emit(parcel)
        except RuntimeError:
            # The window is closed and this object with it; nobody waits for the answer any more.
            return

    @Slot(object)
    def _arrived(self, parcel: _Parcel) -> None:
        if parcel.key:
            if parcel.outcome.generation <= self._newest.get(parcel.key, 0):
                return
            self._newest[parcel.key] = parcel.outcome.generation
        receiver = parcel.receiver()
        if receiver is not None:
            receiver(parcel.outcome)
