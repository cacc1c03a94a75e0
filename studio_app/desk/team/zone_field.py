"""A zone of time to search for."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk.team.zone_names import known_zone, offset_words, zones_like
from studio_app.desk.widgets.fields import SuggestField
from studio_app.desk.widgets.suggestions import Suggestion

_STUDIO = "studio"


class ZoneField(SuggestField):
    """A named zone; empty is the studio's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Zone of time"))
        self.setProperty("form", None)
        self._studio, self._now = "UTC", datetime(2000, 1, 1, tzinfo=UTC)
        self.typed.connect(self._offer)
        self.taken.connect(self._take)

    def show_zone(self, key: str, studio: str, now: datetime) -> None:
        """Show a zone, "" for the studio's."""
        self._studio, self._now = studio, now
        self.setPlaceholderText(self.tr("The studio\N{RIGHT SINGLE QUOTATION MARK}s: {}").format(studio))
        self.setText(key)
        self._say()

    def _say(self) -> None:
        zone = known_zone(self.text())
        self.set_suffix(offset_words(zone.key, self._now) if zone else "")

    def _offer(self, text: str) -> None:
        self._say()
        studio = self.tr("The studio\N{RIGHT SINGLE QUOTATION MARK}s zone")
        rows = (
            [Suggestion(_STUDIO, studio, self._studio, offset_words(self._studio, self._now))]
            if not text.strip()
            else []
        )
        rows += [
            Suggestion(key, key, "", offset_words(key, self._now))
            for key in zones_like(text, self._studio, self._now)
        ]
        self.suggestions.offer(tuple(rows), 0 if text.strip() else -1)

    def _take(self, row: Suggestion) -> None:
        self.setText("" if row.key == _STUDIO else row.key)
        self._say()
        self.textEdited.emit(self.text())
        self.suggestions.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
