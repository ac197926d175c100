"""Whether a name stands in a text: accents, hyphens, possessives, order and language aside."""

import re
from collections.abc import Iterator, Sequence

from digest.facts.kinship import Tongues, alike, may_be_alike, named_alike
from digest.facts.places import Longer, longer, same_place
from digest.facts.reading import Reading
from digest.facts.translations import known, lettered
from digest.text import Span, fold, stem

__all__ = ["stands", "stands_literally"]

_LOOSE = frozenset(
    "de du des d la le les l of the van von der den del di da al bin ben y e for et and a an".split()  # noqa: SIM905 - quotes round each word would hide the words
)

_AND = re.compile(r"\b(?:and|et)\b|&")
_STOP = re.compile(r"[,;:()!?]")
_SHORT = 3  # letters; a name of so few may be an ordinary word in small ones


def stands(name: str, source: Reading, *, foreign: bool, language: str | None) -> Span | None:
    """Where all the words of `name` stand in `source`, in any order, with nothing but particles and
    other names between; `language` is that of the text that `name` is from.

    "Altman, Sam" holds "Sam Altman", but a text on Sam Altman and Elon Musk holds no Sam Musk. In
    a text of another language (`foreign`), what stands in the table may be translated, and adjectives
    such as "British" may stand apart from their noun.
    """
    parts = [piece for piece in _pieces(fold(name)) if piece not in _LOOSE]
    if not parts:
        return Span(0, 0, "")
    short = {fold(piece): piece.isupper() for piece in _pieces(name) if _is_short(piece)}
    spelt = dict(zip(_pieces(fold(name)), _pieces(name.lower()), strict=False))
    tongues = (language if foreign else None, source.language)
    given = {fold(first[0]) for first in _GIVEN.finditer(name)}
    places = [
        [
            place
            for place in _places(part, spelt[part], source, tongues, given=part in given)
            if (part not in short or _as_written(part, place, source, capitals=short[part]))
            and _whole(part, parts, longer(source).get(place), foreign=foreign)
            and not _half(place, parts, source)
        ]
        for part in parts
    ]
    joint = _AND.search(name) is not None
    found = _together(places, source, joint=joint) if all(places) else _glued(parts, source)
    if found is None and foreign:
        proper = [row for part, row in zip(parts, places, strict=True) if not known(part)]
        if all(places) and len(proper) < len(parts):
            found = _together(proper or places[:1], source, joint=True)
    return found


_DOUBLE = re.compile(
    r"(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+)-(?P<second>[A-ZÀ-Þ][a-zà-ÿ]+)(?=[ \u00a0][A-ZÀ-Þ])"
)


def _half(place: int, parts: Sequence[str], source: Reading) -> bool:
    """Whether the word is half of « Jean-Marie Martin », of whom the name has not the other half; an
    "Anglo-French" summit and a "China-India" border are of both."""
    word = source.words[place]
    for double in _DOUBLE.finditer(source.text, max(0, word.start - 20), word.end + 20):
        first, second = fold(double["first"]), fold(double["second"])
        other = {double.start("first"): second, double.start("second"): first}.get(word.start)
        if other and not (other in parts or known(other) or first.endswith("o")):
            return True
    return False


def _whole(part: str, parts: Sequence[str], place: Longer | None, *, foreign: bool) -> bool:
    """Whether `part`, found inside `place`, means all of it: no « Soudan » for South Sudan."""
    return (
        place is None
        or same_place(part, place)
        or all(any(alike(one, word, foreign=foreign) for one in parts) for word in place.words)
    )


_GIVEN = re.compile(r"[^\W\d_]+(?=[ \u00a0][A-ZÀ-Þ][a-zà-ÿ])")  # a first name, a name behind it


def _places(
    part: str, spelt: str, source: Reading, tongues: Tongues, *, given: bool
) -> Sequence[int]:
    """Which words of `source` say `part`; "us" is no US. `spelt`: with its accents; `tongues` are those of the
    name, None where it is the source's, and of the source."""
    if part in source.places:
        return [i for i in source.places[part] if not lettered(part) or _in_capitals(i, source)]
    foreign = tongues[0] is not None
    language = source.language or ""
    rooted = len(part) > 6 and not foreign  # « Européens », « européenne »
    root = stem(part, language) if rooted else ""
    found: list[int] = []
    for word in (one for one in source.places if may_be_alike(part, one)):
        places = source.places[word]
        written = source.words[places[0]]
        form = source.text[written.start : written.end].lower()
        if (
            named_alike(part, word, spelt, form, tongues, given=given)
            if foreign
            else alike(part, word, foreign=False)
        ) or (rooted and word[:4] == part[:4] and stem(word, language) == root):
            found += (i for i in places if not lettered(word) or _in_capitals(i, source))
    return sorted(found)


def _is_short(piece: str) -> bool:
    return len(piece) <= _SHORT and (
        piece.isupper() or (piece[:1].isupper() and not known(fold(piece)))
    )


def _as_written(part: str, place: int, source: Reading, *, capitals: bool) -> bool:
    """Whether a short word that is `part` itself stands in capitals too, or with one: "Fed", not "fed"."""
    word = source.words[place]
    if word.text != part:
        return True
    return _in_capitals(place, source) if capitals else source.text[word.start].isupper()


def _in_capitals(place: int, source: Reading) -> bool:
    word = source.words[place]
    return source.text[word.start : word.end].isupper()


def _together(places: Sequence[Sequence[int]], source: Reading, *, joint: bool) -> Span | None:
    """The first place where one of each row stands near the others, with nothing but particles and capitals
    between. Unless the name is `joint` ("Food and Drug") two names do not lend it a part each."""
    for first in places[0]:
        near = [min(row, key=lambda i: abs(i - first)) for row in places]
        low, high = source.words[min(near)], source.words[max(near)]
        between = [source.words[i] for i in range(min(near), max(near)) if i not in near]
        if max(near) - min(near) > 3 * len(places) or not all(
            word.text in _LOOSE or source.text[word.start].isupper() for word in between
        ):
            continue
        turned = near[0] == max(near) and not between  # "Altman, Sam"
        gap = source.text[low.end : high.start]
        if joint or turned or not (_AND.search(gap) or _STOP.search(gap)):
            return Span(low.start, high.end, "")
    return None


def stands_literally(name: str, source: Reading) -> Span | None:
    """Where the words of `name` follow each other in `source`; a name of three letters at most stands in
    capitals there, or with its first one as "Fed" does."""
    parts = list(_pieces(fold(name)))
    words = [word.text for word in source.words]
    for i in range(len(words) - len(parts) + 1):
        if words[i : i + len(parts)] == parts:
            around = longer(source).get(i)
            if around and around.last >= i + len(parts) and not same_place(name, around):
                continue  # no Congo-Brazzaville for "the Democratic Republic of Congo"
            around = longer(source).get(i + len(parts) - 1)
            if around and around.first < i and not same_place(name, around):
                continue
            at = Span(source.words[i].start, source.words[i + len(parts) - 1].end, "")
            short = len(name) <= _SHORT
            if (
                not short
                or _in_capitals(i, source)
                or (not lettered(name) and source.text[at.start].isupper())
            ):
                return at
    return None


def _glued(parts: Sequence[str], source: Reading) -> Span | None:
    """« Station F » and "StationF", "Black Forest Labs" and "BlackForestLabs"."""
    whole = "".join(parts)
    if len(whole) <= _SHORT:
        return None
    words = source.words
    for i, word in enumerate(words):
        joined = ""
        for following in words[i : i + 6]:
            joined += following.text
            if joined == whole and (len(parts) > 1 or joined != word.text):
                if not _half(i, parts, source):
                    return Span(word.start, following.end, "")
                break
            if not whole.startswith(joined):
                break
    return None


def _pieces(part: str) -> Iterator[str]:
    """As `Reading.words` cuts words: letters and digits only."""
    piece = ""
    for char in part:
        if char.isalnum():
            piece += char
        elif piece:
            yield piece
            piece = ""
    if piece:
        yield piece
