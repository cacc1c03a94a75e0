"""The words of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from studio_app import __version__
from studio_app.errors import BadInput

OPTIONS = ("--database", "--calendar", "--now")
"""Options of the window and of all commands; each takes a value."""

COMMANDS = ("slots", "import", "export", "book", "move", "cancel", "list", "connect", "calendars", "sync")

ENVIRONMENT = "STUDIO_DESK_PASSWORD"
"""The environment variable of a CalDAV password, which never is an argument: those are seen by everybody."""

Command = Callable[[argparse.Namespace], tuple[int, Any]]


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line like all others."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments. Raises BadInput."""
        raise BadInput("", f"{message} (try {self.prog} --help)")


def is_for_window(argv: Sequence[str]) -> bool:
    """Whether there is no command among the arguments, nor a question for help: options only, whose values may be
    any word."""
    rest = list(argv)
    if rest and not rest[0].startswith("-"):
        return False  # a command, or a misspelt one
    while rest:
        word = rest.pop(0)
        if word in OPTIONS:
            rest = rest[1:]
        elif word in COMMANDS or word in ("-h", "--help", "--version"):
            return False
    return True


def words(argv: Sequence[str]) -> list[str]:
    """The arguments as text.

    Raises:
        BadInput: one of them is no text in the encoding of this computer.
    """
    for word in argv:
        try:
            word.encode("utf-8")
        except UnicodeEncodeError:
            shown = word.encode("utf-8", "backslashreplace").decode()
            raise BadInput("", f"an argument is not readable text: {shown[:80]}") from None
    return list(argv)


def make_parser() -> Parser:
    """The parser of all commands; `command` of its result carries the chosen one out."""
    parser = Parser(
        description="Studio Desk schedules real-estate photography. Without a command it opens its window, which also takes "
        "--theme system, light or dark.",
        epilog="Exit codes: 0 done, 2 bad input, 3 the rules refuse (with the reasons and the next openings), 4 done as far "
        "as it went: a calendar could not be read or written.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Studio Desk {__version__}")
    _add_shared(parser, default=None)
    shared = Parser(add_help=False)
    _add_shared(shared, default=argparse.SUPPRESS)  # may stand before the command or after it
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)

    def add(name: str, does: Command, says: str, *, stored: bool = True) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=says, description=says, parents=[shared] if stored else [], allow_abbrev=False
        )
        made.set_defaults(command=does)
        return made

    _add_slots(add("slots", _slots, "Openings of a request on a studio file.", stored=False))
    made = add("import", _on_database("import_file"), "Put a studio file in place of the stored studio.")
    made.add_argument("studio", metavar="STUDIO.json")
    add("export", _on_database("export"), "The stored studio as a studio file.")
    _add_book(add("book", _on_database("book"), "Book an order, or hold it."))
    _add_move(add("move", _on_database("move"), "Move an appointment, or hand it over."))
    made = add("cancel", _on_database("cancel"), "Cancel an appointment and remove its event.")
    made.add_argument("appointment", metavar="ID")
    made.add_argument("--why", metavar="REASON", default="", help="kept in the history")
    made = add("list", _on_database("list_days"), "Appointments that start on some days.")
    made.add_argument("--from", dest="first", metavar="DATE", required=True)
    made.add_argument("--to", dest="last", metavar="DATE", required=True)
    _add_connect(add("connect", _nothing, "Connect a calendar of the studio or of a photographer."), shared)
    add("calendars", _on_calendars("calendars"), "The calendars and how they are.")
    add("sync", _on_calendars("sync"), "Write what is owed, read what was changed, and say what differs.")
    return parser


def _add_shared(parser: argparse.ArgumentParser, default: str | None) -> None:
    group = parser.add_argument_group("the studio")
    for name, metavar, says in (
        (
            "--database",
            "URL",
            "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE; your own by default",
        ),
        ("--calendar", "FOLDER", "of the primary calendar; beside the database by default"),
        ("--now", "TIME", "pretend that it is now so late, as 2026-06-15T08:00:00-04:00"),
    ):
        group.add_argument(name, metavar=metavar, default=default, help=says)


def _add_slots(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("studio", metavar="STUDIO.json")
    parser.add_argument("request", metavar="REQUEST.json")
    parser.add_argument("--explain", metavar="TIME", help="why each photographer could come at a time or not")


def _add_book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("request", metavar="REQUEST.json", help="now, from and to are not needed")
    parser.add_argument(
        "--start",
        metavar="TIME",
        action="append",
        required=True,
        help="once for each appointment of the order, in the order in which slots gives them",
    )
    parser.add_argument("--agent", metavar="EMAIL", required=True, help="made where nobody has that address")
    parser.add_argument("--agent-name", metavar="NAME", default="", help="of an agent who is made")
    parser.add_argument("--address", metavar="TEXT", required=True)
    parser.add_argument(
        "--crew",
        metavar="ID[,ID]",
        action="append",
        default=[],
        help="once for all, or once for each --start",
    )
    parser.add_argument("--hold", metavar="MINUTES", type=int, help="reserve for so long instead of booking")
    parser.add_argument("--overrule", metavar="REASON", help="book against the rules; kept in the history")
    parser.add_argument("--notes", metavar="TEXT", default="")


def _add_move(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("appointment", metavar="ID")
    parser.add_argument("--start", metavar="TIME", required=True)
    parser.add_argument("--crew", metavar="ID[,ID]", help="stays by default, where it can still go")
    parser.add_argument("--overrule", metavar="REASON", help="move against the rules; kept in the history")


def _add_connect(parser: argparse.ArgumentParser, shared: Parser) -> None:
    kinds = parser.add_subparsers(title="kinds", metavar="KIND", required=True, parser_class=Parser)

    def add(name: str, function: str, says: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = kinds.add_parser(
            name, help=says, description=says, parents=[shared], allow_abbrev=False
        )
        made.set_defaults(command=_on_calendars(function))
        return made

    whose = "of whom it is; without it the account holds the studio's primary calendar"
    which = "the account's own first one by default"
    google = add(
        "google", "connect_google_", "Sign in at Google in a browser; prints the address to open and waits."
    )
    google.add_argument(
        "--client-file", metavar="FILE", required=True, help="the studio's own client, as Google gives it"
    )
    google.add_argument("--for", dest="photographer", metavar="PHOTOGRAPHER", default="", help=whose)
    google.add_argument("--calendar-name", metavar="NAME", default="", help=which)
    google.add_argument(
        "--wait", metavar="SECONDS", type=float, default=300.0, help="at most; 300 by default"
    )
    caldav = add(
        "caldav", "connect_caldav_", "Sign in at a CalDAV server: iCloud, Fastmail, Nextcloud, Radicale."
    )
    caldav.add_argument("url", metavar="URL")
    caldav.add_argument(
        "--user", metavar="NAME", required=True, help=f"the password comes from {ENVIRONMENT}, or is asked"
    )
    caldav.add_argument("--for", dest="photographer", metavar="PHOTOGRAPHER", default="", help=whose)
    caldav.add_argument("--calendar-name", metavar="NAME", default="", help=which)
    feed = add(
        "ics", "connect_ics", "Read a published calendar (an address of https or webcal), a file or a folder."
    )
    feed.add_argument("url", metavar="URL")
    feed.add_argument(
        "--for", dest="photographer", metavar="PHOTOGRAPHER", required=True, help="of whom it is"
    )
    feed.add_argument("--name", metavar="NAME", default="", help="for people, such as Outlook")


def _slots(arguments: argparse.Namespace) -> tuple[int, Any]:
    from studio_app.cli.slots import slots

    return slots(arguments)


def _nothing(_arguments: argparse.Namespace) -> tuple[int, Any]:
    raise AssertionError("a kind is required")


def _on_calendars(name: str) -> Command:
    def command(arguments: argparse.Namespace) -> tuple[int, Any]:
        from studio_app.cli import calendars  # late, as above

        found: Command = getattr(calendars, name)
        return found(arguments)

    return command


def _on_database(name: str) -> Command:
    def command(arguments: argparse.Namespace) -> tuple[int, Any]:
        from studio_app.cli import commands  # late: SQLAlchemy takes a third of a second

        found: Command = getattr(commands, name)
        return found(arguments)

    return command
