"""When two typed addresses are the same, and when one is worth looking up."""

import pytest

from studio_app.domain.address import address_key, looks_complete


@pytest.mark.parametrize(
    "typed",
    [
        "55 Summit Ave, Brookline, MA 02446",
        "55  SUMMIT AVE. Brookline MA  02446 ",
        "55 summit ave,brookline;ma 02446",
    ],
)
def test_case_spaces_and_commas_make_no_other_address(typed: str) -> None:
    assert address_key(typed) == "55 summit ave brookline ma 02446"


def test_another_house_is_another_address() -> None:
    assert address_key("55 Summit Ave") != address_key("5 Summit Ave")
    assert address_key(" ,. ") == ""


@pytest.mark.parametrize(
    "address",
    [
        "55 Summit Ave, Brookline, MA 02446",
        "55 Summit Ave, Brookline",
        "55 Summit Ave 02446",
        "12b Elm Street Cambridge Massachusetts",
        "Hauptstraße 7, 10115 Berlin",
    ],
)
def test_worth_looking_up(address: str) -> None:
    assert looks_complete(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "55", "55 Summit", "55 Summit Ave", "Summit Ave, Brookline", "02446", "42.33, -71.12"),
        *("5, 02446", "x" * 400, "Summit Ave, Brookline, MA 02446"),
    ],
)
def test_not_yet(address: str) -> None:
    assert not looks_complete(address)
