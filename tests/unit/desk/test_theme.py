"""The tokens reach palette, style sheet and fonts; every text can be read; icons are whole."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from studio_app.desk import icons, theme
from studio_app.desk.theme import Mode, Theme, ThemeChoice, ThemeSwitch
from studio_app.desk.week.look import mix
from studio_app.paths import resources

BOTH = pytest.mark.parametrize("shown", [Theme.light(), Theme.dark()], ids=lambda each: str(each.mode.value))
LEAST = 4.5

# Text on ground, as the style sheet and the painters use them.
PAIRS = [
    *product(("text", "text_muted", "text_faint"), ("window", "surface", "raised")),
    *product(("accent",), ("surface", "accent_soft", "raised")),
    ("on_accent", "accent"),
    ("opening_text", "opening"),
    *product(("warning",), ("surface", "raised")),
    ("text", "warning_soft"),
    ("text", "danger_soft"),
    *product(("danger",), ("surface", "danger_soft")),
    ("text_muted", "busy"),
    ("text", "busy"),
    ("text", "accent_soft"),
    ("surface", "text"),
]


@pytest.fixture(autouse=True)
def _put_back(qapp: QApplication) -> object:
    yield
    theme.apply(qapp, Theme.light())
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize("ink, ground", PAIRS)
def test_text_can_be_read(shown: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(shown, ink), getattr(shown, ground)) >= LEAST


@BOTH
def test_text_on_people_can_be_read(shown: Theme) -> None:
    for person in shown.people:
        assert contrast(person.text, person.fill) >= LEAST


@BOTH
def test_text_on_mixed_grounds_of_the_grid_can_be_read(shown: Theme) -> None:
    assert contrast(shown.opening_text, mix(shown.opening, shown.opening_line, 0.35)) >= LEAST
    assert contrast(shown.text_muted, mix(shown.surface, shown.busy, 0.7)) >= LEAST
    for person in shown.people:
        held = mix(shown.surface, person.fill, 0.6)
        assert contrast(person.text, held) >= LEAST
        assert contrast(shown.text, held) >= LEAST


@BOTH
def test_focus_and_signs_can_be_seen(shown: Theme) -> None:
    for ground in (shown.surface, shown.window, shown.opening):
        assert contrast(shown.accent, ground) >= 3
        assert contrast(shown.now_line, ground) >= 3


@BOTH
def test_every_token_is_used_as_it_is(shown: Theme) -> None:
    tokens = json.loads((resources() / "theme" / "tokens.json").read_text("utf-8"))[shown.mode.value]
    for name, value in tokens.items():
        if name == "people":
            assert [person.line.name().upper() for person in shown.people] == [each["line"] for each in value]
        else:
            assert getattr(shown, name).name().upper() == value


@BOTH
def test_the_style_sheet_names_no_colours_of_its_own(shown: Theme) -> None:
    source = (resources() / "theme" / "desk.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", source)
    assert "$" not in theme.style_sheet(shown)


@BOTH
def test_the_pictures_of_the_style_sheet_are_in_the_themes_colours(shown: Theme) -> None:
    known = {shown.on_accent.name().upper(), shown.text_muted.name().upper()}
    named = set(re.findall(r'url\("([^"]+)"\)', theme.style_sheet(shown)))
    assert named
    for path in named:
        text = Path(path).read_text("utf-8")
        assert set(re.findall(r"#[0-9A-F]{6}", text)) <= known


@BOTH
def test_applying_reaches_palette_style_and_fonts(shown: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, shown)
    assert theme.current() is shown
    assert qapp.palette().color(QPalette.ColorRole.Highlight) == shown.accent
    assert qapp.font().family() == "Inter"
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        info = QFontInfo(shown.font("body", weight))
        assert (info.family(), info.weight(), info.pixelSize()) == ("Inter", weight, 13)


def test_people_repeat_after_the_last_colour() -> None:
    shown = Theme.light()
    assert shown.person(9) is shown.people[2]


def test_properties_style_widgets(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Theme.light()
    theme.apply(qapp, shown)
    button, label, field = QPushButton("Confirm"), QLabel("Booking agent"), QLineEdit("Dana")
    for widget in (button, label, field):
        qtbot.addWidget(widget)
    theme.style(button, kind="primary")
    theme.style(label, role="caption strong muted")
    button.adjustSize()
    assert button.grab().toImage().pixelColor(20, 4) == shown.accent
    assert button.sizeHint().height() == field.sizeHint().height() == 32
    assert (label.font().pixelSize(), label.font().weight()) == (11, QFont.Weight.DemiBold)
    assert label.palette().color(QPalette.ColorRole.WindowText) == shown.text_muted


def test_the_focus_ring_is_two_pixels_of_accent(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Theme.light()
    theme.apply(qapp, shown)
    for widget in (QPushButton("Hold"), QLineEdit("Dana")):
        qtbot.addWidget(widget)
        widget.resize(120, 32)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        widget.setFocus()
        QApplication.processEvents()
        image = widget.grab().toImage()
        assert [image.pixelColor(60, y) == shown.accent for y in (0, 1, 2)] == [True, True, False]
        assert widget.height() == 32


def test_a_checked_button_is_bold_and_whole(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Theme.light())
    button = QPushButton("Thursday morning at nine")
    qtbot.addWidget(button)
    button.setCheckable(True)
    theme.style(button, segment="middle")
    theme.embolden_checked(button)
    before = button.sizeHint().width()
    button.setChecked(True)
    assert button.font().weight() == QFont.Weight.DemiBold
    assert button.sizeHint().width() > before


def test_the_switch_follows_the_choice_and_the_system(qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp, ThemeChoice.DARK)
    told: list[Theme] = []
    switch.changed.connect(told.append)
    assert theme.current() is Theme.dark()
    switch.choose(ThemeChoice.LIGHT)
    switch.choose(ThemeChoice.LIGHT)
    assert told == [Theme.light()]
    switch.choose(ThemeChoice.SYSTEM)
    expected = theme.system_mode(qapp)
    assert theme.current().mode is expected
    # The system turns dark; a later choice of ours stands above it.
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    assert theme.current().mode is theme.system_mode(qapp)
    switch.choose(ThemeChoice.LIGHT)
    assert theme.current().mode is Mode.LIGHT
    switch.deleteLater()


# ---------------------------------------------------------------- icons


NEEDED = [
    "desk",
    "board",
    "orders",
    "team",
    "services",
    "zones",
    "calendars",
    "settings",
    "search",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevron-down",
    "plus",
    "check",
    "close",
    "warning",
    "retry",
    "clock",
    "car",
    "sun",
]


def test_the_icons_that_the_desk_needs_are_there() -> None:
    assert set(NEEDED) <= set(icons.names())


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", icons.names())
def test_an_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    image = (
        icons.pixmap(name, QColor("#B3261E"), 24, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    )
    assert (image.width(), image.devicePixelRatio()) == (48, 2.0)
    inked = [
        image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(abs(ink.red() - 0xB3) < 4 and abs(ink.green() - 0x26) < 4 for ink in inked)
    # Nothing is cut off at the edge of the field.
    edge = [(x, y) for x in range(48) for y in (0, 47)] + [(x, y) for x in (0, 47) for y in range(48)]
    assert all(image.pixelColor(x, y).alpha() < 64 for x, y in edge)


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_sharp_at_200_per_cent_and_changes_when_checked() -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QIcon

    made = icons.icon("desk", QColor("#112233"), 20, checked=QColor("#445566"))
    doubled = made.pixmap(QSize(20, 20), 2.0)
    assert (doubled.width(), doubled.devicePixelRatio()) == (40, 2.0)
    on = made.pixmap(QSize(20, 20), 2.0, QIcon.Mode.Normal, QIcon.State.On)
    assert on.toImage() != doubled.toImage()


@pytest.mark.usefixtures("qapp")
def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", QColor("black"))
