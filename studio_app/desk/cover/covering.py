"""Between the page for somebody who is away and the actions: plans in the openings lane, doing in the confirming one."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.apply_cover import ApplyCover, apply_cover
from studio_app.actions.done import Done, Refused
from studio_app.actions.offer_cover import CoverOffer
from studio_app.desk.board.page import BoardPage
from studio_app.desk.commands import Name
from studio_app.desk.content import face_of, short_address
from studio_app.desk.controller import Controller
from studio_app.desk.cover import away as away_times
from studio_app.desk.cover.content import rows_of, totals_of
from studio_app.desk.cover.page import CoverPage, PlanState
from studio_app.desk.cover.picks import (
    Picks,
    differs,
    first_picks,
    moves_and_waits,
    with_all,
    with_choice,
    with_tick,
)
from studio_app.desk.cover.picture_content import before_and_after, days_of
from studio_app.desk.cover.planner import Asked, Planner, Weighed
from studio_app.desk.doing import Doing
from studio_app.desk.main_window import BOARD, COVER
from studio_app.desk.team.page import TeamPage
from studio_app.domain.wall_time import local_date
from studio_app.engine.cover_choices import Choice
from studio_app.engine.wording import listed
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

FEW_PEOPLE = 8
"""So many lanes are shown without being asked for."""


class Covering(QObject):
    """The page's side of the desk."""

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        page: CoverPage,
        board: BoardPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._doing, self.page, self._board = controller, doing, page, board
        self._came_from = BOARD
        self._away: away_times.Away | None = None
        self._picks: Picks = {}
        self._weighed: Weighed | None = None
        self._day: date | None = None
        self._applying = self._refused = False
        self._everybody: bool | None = None
        self._told_for = ""
        self._planner = Planner(controller, self)
        self._connect()

    def _connect(self) -> None:
        page, desk, planner = self.page, self._desk, self._planner
        planner.planned.connect(self._take_plan)
        planner.weighed.connect(self._take_weighed)
        planner.refused.connect(self._take_refusal)
        planner.slow.connect(self._say_busy)
        page.form.asked.connect(self._form_changed)
        page.ticked.connect(self._tick)
        page.chosen.connect(self._choose)
        page.all_ticked.connect(self._tick_all)
        page.looked_at.connect(self._look_at)
        page.day_chosen.connect(self._show_day)
        page.everybody_chosen.connect(self._show_everybody)
        page.apply_requested.connect(self.apply)
        page.left.connect(self.leave)
        desk.refreshed.connect(self._refreshed)
        desk.window.ask_first(Name.CONFIRM, self._confirm)
        desk.window.messages.keep_above(page.foot)

    # ------------------------------------------------------------ coming and going

    def open_for_current(self) -> None:
        """Show the page for whom the board or the list of people is at."""
        window, person = self._desk.window, ""
        if window.view() == BOARD:
            current = self._board.canvas.current
            lanes = self._board.board.lanes
            person = next((lane.id for lane in lanes if any(b.id == current for b in lane.blocks)), "")
        elif isinstance(team := window.views.get(window.view()), TeamPage):
            person = team.state().current
        if window.view() != COVER:
            self.open(person)

    def _confirm(self) -> bool:
        """Ctrl+Enter means the plan while it is shown."""
        if self._is_seen():
            self.page.press_apply()
        return self._is_seen()

    def open(self, photographer: str = "") -> None:
        """Show the page, for somebody or with the choice of whom."""
        window = self._desk.window
        if self._desk.snapshot is None or self._applying:
            return
        if window.view() != COVER:
            self._came_from = window.view()
            self._forget()
            self.page.foot.reason.clear()
            self._away = None
        self._show_form()
        self.page.form.choose(photographer)
        window.show_view(COVER)
        self.page.begin()
        self._ask()

    def leave(self) -> None:
        """Go back to where the user came from."""
        self._planner.stop()
        self._desk.window.show_view(self._came_from)

    def _forget(self) -> None:
        self._planner.forget()
        self._weighed = self._day = None
        self._told_for = ""
        self._picks, self._refused = {}, False
        self.page.show_notice("")

    def _is_seen(self) -> bool:
        return self._desk.window.view() == COVER

    # ------------------------------------------------------------ who and when

    def _show_form(self) -> None:
        snapshot, form = self._desk.snapshot, self.page.form
        if snapshot is None:
            return
        studio = snapshot.studio
        form.show_people(tuple(face_of(studio, person.id) for person in studio.photographers))
        if self._away is None:
            self._away = away_times.usual(self._desk.today)
            form.show_away(self._away, self._desk.today, self._desk.wording)

    def _form_changed(self) -> None:
        self._away, self._refused = self.page.form.away(), False
        self.page.show_notice("")
        self._ask()

    # ------------------------------------------------------------ planning

    def _ask(self) -> None:
        """Ask for a plan; the newest question wins."""
        desk, form, snapshot = self._desk, self.page.form, self._desk.snapshot
        person = form.photographer()
        if snapshot is None or self._away is None:
            return
        zone, now = snapshot.studio.settings.timezone, desk.now
        wrong = away_times.problem(self._away, zone, now)
        off = away_times.span_of(self._away, zone, now)
        form.show_span("" if wrong else away_times.said(off, zone, now, self._desk.wording))
        self.page.set_heading(f"{self._name(person)} is away" if person else "")
        if wrong or not person:
            self._forget_plan(wrong)
            return
        asked = Asked(person, off, (person, self._away))
        if self._planner.is_other(asked):
            # What is still shown is of another question: nothing of it can be chosen or done.
            self._picks, self._day, self._weighed = {}, None, None
        self._planner.ask(asked)

    def _forget_plan(self, wrong: str) -> None:
        self._forget()
        if wrong:
            self.page.show_empty("clock", "There is no such time", wrong)
        else:
            self.page.show_empty(
                "person",
                "Who is ill or away?",
                "Choose a photographer above. You see who could cover, then decide.",
            )

    def _take_refusal(self, error: object) -> None:
        """There is nobody, or no such time any more."""
        assert isinstance(error, KnownError)
        self._forget()
        self.page.show_empty("warning", error.sentence, error.advice)

    def _take_plan(self, offer: object, before: object) -> None:
        """A plan, and the one of the same question before it, if there was one."""
        assert isinstance(offer, CoverOffer)
        if self._told_for != offer.plan.photographer:
            self._told_for = offer.plan.photographer
            self.page.foot.show_notify(offer.notify)
        if isinstance(before, CoverOffer) and not self._refused and differs(before, offer):
            self.page.show_notice("The day changed meanwhile. The plan was made again.")
        self._picks = first_picks(offer, self._picks)
        self._weigh()

    def _weigh(self) -> None:
        if self._desk.snapshot is not None:
            self._planner.weigh(self._picks, self._desk.snapshot)

    def _take_weighed(self, weighed: object) -> None:
        assert isinstance(weighed, Weighed)
        if weighed.picks is not self._picks:
            return
        self._weighed = weighed
        if not self._applying:
            self.page.foot.show_working("")
        self._show()

    def _say_busy(self) -> None:
        self.page.foot.show_working("Planning\N{HORIZONTAL ELLIPSIS}")
        if self.page.state is None:
            self.page.show_empty("clock", "Looking who could cover\N{HORIZONTAL ELLIPSIS}", "")

    def _refreshed(self) -> None:
        """The studio was read again: who is ill may have other appointments, and others less time."""
        if self._is_seen() and not self._applying:
            self._show_form()
            self._ask()

    # ------------------------------------------------------------ what is shown

    def _show(self) -> None:
        offer, snapshot, weighed = self._planner.offer, self._desk.snapshot, self._weighed
        if offer is None or snapshot is None:
            return
        if not offer.plan.covers:
            self._show_nothing(offer)
            return
        known = weighed if weighed is not None and weighed.offer is offer else None
        outlook = known.outlook if known else None
        days = days_of(offer, self._picks)
        if self._day not in days:
            self._day = days[0]
        assert self._day is not None
        pictures = None
        if known is not None:
            # Pictures show what was weighed; a newer choice is being weighed.
            pictures = before_and_after(
                snapshot,
                offer,
                known.picks,
                known.outlook,
                self._day,
                self._desk.now,
                everybody=self._shows_everybody(offer),
            )
        driving = known.driving if known else None
        totals = totals_of(self._picks, outlook, driving, self._desk.wording)
        state = PlanState(
            rows_of(offer, self._picks, outlook),
            totals,
            days,
            self._day,
            pictures,
            self._under_way(offer),
            self._desk.wording,
        )
        self.page.show_plan(state)

    def _show_nothing(self, offer: CoverOffer) -> None:
        name = self._name(offer.plan.photographer)
        begun = self._under_way(offer)
        text = "Mark the time as off, so that nothing is offered then?"
        self.page.show_empty(
            "check",
            f"{name} has no appointments then.",
            f"{begun[0].upper()}{begun[1:]}. {text}" if begun else text,
            "Mark as off",
        )

    def _under_way(self, offer: CoverOffer) -> str:
        """What is begun is left alone."""
        if not offer.under_way:
            return ""
        streets = [short_address(item.address) or "an appointment" for item in offer.under_way]
        return f"{listed(streets)} has begun and stays"

    def _name(self, key: str) -> str:
        snapshot = self._desk.snapshot
        return face_of(snapshot.studio, key).first_name if snapshot else key

    # ------------------------------------------------------------ choosing

    def _tick(self, key: str, ticked: bool) -> None:
        if key in self._picks:
            self._pick(with_tick(self._picks, key, ticked=ticked))

    def _choose(self, key: str, choice: object) -> None:
        assert isinstance(choice, Choice)
        if key in self._picks:
            self._pick(with_choice(self._picks, key, choice))

    def _tick_all(self, ticked: bool) -> None:
        self._pick(with_all(self._picks, ticked=ticked))

    def _pick(self, picks: Picks) -> None:
        if self._planner.offer is None or self._applying:
            return
        self._picks = picks
        self._show()
        self._weigh()

    def _look_at(self, key: str) -> None:
        """Show the day of a row."""
        offer, snapshot = self._planner.offer, self._desk.snapshot
        found = (
            next((one.before for one in offer.plan.covers if one.before.id == key), None) if offer else None
        )
        if found is not None and snapshot is not None:
            self._show_day(local_date(snapshot.studio.settings.timezone, found.span.start))

    def _show_day(self, day: object) -> None:
        assert isinstance(day, date)
        if day != self._day:
            self._day = day
            self._show()

    def _shows_everybody(self, offer: CoverOffer) -> bool:
        """A few people fit; of many only those for whom anything changes."""
        few = len(offer.plan.before.photographers) <= FEW_PEOPLE
        return few if self._everybody is None else self._everybody

    def _show_everybody(self, everybody: bool) -> None:
        self._everybody = everybody
        self._show()

    # ------------------------------------------------------------ doing

    def apply(self) -> None:
        """Do what is ticked and note the time off, as one step."""
        offer, desk = self._planner.offer, self._desk
        if offer is None or self._applying:
            return
        moves, waits = moves_and_waits(self._picks)
        foot, plan = self.page.foot, offer.plan
        command = ApplyCover(
            plan.photographer,
            plan.off,
            moves,
            foot.why(),
            foot.overrule() if plan.covers else "",
            foot.notify() if plan.covers else None,
            waits,
        )
        self._applying = True
        self.page.setEnabled(False)
        foot.show_working("Applying\N{HORIZONTAL ELLIPSIS}")
        office = desk.office
        job = partial(apply_cover, office.store, desk.now, office.actor, command, office.busy)
        desk.delivery.submit(desk.lanes.confirming, job, self._applied)

    def _applied(self, outcome: Outcome[Done]) -> None:
        """It is done; or the day changed meanwhile, and the plan is made again."""
        self._applying = False
        self.page.setEnabled(True)
        self.page.foot.show_working("")
        if outcome.value is not None:
            self._forget()
            if self._is_seen():
                self.leave()
            self._doing.took(outcome)
        elif isinstance(outcome.error, KnownError):
            self._refused = True
            self.page.show_notice(_refused(outcome.error))
            self._desk.refresh()
            self._ask()
        else:
            self._doing.took(outcome)


def _refused(error: KnownError) -> str:
    advice = "" if isinstance(error, Refused) else error.advice
    said = " ".join(filter(None, (error.sentence, advice)))
    return f"Nothing was changed. {said} The plan was made again."
