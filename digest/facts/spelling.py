"""Whether a name stands in a text: accents, hyphens, possessives, order and language aside."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from digest.facts.reading import Reading
from digest.text import Span, fold, stem

__all__ = ["alike", "stands"]

_LOOSE = frozenset(
    "de du des d la le les l of the van von der den del di da al bin ben y e for et and a an".split()  # noqa: SIM905 - quotes round each word would hide the words
)
# Abbreviations that change with the language; each row is one thing.
_SHORT = (
    "ia ai", "pdg ceo", "dg ceo", "ue eu", "otan nato", "onu un", "fmi imf", "bce ecb",
    "usa us etats unis united states americain american", "ru uk royaume uni united kingdom britain britannique british",
    "pib gdp", "rgpd gdpr", "oms who", "ocde oecd", "g7 g7",
)  # fmt: skip
# Places whose French and English names share no beginning, and what comes from them.
_PLACES = (
    "londres london", "pekin beijing", "moscou moscow", "bruxelles brussels", "geneve geneva",
    "varsovie warsaw", "vienne vienna", "athenes athens", "lisbonne lisbon", "le caire cairo",
    "allemagne germany allemand german", "angleterre england anglais english",
    "espagne spain espagnol spanish", "pays-bas netherlands holland neerlandais dutch",
    "suisse switzerland swiss", "suede sweden suedois swedish", "danemark denmark danois danish",
    "norvege norway norvegien norwegian", "pologne poland polonais polish",
    "grece greece grec greek", "ecosse scotland ecossais scottish",
    "pays de galles wales gallois welsh", "irlande ireland irlandais irish",
    "chine china chinois chinese", "japon japan japonais japanese", "coree korea coreen korean",
    "inde india indien indian", "bresil brazil bresilien brazilian",
    "maroc morocco marocain moroccan", "egypte egypt egyptien egyptian",
    "turquie turkey turc turkish", "ukraine ukraine ukrainien ukrainian",
    "europe europe europeen european", "france france francais french",
    "italie italy italien italian", "canada canada canadien canadian", "liban lebanon",
    "arabie saoudite saudi arabia saoudien saudi", "emirats emirates emirati",
    "afrique africa africain african", "asie asia asiatique asian",
    "moyen orient middle east proche", "maison blanche white house",
    "californie california californien californian", "mer sea", "nord north", "sud south",
    "est east", "ouest west", "nouveau new", "nouvelle new",
    "commission commission", "parlement parliament", "assemblee assembly", "senat senate",
    "banque bank", "ministere ministry", "universite university", "ecole school",
    "conseil council", "comte county", "tribunal court", "cour court",
)  # fmt: skip


@cache
def _same_things() -> Mapping[str, frozenset[str]]:
    rows: dict[str, set[str]] = {}
    for row in (*_SHORT, *_PLACES):
        members = set(fold(row).replace("-", " ").split()) - _LOOSE
        for member in members:
            rows.setdefault(member, set()).update(members)
    return {word: frozenset(members) for word, members in rows.items()}


def alike(one: str, other: str, *, foreign: bool) -> bool:
    """Whether two folded words say the same; `foreign`: in texts of different languages, where
    cognates share their beginning (« européenne », "European") and some names are translated."""
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return True
    if other in _same_things().get(one, ()):
        return True
    if not foreign or not (one.isalpha() and other.isalpha()):
        return False
    shared = _shared(one, other)
    return shared >= 5 and shared * 3 >= 2 * min(len(one), len(other))


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def stands(name: str, source: Reading, *, foreign: bool, language: str | None) -> Span | None:
    """Where all the words of `name` stand in `source`, in any order, with nothing but particles and
    other names between.

    "Altman, Sam" holds "Sam Altman", but a text on Sam Altman and Elon Musk holds no Sam Musk.
    """
    parts = [piece for piece in _pieces(fold(name)) if piece not in _LOOSE]
    if not parts:
        return Span(0, 0, "")
    places = [[i for i, w in enumerate(source.words) if _match(part, w.text, foreign, language)]
              for part in parts]  # fmt: skip
    if not all(places):
        return _glued(parts, source.words)
    for first in places[0]:
        near = [min(row, key=lambda i: abs(i - first)) for row in places]
        between = (source.words[i] for i in range(min(near), max(near)) if i not in near)
        if max(near) - min(near) <= 3 * len(parts) and all(
            word.text in _LOOSE or source.text[word.start].isupper() for word in between
        ):
            return Span(source.words[min(near)].start, source.words[max(near)].end, "")
    return None


def _match(part: str, word: str, foreign: bool, language: str | None) -> bool:  # noqa: FBT001  # private, one caller
    if alike(part, word, foreign=foreign):
        return True
    # The adjective of a name in the same language: « Européens », « européenne ».
    return (
        len(part) > 6 and not foreign and stem(part, language or "") == stem(word, language or "")
    )


def _glued(parts: Sequence[str], words: Sequence[Span]) -> Span | None:
    """« Station F » and "StationF", "Black Forest Labs" and "BlackForestLabs"."""
    whole = "".join(parts)
    for i, word in enumerate(words):
        joined = ""
        for following in words[i : i + 6]:
            joined += following.text
            if joined == whole:
                return Span(word.start, following.end, "")
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
