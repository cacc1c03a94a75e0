"""The commands that connect calendars, say how they are, and bring them up to date."""

from __future__ import annotations

import argparse
import getpass
import os
import random
import sys
from pathlib import Path
from typing import Any

from studio_app.actions.calendar_sources import AddCalendarSource, add_calendar_source
from studio_app.actions.calendar_states import CalendarStates, calendar_states
from studio_app.actions.connect_account import (
    ConnectCaldav,
    Connected,
    ConnectGoogle,
    Purpose,
    connect_caldav,
    connect_google,
)
from studio_app.actions.retry_write import retry_writes
from studio_app.actions.sync_calendars import Synced, sync_calendars
from studio_app.actions.try_calendar import try_calendar
from studio_app.cli import calendar_values as values
from studio_app.cli.arguments import ENVIRONMENT
from studio_app.cli.interrupting import interruptible
from studio_app.cli.output import print_error, print_json_line, print_line
from studio_app.cli.session import Session, open_session
from studio_app.cli.slots import in_file
from studio_app.domain.calendar_source import Trouble
from studio_app.errors import BadInput, KnownError
from studio_app.patience import Patience

Result = tuple[int, Any]

DONE, INCOMPLETE = 0, 4
"""Exit codes; the second where a calendar could not be read or written."""

SERVER_SECONDS = 60.0
ROUND_SECONDS = 300.0
LONGEST_WAIT = 24 * 3600.0

_OPTION_OF = {
    "client": "--client-file",
    "client_file": "--client-file",
    "url": "URL",
    "server": "URL",
    "address": "URL",
    "user": "--user",
    "login": "--user",
    "password": ENVIRONMENT,
    "photographer": "--for",
    "calendar": "--calendar-name",
}


def connect_google_(arguments: argparse.Namespace) -> Result:
    """`connect google --client-file FILE [--for PHOTOGRAPHER]`: the address to open on the first line, what was
    connected on the second."""
    seconds = arguments.wait
    if not 1 <= seconds <= LONGEST_WAIT:
        raise BadInput("--wait", f"must be 1 to {LONGEST_WAIT:.0f} seconds")
    command = ConnectGoogle(Path(arguments.client_file), _purpose(arguments))
    with open_session(arguments) as session:
        _say_keyring(session)
        patience = Patience(seconds)
        try:
            with interruptible(patience):
                done = connect_google(
                    session.store, session.now, session.actor, session.keys.accounts, command, _show, patience
                )
        except BadInput as error:
            raise _named(error, arguments.client_file) from None
        code, value = _connected(session, done)
    print_json_line(value)
    return code, None


def connect_caldav_(arguments: argparse.Namespace) -> Result:
    """`connect caldav URL --user NAME [--for PHOTOGRAPHER] [--calendar-name NAME]`"""
    password = _password(arguments.user)
    command = ConnectCaldav(arguments.url, arguments.user, password, _purpose(arguments))
    with open_session(arguments) as session:
        _say_keyring(session)
        accounts, patience = session.keys.accounts, Patience(SERVER_SECONDS)
        try:
            with interruptible(patience):
                done = connect_caldav(session.store, session.now, session.actor, accounts, command, patience)
        except BadInput as error:
            raise _named(error) from None
        return _connected(session, done)


def connect_ics(arguments: argparse.Namespace) -> Result:
    """`connect ics URL --for PHOTOGRAPHER [--name NAME]`"""
    with open_session(arguments) as session:
        command = AddCalendarSource(arguments.photographer, arguments.url, name=arguments.name)
        try:
            done = add_calendar_source(session.store, session.now, session.actor, command, session.busy)
        except BadInput as error:
            raise _named(error) from None
        code = INCOMPLETE if done.source.problem else DONE
        states = calendar_states(session.store, session.now)
        return code, {"calendar": values.calendar(states, done.source.id), "say": done.say}


def calendars(arguments: argparse.Namespace) -> Result:
    """`calendars`"""
    with open_session(arguments) as session:
        return DONE, values.states(calendar_states(session.store, session.now))


def sync(arguments: argparse.Namespace) -> Result:
    """`sync`: one round. What waits for its time, or failed, is tried at once."""
    with open_session(arguments) as session:
        retry_writes(session.store, session.now)
        patience = Patience(ROUND_SECONDS)
        with interruptible(patience, session.calendar.cancel):
            done = sync_calendars(
                session.store,
                session.clock,
                session.calendar,
                session.busy,
                random.random,
                patience,
                opener=session.calendar,
            )
        states = calendar_states(session.store, session.now)
        return DONE if _went_well(done, states) else INCOMPLETE, values.round_(done, states)


def _went_well(done: Synced, states: CalendarStates) -> bool:
    """Whether everything was read and written. What differs is no failure; it waits for a person."""
    sources = [states.primary.source, *(row.source for row in states.rows)]
    in_trouble = any(source.trouble is not Trouble.NONE for source in sources)
    return not (in_trouble or done.problems or states.primary.waiting or states.primary.failed)


def _connected(session: Session, done: Connected) -> Result:
    """What was connected, read once: so it is seen whether it can be, and without a keyring that is all there is."""
    code, said = DONE, done.say
    if done.source is not None:
        tried = try_calendar(session.store, session.clock, session.calendar, session.busy, done.source.id)
        said = f"{said} {tried.say}"
    states = calendar_states(session.store, session.now)
    source = values.calendar(states, done.source.id) if done.source else None
    if source and source["problem"]:
        code = INCOMPLETE
    return code, {
        "account": values.account(done.account),
        "calendar": source,
        "keyring": session.keys.problem == "",
        "say": said,
    }


def _purpose(arguments: argparse.Namespace) -> Purpose:
    person = arguments.photographer.strip()
    return Purpose(person, not person, arguments.calendar_name.strip())


def _show(address: str) -> None:
    """Say where to sign in: for people, and for programs."""
    print_line(f"Open this address in a browser and sign in: {address}")
    print_json_line({"open": address})


def _say_keyring(session: Session) -> None:
    """Say it before anybody signs in, where that would be forgotten with the end of this command."""
    if session.keys.problem:
        print_error(session.keys.problem)


def _password(user: str) -> str:
    """The password, from the environment or the terminal. Raises BadInput."""
    given = os.environ.get(ENVIRONMENT, "")
    if given:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise BadInput(ENVIRONMENT, "is not set, and there is no terminal to ask for the password")
    given = getpass.getpass(f"Password of {user}: ")
    if not given:
        raise BadInput(ENVIRONMENT, "a password is needed")
    return given


def _named(error: BadInput, file: str = "") -> KnownError:
    """The error in the words of the command line: the option's name, or the file before the path."""
    option = _OPTION_OF.get(error.path)
    if option:
        return BadInput(option, error.problem)
    return in_file(file, error) if file and not error.path.startswith(Path(file).name) else error
