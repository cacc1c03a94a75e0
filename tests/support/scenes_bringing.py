"""The scenes of what is brought along: a studio file, and agents from a table."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from studio_app.actions.export_studio import export_studio
from tests.support.whole_desk import WholeDesk

_AGENTS = """Agent,E-mail Address,Cell,Office,Notes
Dana Whitfield,{dana},617-555-0100,New Firm Homes,met in May
Ari Cole,ari@cole.example,6175550144,Cole Homes,
Jo Marchetti,jo@marchetti.example,(617) 555-0190,Harborside,
Dana Witfield,dana.w@home.example,,Keller Lane,
Lee Park,lee@park.example,+1 508 555 0110,Bay & Beacon,
Sam Ortega,sam at ortega,,Ortega Realty,
=HYPERLINK("http://x"),x@x.example,,,
"""


def file_of_studio(desk: WholeDesk) -> None:
    """Another version of the studio, with more and with less."""
    studio = json.loads(json.dumps(export_studio(desk.program.store)))
    studio["studio"] |= {"slot_step_min": 15, "lead_time_hours": 4, "buffer_before_min": 45}
    studio["services"].append({"id": "aerial", "name": "Aerial video", "minutes": 45})
    studio["services"][0]["minutes"] = 75
    studio["appointments"] = studio["appointments"][:-2]
    studio["photographers"][0]["max_shoots_per_day"] = 6
    with TemporaryDirectory() as folder:
        path = Path(folder) / "northlight-june.json"
        path.write_text(json.dumps(studio), encoding="utf-8")
        desk.program.studio_views.bringing.open_studio_file(str(path))
        desk.settle()


def agents(desk: WholeDesk) -> None:
    """A table of another program, with duplicates and what can't be used."""
    assert desk.desk.snapshot
    dana = next(each for each in desk.desk.snapshot.agents if each.name == "Dana Whitfield")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        path.write_text(_AGENTS.format(dana=dana.email), encoding="utf-8")
        desk.program.studio_views.bringing.open_agents_file(str(path))
        desk.settle()
