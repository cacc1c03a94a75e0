"""The message bar itself: its colours and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.messages import Message
from tests.gui.pages import DeskPage


def inks(cross: QToolButton) -> set[str]:
    """The colours of the cross, where it is drawn fully."""
    picture = cross.icon().pixmap(16).toImage()
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


def test_an_open_message_takes_the_new_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme.light())
    desk = DeskPage(qtbot)
    desk.window.messages.show_message(Message("note", "A note."))
    (bar,) = desk.window.messages.bars()
    cross = bar.findChild(QToolButton)
    assert isinstance(cross, QToolButton)
    assert inks(cross) == {theme.Theme.light().surface.name()}
    theme.apply(qapp, theme.Theme.dark())
    QApplication.processEvents()
    assert inks(cross) == {theme.Theme.dark().surface.name()}
    theme.apply(qapp, theme.Theme.light())


def test_it_leaves_the_booking_panel_free_where_there_is_room(qtbot: QtBot) -> None:
    desk = DeskPage(qtbot, (1280, 720))
    window, messages = desk.window, desk.window.messages
    messages.show_message(Message("note", "A note."))
    panel = placed(desk.panel)
    assert not placed(messages).intersects(panel)
    window.show_view("calendars")
    QApplication.processEvents()
    assert abs(messages.geometry().center().x() - window._body.rect().center().x()) <= 1
    window.show_view("desk")
    QApplication.processEvents()
    assert not placed(messages).intersects(panel)
    messages.keep_clear(400)
    assert placed(messages).intersects(panel), "no room is left for both"
    assert not placed(messages).intersects(placed(desk.panel.bar)), "but nobody loses Confirm"
    assert messages.width() == 640


def test_it_stands_over_a_strip_at_the_foot_and_stays_there_with_one_at_the_top(qtbot: QtBot) -> None:
    desk = DeskPage(qtbot, (1280, 720))
    messages, strip = desk.window.messages, QWidget(desk.window._body)
    messages.keep_above(strip)
    messages.show_message(Message("note", "A note."))
    usual = placed(messages)
    strip.setGeometry(100, 600, 400, 40)
    strip.show()
    QApplication.processEvents()
    assert placed(messages).bottom() < placed(strip).top() < usual.bottom()
    strip.setGeometry(100, 60, 400, 40)
    QApplication.processEvents()
    assert placed(messages) == usual


def placed(widget: QWidget) -> QRect:
    """Where a widget is on the screen."""
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
