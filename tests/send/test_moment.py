from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from digest.errors import DigestError
from digest.send.moment import moment

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2025, 9, 25, 10, 0, tzinfo=PARIS)  # a Thursday


def at(text: str, now: datetime = NOW) -> str:
    return f"{moment(text, now=now, zone=PARIS, hour=time(7)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("samedi 7:00", "2025-09-27 07:00"),
        ("samedi 7h", "2025-09-27 07:00"),
        ("Samedi à 7 h 30", "2025-09-27 07:30"),
        ("samedi prochain 7:00", "2025-09-27 07:00"),
        ("samedi", "2025-09-27 07:00"),
        ("samedi 27 septembre à 7h", "2025-09-27 07:00"),
        ("jeudi 18:00", "2025-09-25 18:00"),
        ("jeudi 7:00", "2025-10-02 07:00"),
        ("demain 7h", "2025-09-26 07:00"),
        ("après-demain midi", "2025-09-27 12:00"),
        ("aujourd’hui 18h", "2025-09-25 18:00"),
        ("le 1er octobre à 7h", "2025-10-01 07:00"),
        ("27/09 7:00", "2025-09-27 07:00"),
        ("1/02 7:00", "2026-02-01 07:00"),
        ("2025-09-27 07:00", "2025-09-27 07:00"),
        ("saturday 7am", "2025-09-27 07:00"),
        ("Saturday at 7:30 pm", "2025-09-27 19:30"),
        ("next saturday 7:00", "2025-09-27 07:00"),
        ("tomorrow noon", "2025-09-26 12:00"),
        ("September 27th at 12am", "2025-09-27 00:00"),
        ("7:00", "2025-09-26 07:00"),
        ("18:00", "2025-09-25 18:00"),
        ("dans 2 heures", "2025-09-25 12:00"),
        ("in 30 minutes", "2025-09-25 10:30"),
    ],
)
def test_what_an_editor_says_is_what_is_meant(said: str, meant: str):
    assert at(said) == meant


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("bientôt", "not understood"),
        ("samedi 7", "not understood"),
        ("samedi 25:00", "no such hour"),
        ("saturday 13pm", "no such hour"),
        ("31/02 7:00", "no such day"),
        ("dimanche 27 septembre 7:00", "no dimanche"),
        ("24/09/2025 7:00", "is over"),
        ("aujourd'hui 7:00", "is over"),
    ],
)
def test_what_is_not_understood_or_is_over_is_refused(said: str, why: str):
    with pytest.raises(DigestError, match=why):
        at(said)


@pytest.mark.parametrize(
    ("said", "why"), [("29/03/2026 2:30", "no 02:30"), ("26/10/2025 2:30", "comes twice")]
)
def test_an_hour_that_the_clock_skips_or_repeats_is_refused(said: str, why: str):
    with pytest.raises(DigestError, match=why):
        at(said)


@pytest.mark.parametrize(
    ("now", "said", "meant"),
    [
        ((2026, 3, 28, 0, 30), "2:30", "2026-03-28 02:30"),
        ((2026, 3, 22, 0, 30), "dimanche 2:30", "2026-03-22 02:30"),
        ((2025, 10, 25, 0, 30), "2:30", "2025-10-25 02:30"),
    ],
)
def test_a_change_of_clocks_on_a_later_day_is_not_in_the_way(now, said: str, meant: str):
    assert at(said, datetime(*now, tzinfo=PARIS)) == meant


@pytest.mark.parametrize("fold", [0, 1])
def test_between_its_two_times_an_hour_is_still_refused(fold: int):
    with pytest.raises(DigestError, match="comes twice"):
        at("2:45", datetime(2025, 10, 26, 2, 30, tzinfo=PARIS, fold=fold))


def test_the_hour_is_the_newsletters_across_a_change_of_clocks():
    before = moment("samedi 7:00", now=NOW, zone=PARIS, hour=time(7))
    after = moment("2025-11-01 7:00", now=NOW, zone=PARIS, hour=time(7))
    assert (before.utcoffset().total_seconds(), after.utcoffset().total_seconds()) == (7200, 3600)
