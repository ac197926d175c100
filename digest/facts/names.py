"""Proper names, found by their capitals: « Mistral AI », "OpenAI", « 2501.AI », « Qwen3-Max ».

No dictionary and no model: capitals, camel case, digits inside words, particles, and what the rest
of the text says about a word that stands where every word has a capital. Which of the names are
companies this does not know.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.facts.dateforms import MONTHS, WEEKDAYS
from digest.text import fold, sentences, stopwords

__all__ = ["Name", "names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name as it stands in a text: `text == source[start:end]`."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """The name for comparing: no accents, capitals or hyphens."""
        return fold(self.text).replace("-", " ").replace("'", " ")


# Letters, digits and what holds a word together; an apostrophe parts words, but for the Irish
# (O'Reilly).
_WORD = re.compile(r"O['’](?=[A-Z])[^\W_]+(?:[-.&][^\W_]+)*|[^\W_]+(?:[-.&+][^\W_]+)*\+?")
_CAMEL = re.compile(r"[a-zà-ÿ0-9][A-ZÀ-Þ]|[A-ZÀ-Þ]{2}")
_PARTICLES = frozenset(
    """
    de du des d la le les l of the van von der den del di da al bin ben y e & for et and
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
_ONE_BEFORE = frozenset({"of", "for"})  # Bank of England, but not "Satya Nadella of Microsoft"
_WEAK = frozenset(
    ["&", "et", "and", "for", "e", "y", "le", "la", "les", "the", "l"]
)  # link names only within a longer name
_LONGEST = 12  # words; bounds the work on a text of nothing but capitals
_GAP = re.compile(r"[ \u00a0\u202f]|['’]|[ \u00a0]?&[ \u00a0]?|-")

_CALENDAR = frozenset(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec m mm mme mr mrs ms dr pr gw mw kw twh gwh mwh
    kwh md mds eur usd
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
).union(*WEEKDAYS.values(), *MONTHS.values())
# Opens sentences in news without being a name, and is no stop word: adverbs, connectives, gerunds.
_COMMON_ENDS = (
    "ment", "tion", "tions", "ssion", "sion", "sions", "isme", "ismes", "ance", "ances", "ence", "ences",
    "age", "ages", "té", "tés", "ée", "ées", "és", "eur", "eurs", "euse", "euses", "ures", "ure", "ant", "ants",
    "ing", "ings", "ly", "ness", "ers", "ists", "ments", "ed", "ity", "ities", "ship", "ward", "tique", "tiques",
)  # fmt: skip
_COMMON = frozenset(
    """
    certes ainsi hier demain aujourd'hui ici mieux pire reste restent voila voici selon outre
    faute lors malgre hormis hors quant jadis enfin bref ensuite puis cependant pourtant neanmoins
    toutefois seul seule seuls seules tel telle dix cent mille deux trois quatre cinq six sept
    huit neuf vingt trente premier premiere plus moins autre autres meme detail exit place retour
    fini finie objectif resultat cote face gare vers via apres avant depuis pendant durant
    chez sans sous sur dans tout toute tous toutes texte groupe societe start-up startup
    entreprise plan projet modele accord credits credit fonds titre analystes marches bourse bilan
    depeche podcast video article analyse point droit theme lieu role enjeu several analysts
    investors users shares people stocks critics experts officials companies sources meanwhile
    however moreover instead yesterday today tomorrow later earlier next last once still yet also
    two three four five six seven eight nine ten hundreds thousands half least terms details plans
    funds revenue revenues sales demand growth chips models regulators lawmakers researchers
    developers
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
_VERB_AFTER = re.compile(
    r"[ \u00a0](?:(?:a|va|est|n['’]a|n['’]est|avait|était|vient|veut|doit|peut|fait|sera|aura|devrait|compte|mise|"
    r"is|has|was|will|says|said|plans|had|would|could|wants|aims|expects|opens|joins|buys)\b|[a-zà-ÿ]{3,}(?:[ie]nt|era|[^s]s)\b)|['’]s\b"
)


def names(text: str, language: str | None) -> tuple[Name, ...]:
    """The names of `text`, in order, none overlapping; articles and possessives are not part of them.

    A capital at the start of a sentence proves nothing: such a word is a name when it is spelt so
    elsewhere in the text, when its shape says so, or when a verb follows it directly.
    """
    tokens = list(_WORD.finditer(text))
    around = _Around(text, tokens, stopwords(language) or stopwords("en"))
    found: list[Name] = []
    run: list[re.Match[str]] = []
    for token in tokens:
        if run and not _continues(text, run, token):
            found.extend(_trimmed(run, around))
            run = []
        if run or _named(token.group()):
            run.append(token)
    found.extend(_trimmed(run, around))
    return tuple(found)


class _Around:
    """What the whole text says of its words."""

    def __init__(self, text: str, tokens: Sequence[re.Match[str]], stops: frozenset[str]) -> None:
        self.text = text
        self.stops = stops
        self.openings = {_first_letter(text, span.start) for span in sentences(text)}
        self.small = {word for token in tokens if (word := token.group()).islower()}
        self.inside = {
            token.group()
            for token in tokens
            if token.start() not in self.openings and token.group()[:1].isupper()
        }


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start


def _named(word: str) -> bool:
    """A capital, or camel case with letters of its own (iPhone, xAI), or a digit name (2501.AI)."""
    if fold(word) in _CALENDAR:
        return False
    return word[0].isupper() or (
        any(char.isalpha() for char in word) and _CAMEL.search(word) is not None
    )


def _continues(text: str, run: list[re.Match[str]], token: re.Match[str]) -> bool:
    if len(run) == _LONGEST:
        return False
    before = run[-1]
    gap = text[before.end() : token.start()]
    if not _GAP.fullmatch(gap):
        return False
    word = token.group()
    if word in _ONE_BEFORE and sum(token.group() not in {"The", "A"} for token in run) > 1:
        return False
    if gap in "'’" and before.group().lower() not in {"d", "l"}:
        return False  # the s of a possessive
    return _named(word) or word in _PARTICLES or (word.isdigit() and len(word) <= 2 and gap != "-")


def _trimmed(run: list[re.Match[str]], around: _Around) -> Iterator[Name]:
    """The run without articles, common first words and loose particles, parted where it is two."""
    while run and _common_first(run, around):
        run = run[1:]
        while run and run[0].group() in _PARTICLES:
            run = run[1:]
    while run and run[-1].group() in _PARTICLES:
        run = run[:-1]
    part: list[re.Match[str]] = []
    for position, token in enumerate(run):
        if token.group() in _WEAK and not _holds(run, position):
            yield from _name(around.text, part)
            part = []
            continue
        part.append(token)
    yield from _name(around.text, part)


def _holds(run: list[re.Match[str]], position: int) -> bool:
    """« Meta et Google » are two names, « ministère de la Défense » goes on through its article."""
    word, before = run[position].group(), run[position - 1].group()
    return word in {"la", "le", "les", "the", "l"} and before in {"de", "d", "of"}


def _name(text: str, part: list[re.Match[str]]) -> Iterator[Name]:
    while part and (part[0].group() in _PARTICLES or (part[0].group().isdigit())):
        part = part[1:]
    while part and part[-1].group() in _PARTICLES:
        part = part[:-1]
    if not part or not any(char.isalpha() for char in part[0].group()):
        return
    start, end = part[0].start(), part[-1].end()
    if end - start > 1:
        yield Name(start=start, end=end, text=text[start:end])


def _common_first(run: list[re.Match[str]], around: _Around) -> bool:
    """Whether the first word of the run is no part of a name."""
    word = run[0].group()
    if word.lower() in around.stops or (len(word) == 1 and word.isupper()):
        return True
    if run[0].start() not in around.openings:
        return False
    if _CAMEL.search(word) or any(char.isdigit() for char in word):
        return False
    if word.lower() in around.small or fold(word) in _COMMON:
        return True
    if word in around.inside:
        return False
    if len(run) > 1 and _named(run[1].group()):
        return word.lower().endswith(("ment", "ly"))
    return word.lower().endswith(_COMMON_ENDS) or not _VERB_AFTER.match(around.text, run[0].end())
