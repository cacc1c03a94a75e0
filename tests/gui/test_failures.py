"""What fails is told as a sentence, never by the path of a value."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.failures import Failures
from studio_app.errors import BadInput, KnownError
from tests.gui.pages import DeskPage

SENTENCES = [
    (BadInput("photographers[2].max_shoots", "must be 1 or more"), "Max shoots must be 1 or more."),
    (BadInput("photographers[2].hours.tue[0]", "end is before start"), "Tue: end is before start."),
    (BadInput("", "the file is no text."), "The file is no text."),
    (KnownError("ben stays.", "Hand over first."), "ben stays."),
]


@pytest.mark.parametrize("error, sentence", SENTENCES)
def test_what_cannot_be_used_is_a_sentence(qtbot: QtBot, error: KnownError, sentence: str) -> None:
    desk = DeskPage(qtbot)
    Failures(desk.window, desk.window).show(error)
    (bar,) = desk.window.messages.bars()
    assert (bar.message.text, bar.message.advice) == (sentence, error.advice)
