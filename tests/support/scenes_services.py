"""The scenes of services: one looked at, a package, minutes that are not whole, and nothing sold yet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from tests.support.whole_desk import WholeDesk


def _open(desk: WholeDesk, key: str = "") -> None:
    desk.window.show_view("services")
    desk.settle()
    if key:
        rows = desk.program.studio_views.services.body.list
        place = next(at for at, row in enumerate(rows.rows()) if row.key == key)
        desk.click(rows.viewport(), rows.row_point(place))


def service(desk: WholeDesk) -> None:
    """Photos, with its minutes by size."""
    _open(desk)


def package(desk: WholeDesk) -> None:
    """A package of two visits."""
    _open(desk, "package/premium")


def not_whole(desk: WholeDesk) -> None:
    """A size without minutes, one that nobody can do, one that is not offered."""
    _open(desk, "service/drone")
    body = desk.program.studio_views.services.body
    people = body.details.service.people
    for person in ("maya", "leo", "ana", "sam", "priya", "tom", "jun"):
        if people.face(person).isChecked():
            desk.click(people.face(person))
    _open(desk, "service/floor-plan")
    desk.click(body.details.offer_button)
    _open(desk, "service/drone")
    table = body.details.service.tiers.table
    desk.click(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
    desk.type("4")
    desk.type("000")
    desk.press(Qt.Key.Key_Return)


def nothing_sold(desk: WholeDesk) -> None:
    """A studio that sells nothing yet."""
    with desk.program.store.writing() as writing:
        studio = writing.whole_studio()
        people = tuple(replace(person, skills=frozenset()) for person in studio.photographers)
        writing.replace_studio(
            replace(studio, services=(), packages=(), photographers=people, appointments={})
        )
    desk.desk.refresh()
    desk.settle()
    _open(desk)


def first_sold(desk: WholeDesk) -> None:
    """The first services of a new studio."""
    nothing_sold(desk)
    desk.click(desk.program.studio_views.services.body.nothing.buttons["Photos"])
    desk.click(desk.program.studio_views.services.body.also.buttons["Twilight photos"])
