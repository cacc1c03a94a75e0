"""The random studios are worth their time: most have openings, and every rule fails somewhere."""

from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support import oracle
from tests.support.studios import THEMES, Case, cases


def test_random_studios_have_openings_and_break_every_rule() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=250,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.sampled_from(THEMES).flatmap(cases))
    def look(case: Case) -> None:
        try:
            found = oracle.answer(case.studio, case.request)["appointments"]
        except oracle.Refused:
            seen["refused"] += 1
            return
        seen["answered"] += 1
        seen["with openings"] += any(visit["openings"] for visit in found)
        for visit in found:
            if visit["openings"]:
                seen[visit["part"]] += 1
                seen[f"crew of {visit['crew_size']}"] += 1
        for at in case.explain:
            explained = oracle.answer(case.studio, case.request, at)["appointments"]
            codes = {
                code for visit in explained for failing in visit["photographers"].values() for code in failing
            }
            seen.update(codes)

    look()
    assert {code for code in oracle.CODES if not seen[code]} == set(), seen
    assert seen["with openings"] >= 0.6 * seen["answered"], seen
    for harvest in ("main", "separate", "twilight", "crew of 1", "crew of 2"):
        assert seen[harvest] >= 5, seen
    assert seen["refused"], seen
