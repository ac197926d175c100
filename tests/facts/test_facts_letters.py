"""Letters that only IGNORECASE takes for s and i, as old prints and bad scans have them: ſ, ı, İ."""

from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from digest.facts.dateforms import MONTHS, WEEKDAYS
from digest.facts.numerals import HALVES, SCALES, VAGUE, WORDS
from digest.facts.reading import Reading, read

DAY = date(2026, 11, 27)
_NUMBERS = [
    f"{lead} {word} {tail}"
    for table in (WORDS, VAGUE, SCALES, HALVES)
    for words in table.values()
    for word in words
    for lead, tail in (("3", "euros"), ("les", "millions"), ("une", "d’euros"))
]
_DAYS = [
    text.format(word)
    for table in (*WEEKDAYS.values(), *MONTHS.values())
    for word in (*table, *(word.title() for word in table))
    for text in ("{} prochain", "next {}", "3 {} 2025", "{} 3", "in {} 2025", "fin {}", "{} 24")
]
_OTHERS = """
six heures du matin|seven o’clock|dimanche 15 heures|3 p.m.|deux tiers des clients|two fifths of it|six clients sur dix|
la moitié des six|the billion-dollar firm|le milliard d’euros|troisième trimestre 2025|first half of 2025|semaine prochaine|
sixième siècle|huitième mandat|this week|il y a dix ans|fin juin|mi-juin|trois millions et demi|a fortnight|divisé par six
""".replace("\n", "").split("|")
_ODD = {"s": "ſ", "i": "ı", "I": "İ"}


@st.composite
def prints(draw: st.DrawFn) -> tuple[str, str]:
    """A text as it is meant, and in another print."""
    meant = draw(st.sampled_from([*_NUMBERS, *_DAYS, *_OTHERS]))
    capitals = draw(st.sampled_from(["", "i", meant]))
    meant = "".join(c.upper() if c in capitals else c for c in meant)
    return meant, "".join(draw(st.sampled_from([c, *_ODD.get(c, "")])) for c in meant)


def values(reading: Reading) -> list[object]:
    found = (*reading.amounts, *reading.days, *reading.hours, *reading.parts)
    return [replace(one, text="") for one in found]


@given(prints(), st.sampled_from(["fr", "en", None]))
@example(("3 million-dollar", "3 mıllıon-dollar"), "en")
@example(("Friday", "Frıday"), None)
def test_a_text_says_the_same_in_whatever_print(texts: tuple[str, str], language: str) -> None:
    meant, printed = texts
    reading = read(printed, language, DAY)
    assert values(reading) == values(read(meant, language, DAY))
    for one in (*reading.amounts, *reading.days, *reading.hours, *reading.parts):
        assert one.text == printed[one.start : one.end]
