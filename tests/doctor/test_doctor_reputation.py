"""Complaints and returned mail over the last issues, by the limits of those who receive them."""

import pytest

from digest.doctor import Light, reputation_points
from digest.languages import available, phrases


def points(accepted: int, bounced: int, complained: int, language: str = "fr"):
    found = reputation_points(
        issues=5,
        accepted=accepted,
        bounced=bounced,
        complained=complained,
        say=phrases(language),
    )
    return {point.name: point for point in found}


@pytest.mark.parametrize(
    ("complained", "light"),
    [(0, "green"), (10, "green"), (11, "amber"), (30, "amber"), (31, "red")],
)
def test_complaints_are_good_to_one_in_a_thousand_and_bad_above_three(complained, light):
    assert points(10_000, 0, complained)["complaints"].light is Light(light)


@pytest.mark.parametrize(
    ("bounced", "light"), [(0, "green"), (20, "green"), (21, "amber"), (50, "amber"), (51, "red")]
)
def test_returned_mail_is_good_to_two_in_a_hundred_and_bad_above_five(bounced, light):
    assert points(1000 - bounced, bounced, 0)["returned"].light is Light(light)


def test_before_the_first_issue_there_is_nothing_to_say():
    assert points(0, 0, 0) == {}


@pytest.mark.parametrize("language", available())
def test_whatever_is_not_good_has_a_remedy(language):
    for numbers in ((10_000, 300, 20), (10_000, 900, 90)):
        for point in points(*numbers, language).values():
            assert point.light is not Light.GREEN
            assert point.remedy
