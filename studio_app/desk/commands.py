"""Every command with its keys, in one list: the shortcuts, the help and the tests read it here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_CONTEXT = "commands"


class Name(StrEnum):
    """What the desk can be told to do."""

    NEW = "new"
    CONFIRM = "confirm"
    HOLD = "hold"
    NEXT_OPENING = "next_opening"
    BACK_OUT = "back_out"
    FIND = "find"
    TODAY = "today"
    EARLIER = "earlier"
    LATER = "later"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    GO_TO_DATE = "go_to_date"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ZOOM_RESET = "zoom_reset"
    UNDO = "undo"
    REDO = "redo"
    UNDO_LIST = "undo_list"
    SYNC = "sync"
    AWAY = "away"
    GRID = "grid"
    EXPLANATION = "explanation"
    PIN = "pin"
    SHEET = "sheet"
    HELP = "help"
    FIRST_STEPS = "first_steps"
    QUIT = "quit"


class Group(StrEnum):
    """Headings of the help, in their order."""

    CALL = "call"
    DAYS = "days"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it is called in the help, and its keys, the one that is shown first."""

    name: Name
    words: str
    keys: tuple[str, ...]
    group: Group


def tr(text: str) -> str:
    """Translate a text of this list."""
    return QCoreApplication.translate(_CONTEXT, text)


def all_commands() -> tuple[Command, ...]:
    """The list, in the order of the help."""
    return (
        Command(Name.NEW, tr("Start a new booking"), ("Ctrl+N",), Group.CALL),
        Command(Name.NEXT_OPENING, tr("Go to the next opening"), ("F3",), Group.CALL),
        Command(Name.CONFIRM, tr("Confirm the booking"), ("Ctrl+Enter", "Ctrl+Return"), Group.CALL),
        Command(Name.HOLD, tr("Hold the time"), ("Ctrl+H",), Group.CALL),
        Command(Name.BACK_OUT, tr("Back out, step by step"), ("Esc",), Group.CALL),
        Command(Name.GRID, tr("Go to the week"), ("F6",), Group.CALL),
        Command(Name.EXPLANATION, tr("Go to who can come"), ("F7",), Group.CALL),
        Command(Name.PIN, tr("Say on a map where the address is"), ("Ctrl+L",), Group.CALL),
        Command(Name.EARLIER, tr("Earlier days"), ("PgUp", "Alt+Left"), Group.DAYS),
        Command(Name.LATER, tr("Later days"), ("PgDown", "Alt+Right"), Group.DAYS),
        Command(Name.TODAY, tr("Today"), ("Ctrl+T",), Group.DAYS),
        Command(Name.GO_TO_DATE, tr("Go to a date"), ("Ctrl+G",), Group.DAYS),
        Command(Name.DAY, tr("Show a day"), ("Ctrl+1",), Group.DAYS),
        Command(Name.WEEK, tr("Show a week"), ("Ctrl+2",), Group.DAYS),
        Command(Name.MONTH, tr("Show a month"), ("Ctrl+3",), Group.DAYS),
        Command(Name.ZOOM_IN, tr("Higher hours"), ("Ctrl++", "Ctrl+="), Group.DAYS),
        Command(Name.ZOOM_OUT, tr("Lower hours"), ("Ctrl+-",), Group.DAYS),
        Command(Name.ZOOM_RESET, tr("Usual height of hours"), ("Ctrl+0",), Group.DAYS),
        Command(Name.FIND, tr("Find an order, agent or address"), ("Ctrl+K", "Ctrl+F"), Group.PROGRAM),
        Command(Name.UNDO, tr("Undo the last change"), ("Ctrl+Z",), Group.PROGRAM),
        Command(Name.REDO, tr("Do it again"), ("Ctrl+Shift+Z", "Ctrl+Y"), Group.PROGRAM),
        Command(Name.UNDO_LIST, tr("Choose how far to undo"), ("Ctrl+Alt+Z",), Group.PROGRAM),
        Command(Name.AWAY, tr("Somebody is ill or away"), ("Ctrl+I",), Group.PROGRAM),
        Command(Name.SHEET, tr("Put a day on paper"), ("Ctrl+P",), Group.PROGRAM),
        Command(Name.SYNC, tr("Read the calendars again"), ("F5",), Group.PROGRAM),
        Command(Name.HELP, tr("Show the keys"), ("F1",), Group.PROGRAM),
        Command(Name.FIRST_STEPS, tr("Show the first steps"), ("Shift+F1",), Group.PROGRAM),
        Command(Name.QUIT, tr("Quit"), ("Ctrl+Q",), Group.PROGRAM),
    )


def hand_keys() -> tuple[tuple[str, str], ...]:
    """The keys of a block on the board and in the week, words and keys, for the help: the grids take them themselves."""
    return (
        (tr("Go to the next block of the week"), "Ctrl \N{RIGHTWARDS ARROW}"),
        (tr("Pick up a block, and drop it"), tr("Space")),
        (tr("Move it"), tr("Arrows")),
        (tr("Move it by five minutes"), tr("Shift Arrows")),
        (tr("Hand it over"), "Alt \N{UPWARDS ARROW}\N{DOWNWARDS ARROW}"),
        (tr("Stretch its end, then its start"), tr("Tab")),
        (tr("Mark it, to move several"), tr("Ctrl Space")),
        (tr("Put it back"), tr("Esc")),
        (tr("What can be done with it"), tr("Enter")),
        (tr("Change it"), "F2"),
        (tr("Cancel it"), tr("Del")),
    )


def zone_keys() -> tuple[tuple[str, str], ...]:
    """The keys of the map of zones, for the help: the view takes them itself."""
    return (
        (tr("Draw a zone, a circle, postcodes"), "N  C  U"),
        (tr("Edit the shape, cut a hole"), "E  H"),
        (tr("See who covers a place"), "P"),
        (tr("Next corner"), tr("Tab")),
        (tr("Move it, finely"), tr("Arrows, Shift Arrows")),
        (tr("Set or insert a corner, delete it"), tr("Ins, Del")),
        (tr("Take the last corner back"), tr("Backspace")),
        (tr("Close the border, save"), tr("Enter")),
        (tr("Don\N{RIGHT SINGLE QUOTATION MARK}t snap to neighbours"), "Alt"),
        (tr("Rename the zone, remove it"), tr("F2, Del")),
    )


def team_keys() -> tuple[tuple[str, str], ...]:
    """The keys of working hours and of the order of the team, for the help: the view takes them itself."""
    sideways = "\N{LEFTWARDS ARROW}\N{RIGHTWARDS ARROW}"
    return (
        (tr("Type the hours of a day"), tr("Enter")),
        (tr("Move hours, by five minutes"), f"Alt {sideways}, Alt Shift {sideways}"),
        (tr("Stretch their end, their start"), f"Shift {sideways}, Ctrl {sideways}"),
        (tr("Put them on another day"), "Alt \N{UPWARDS ARROW}\N{DOWNWARDS ARROW}"),
        (tr("Add, split, remove hours"), tr("N  S  Del")),
        (tr("Copy a day, put it on another"), "Ctrl C, Ctrl V"),
        (tr("Move a photographer in the order"), "Alt \N{UPWARDS ARROW}\N{DOWNWARDS ARROW}"),
        (tr("Change a profile, remove it"), tr("F2, Del")),
    )


class Commands(QObject):
    """The actions of a window, by name. They work wherever the focus is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[Name, QAction] = {}
        for command in all_commands():
            action = QAction(command.words, window)
            action.setObjectName(_object_name(command.name))
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            # Holding a key down shall not book twice.
            action.setAutoRepeat(command.group is Group.DAYS or command.name is Name.NEXT_OPENING)
            window.addAction(action)
            self._actions[command.name] = action

    def __getitem__(self, name: Name) -> QAction:
        """The action of a command; connect to its `triggered`."""
        return self._actions[name]


def carry_out(widget: QWidget, name: Name) -> None:
    """Do what a command does, in the window that a widget lies in."""
    action = widget.window().findChild(QAction, _object_name(name))
    if isinstance(action, QAction):
        action.trigger()


def _object_name(name: Name) -> str:
    return f"command_{name}"


def keys_text(keys: str) -> str:
    """Keys as they are shown, such as `Ctrl Enter`, in the words of the system."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    # "Ctrl++" is held Ctrl and the key of the plus sign.
    return f"{native[:-1].replace('+', ' ')}{native[-1:]}"
