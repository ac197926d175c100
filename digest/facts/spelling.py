"""Whether a name stands in a text: accents, hyphens, possessives, order and language aside."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from digest.facts.kinship import same_people, same_sound
from digest.facts.places import Longer, longer, same_place
from digest.facts.reading import Reading
from digest.facts.translations import known, lettered, same_thing
from digest.facts.vocabulary import common
from digest.text import Span, fold, stem

__all__ = ["alike", "stands", "stands_literally"]

_LOOSE = frozenset(
    "de du des d la le les l of the van von der den del di da al bin ben y e for et and a an".split()  # noqa: SIM905 - quotes round each word would hide the words
)


Tongues = tuple[str | None, str | None]

_AND = re.compile(r"\b(?:and|et)\b|&")
_STOP = re.compile(r"[,;:()!?]")
_SHORT = 3  # letters; a name of so few may be an ordinary word in small ones


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str, *, foreign: bool) -> bool:
    """Whether two folded words say the same; `foreign`: in texts of different languages, where
    cognates share their beginning (« européenne », "European") and some names are translated."""
    if one == other:
        return True
    if known(one) and same_thing(one, other):
        return True
    if one[:1] == other[:1] and one.removesuffix("s") == other.removesuffix("s"):
        return True
    if len(one) > 4 and one[:2] == other[:2] and _without_umlauts(one) == _without_umlauts(other):
        return True
    if not (one.isalpha() and other.isalpha()) or (known(one) and known(other)):
        return (
            False  # two places of the table are one by their row alone: Austria is no « Australie »
        )
    if one[:4] == other[:4] and same_people(one, other):
        return True
    if not foreign:
        return False
    return _cognates(one, other) or same_sound(one, other)


def _without_umlauts(word: str) -> str:
    """« Gröning », folded to "groning", and "Groening" are one."""
    return word.replace("oe", "o").replace("ae", "a").replace("ue", "u")


def _cognates(one: str, other: str) -> bool:
    """Whether two words begin alike: five letters, and two thirds of the shorter one."""
    shared = max(5, -(-2 * min(len(one), len(other)) // 3))
    return min(len(one), len(other)) >= 5 and one[:shared] == other[:shared]


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


# What a name may end in, in either language: Alexandre, Alexander; Singapour, Singapore. No two of one row are
# endings of one language.
_ENDINGS = (("our", "ore"), ("re", "er"))
# So may a place (Floride, Florida; Palerme, Palermo; Picardie, Picardy), but Julie is no Julia.
_OF_PLACES = (
    *_ENDINGS,
    ("e", "a"),
    ("e", "o"),
    ("es", "as"),
    ("ie", "ia"),
    ("ie", "y"),
    ("ies", "ias"),
)
_GIVEN = re.compile(r"[^\W\d_]+(?=[ \u00a0][A-ZÀ-Þ][a-zà-ÿ])")  # a first name, a name behind it
_FEMININE = ("e", "s", "es", "")


@lru_cache(maxsize=1 << 16)
def _named_alike(
    plain: str, other_plain: str, one: str, other: str, tongues: Tongues, *, given: bool
) -> bool:
    """Whether two words of names, folded and in small letters, in `tongues` of their own, say the same.

    Names of persons and firms that begin alike are others: Martin and Martinez, Microsoft and Micron. So
    only words that each language has for itself are compared by their beginning (« ministre », "minister"),
    the rest by its sound or with the two endings of a place, unless they are `given` to a person.
    """
    if alike(plain, other_plain, foreign=False) or same_sound(plain, other_plain):
        return True
    if plain[:3] != other_plain[:3]:
        return False
    for first, second in _ENDINGS if given else _OF_PLACES:
        for a, b in ((first, second), (second, first)):
            if len(plain) > 4 and plain.endswith(a) and other_plain == plain.removesuffix(a) + b:
                return True
    short, long = sorted((plain, other_plain), key=len)
    inflected = long.removeprefix(short) in _FEMININE
    if not (inflected or alike(plain, other_plain, foreign=True)):
        return False
    if not (_is_word(one, tongues[0]) and _is_word(other, tongues[1])):
        # « Gagarine », "Gagarin", but no Martin for Martine
        return (
            inflected
            and long.endswith("ine")
            and not any(_is_word(word, None) for word in (one, other))
        )
    return inflected or not (_is_word(one, tongues[1]) or _is_word(other, tongues[0]))


def _is_word(word: str, language: str | None) -> bool:
    return any(common(word, one) for one in ([language] if language else ("fr", "en")))


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
    for word, places in source.places.items():
        written = source.words[places[0]]
        form = source.text[written.start : written.end].lower()
        if (
            _named_alike(part, word, spelt, form, tongues, given=given)
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
