"""Hours of the day, told from durations: « à 15 heures », "3pm", "at 15:45"."""

import re

__all__ = ["full_hour", "minutes"]

# Without one of these « 15 heures » lasts; with « pendant » or « après » it does so too.
_AT = re.compile(
    r"(?:\b(?:à|vers|dès|avant|jusqu['’]à|d['’]ici|at|around|by|until|till|before)|"
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?)[ \u00a0]\Z",
    re.IGNORECASE,
)
_SPACE = r"[ \u00a0\u202f]?"
_CLOCK = re.compile(
    rf"(?<![\d:.,$€£])(?P<hour>[01]?\d|2[0-4])(?:"
    rf"{_SPACE}h(?:eures?)?\b(?!{_SPACE}\d)|{_SPACE}h{_SPACE}00\b|[:.]00(?:{_SPACE}(?P<of>[ap])\.?m\b)?"
    rf"|[ \u00a0]o['’]clock\b|{_SPACE}(?P<half>[ap])\.?m\b)",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?<!\d)(\d\d?)[ \u00a0\u202f]?h[ \u00a0\u202f](\d\d)\Z")  # « 15 h 45 »


def full_hour(hour: int, sentence: str, start: int, source: str) -> bool:
    """Whether `hour`, at `start` of `sentence`, is a time of the day that `source` has."""
    return _AT.search(sentence, max(0, start - 12), start) is not None and any(
        hour % 24 == _of_day(int(found["hour"]), found["of"] or found["half"])
        for found in _CLOCK.finditer(source)
    )


def minutes(sentence: str, start: int, end: int, source: str) -> bool | None:
    """Whether `source` has the hour and the minutes of « 15 h 45 »; None where `start` to `end` are
    no minutes."""
    said = _MINUTES.search(sentence, max(0, start - 5), end)
    if said is None:
        return None
    written = re.compile(
        rf"(?<!\d)(?P<hour>\d\d?){_SPACE}[:.h]{_SPACE}{said[2]}(?!\d)(?:{_SPACE}(?P<half>[ap])\.?m\b)?",
        re.IGNORECASE,
    )
    hour = int(said[1]) % 24
    return any(
        hour == _of_day(int(found["hour"]), found["half"])
        or (not found["half"] and hour == int(found["hour"]) + 12)  # "at 3.45 in the afternoon"
        for found in written.finditer(source)
    )


def _of_day(hour: int, half: str | None) -> int:
    return hour % 24 if half is None else hour % 12 + (12 if half.lower() == "p" else 0)
