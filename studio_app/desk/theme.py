"""The look of the desk: design tokens as colours, fonts, palette and style sheet, for a light and a dark theme.

Everything that paints asks here, so that a colour has one home: `resources/theme/tokens.json`. Widgets are styled by
dynamic properties that `resources/theme/desk.qss` describes at its top (`role`, `kind`, `tone`, `state`, `segment`);
set them with `style(widget, kind="primary")`, which also repaints.

A widget that paints by hand reads `current()` when it paints, and drops its caches on
`QEvent.Type.PaletteChange`, which every widget gets after `apply()`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, partial
from string import Template
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studio_app.desk.tone import Tone
from studio_app.paths import resources

_FONT_FILES: Final = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


class Mode(Enum):
    """Which of the two sets of colours is shown."""

    LIGHT = "light"
    DARK = "dark"


class ThemeChoice(Enum):
    """What the user chose: to follow the system, or one theme always."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class PersonColour:
    """The three colours of one photographer."""

    line: QColor
    fill: QColor
    text: QColor


@dataclass(frozen=True)
class Metrics:
    """Lengths in device-independent pixels."""

    grid: int
    radius_control: int
    radius_card: int
    control_height: int
    hour_height: int
    rail_width: int
    booking_panel: int
    explain_panel: int


@dataclass(frozen=True)
class Sizes:
    """The four text sizes, in device-independent pixels."""

    caption: int
    body: int
    title: int
    heading: int

    @property
    def small(self) -> int:
        """Between caption and body: chips, pills and blocks, as the pictures have them."""
        return (self.caption + self.body) // 2


@dataclass(frozen=True)
class Theme:
    """One theme: every colour by its name in the tokens, and the measures that both themes share."""

    mode: Mode
    window: QColor
    surface: QColor
    raised: QColor
    line: QColor
    line_faint: QColor
    text: QColor
    text_muted: QColor
    text_faint: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    opening: QColor
    opening_line: QColor
    opening_text: QColor
    warning: QColor
    warning_soft: QColor
    danger: QColor
    danger_soft: QColor
    busy: QColor
    busy_line: QColor
    now_line: QColor
    people: tuple[PersonColour, ...]
    metrics: Metrics
    sizes: Sizes
    family: str

    @staticmethod
    def light() -> Theme:
        """The light theme of the design tokens."""
        return _theme(Mode.LIGHT)

    @staticmethod
    def dark() -> Theme:
        """The dark theme of the design tokens."""
        return _theme(Mode.DARK)

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return self.mode is Mode.DARK

    def person(self, index: int) -> PersonColour:
        """The colours of photographer number `index` of the studio; they repeat when there are more people."""
        return self.people[index % len(self.people)]

    def ink(self, tone: Tone) -> QColor:
        """The colour of a piece of news."""
        colours = {Tone.GOOD: self.accent, Tone.WARN: self.warning, Tone.BAD: self.danger}
        return colours.get(tone, self.text_muted)

    def font(
        self, size: str = "body", weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False
    ) -> QFont:
        """Inter in one of the sizes (`caption`, `small`, `body`, `title`, `heading`).

        Args:
            size: name of the size.
            weight: Normal, Medium, DemiBold or Bold; these are shipped.
            tabular: digits of equal width, for numbers that stand under each other.
        """
        font = QFont(self.family)
        font.setPixelSize(int(getattr(self.sizes, size)))
        font.setWeight(weight)
        # Even spacing at any zoom and scale: positions are not rounded to the pixels of one size.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


@cache
def load_tokens() -> Mapping[str, Any]:
    """The design tokens as the JSON file holds them.

    Raises:
        OSError, ValueError: the program's own files are damaged.
    """
    data: Mapping[str, Any] = json.loads((resources() / "theme" / "tokens.json").read_text("utf-8"))
    return data


@cache
def _theme(mode: Mode) -> Theme:
    tokens = load_tokens()
    colours = dict(tokens[mode.value])
    people = tuple(
        PersonColour(**{part: QColor(name) for part, name in person.items()})
        for person in colours.pop("people")
    )
    metrics = dict(tokens["metrics"])
    family, sizes = metrics.pop("font"), Sizes(**metrics.pop("sizes"))
    return Theme(
        mode=mode,
        people=people,
        metrics=Metrics(**metrics),
        sizes=sizes,
        family=family,
        **{name: QColor(value) for name, value in colours.items()},
    )


@cache
def register_fonts() -> tuple[str, ...]:
    """Make the shipped Inter known to Qt, once a process; needs a QGuiApplication. Returns the families found."""
    families: list[str] = []
    for name in _FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(families)


class _Shown:
    """The theme that is applied; one for the process, as the application's palette is."""

    theme: Theme | None = None


def current() -> Theme:
    """The theme applied last; the light one before any."""
    return _Shown.theme or Theme.light()


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole application a theme: fonts, Fusion style, palette and style sheet.

    Widgets get `PaletteChange` and `StyleChange` events; `current()` already answers `theme` then.
    """
    register_fonts()
    if _Shown.theme is theme and app.styleSheet():
        return
    _Shown.theme = theme
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(theme.font("body"))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for what the style sheet does not reach."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.surface,
        role.PlaceholderText: theme.text_faint,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.line_faint,
        role.Mid: theme.line,
        role.Dark: theme.busy_line,
        role.Shadow: theme.line,
    }
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, theme.text_faint)
    return made


def style_sheet(theme: Theme) -> str:
    """`resources/theme/desk.qss` with the theme's colours and measures put in."""
    folder = resources() / "theme"
    words: dict[str, str] = {
        name: value.name() for name, value in vars(theme).items() if isinstance(value, QColor)
    }
    words |= {name: str(value) for name, value in vars(theme.metrics).items()}
    words |= {f"size_{name}": str(value) for name, value in vars(theme.sizes).items()}
    words["size_small"] = str(theme.sizes.small)
    # Fields and buttons are as high as the design says, one-pixel borders included.
    words["control_inner"] = str(theme.metrics.control_height - 2)
    words["family"] = theme.family
    # Both themes have pictures of their own: a style sheet cannot recolour one.
    words["pictures"] = (folder / theme.mode.value).as_posix()
    return Template((folder / "desk.qss").read_text("utf-8")).substitute(words)


def style(widget: QWidget, **properties: str | bool | None) -> None:
    """Set style properties of a widget (`kind="primary"`, `role="caption muted"`) and show them at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def embolden_checked(button: QAbstractButton) -> None:
    """Show a checkable button's text in bold while it is checked, with room for it.

    A style sheet's `:checked` cannot: Qt measures the text in the font of the unchecked state and cuts the bold one.
    """
    button.toggled.connect(partial(_set_bold, button))
    _set_bold(button, button.isChecked())


def _set_bold(button: QAbstractButton, checked: bool) -> None:
    style(button, on=checked)
    button.updateGeometry()


def system_mode(app: QGuiApplication) -> Mode:
    """Light or dark, as the system asks; light where it does not say."""
    return Mode.DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else Mode.LIGHT


class ThemeSwitch(QObject):
    """Applies the chosen theme and, while the choice is the system, follows it. One lives as long as the window.

    Signals:
        changed: the Theme that was applied.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.choose(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose last."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Show another theme, or follow the system. Window frames drawn by the system follow too."""
        self._choice = choice
        asked = {
            ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
            ThemeChoice.LIGHT: Qt.ColorScheme.Light,
            ThemeChoice.DARK: Qt.ColorScheme.Dark,
        }
        self._app.styleHints().setColorScheme(asked[choice])
        self._show()

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._show()

    def _show(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            mode = system_mode(self._app)
        else:
            mode = Mode(self._choice.value)
        theme = Theme.dark() if mode is Mode.DARK else Theme.light()
        if theme is current() and self._app.styleSheet():
            return
        apply(self._app, theme)
        self.changed.emit(theme)
