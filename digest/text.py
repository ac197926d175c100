"""Words and sentences of French and English: the reading everything else builds on.

Nothing here knows what an article is. All functions are pure, and linear in the length of the
text whatever the text holds.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # 0.1 s and numpy: only who asks for a language pays
    from py3langid.langid import LanguageIdentifier

__all__ = [
    "Span", "fold", "language", "one_case", "sentences", "shorten", "stem", "stopwords", "words",
]  # fmt: skip


class Span(NamedTuple):
    """A stretch of a text: `text == source[start:end]`."""

    start: int
    end: int
    text: str


def _listed(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


# ---------------------------------------------------------------------------- sentences

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*[-•*–—]\s)")
_STOP = re.compile(r"[.!?…]+")
# What may close after a stop: brackets and quotation marks that touch it, or a spaced guillemet.
# A straight mark before a letter opens.
_CLOSERS = re.compile(r"(?:[)\]”]|[’\"'](?!\w)|[ \u00a0\u202f\u2009]?»)*")
_OPENERS = re.compile(r"[\s«\"“‘'’(\[—–•-]*")
_LAST_TOKEN = re.compile(r"[^\W_][\w.]*\Z")
_WORD_START = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")

# Never the last word of a sentence: what they announce follows.
_ANNOUNCING = _listed(
    "m mm mme mlle mr mrs ms messrs dr drs pr prof me mgr st ste gen gén col lt cdt cne sgt sen rep "
    "gov hon rev pres cf ex env approx vs e.g i.e p.ex av bd fig"
)
# The same, but only before a number: "No. 5", "art. 3", "p. 12".
_NUMBERING = _listed("no n nos art p pp vol chap al ch sect jan feb aug sept oct nov dec")
# Abbreviations that may also stand last: only a word that opens sentences shows that one ended.
_AMBIGUOUS = _listed(
    "inc ltd corp co cie bros llc plc jr sr etc al op dept univ assn janv févr avr juil sept oct nov "
    "déc jan feb aug dec yahoo"
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, without the white space round them.

    French and English alike: abbreviations, initials, decimals and ellipses do not end a sentence;
    a blank line does, and so does a full stop that scraping glued to the next word. A quotation
    mark or bracket that closes right after the stop belongs to the sentence it ends.
    """
    found: list[Span] = []
    start = 0
    for gap in _PARAGRAPH_END.finditer(text):
        _sentences_of_paragraph(text, start, gap.start(), found)
        start = gap.end()
    _sentences_of_paragraph(text, start, len(text), found)
    return tuple(found)


def _sentences_of_paragraph(text: str, start: int, end: int, found: list[Span]) -> None:
    previous = start  # everything before it has been looked at
    has_word = False
    for stop in _STOP.finditer(text, start, end):
        has_word = has_word or _WORD_START.search(text, previous, stop.start()) is not None
        previous = stop.end()
        cut = _CLOSERS.match(text, stop.end(), end).end()  # type: ignore[union-attr]  # may be empty
        if has_word and cut < end and _ends(text, start, stop, cut, end):
            _add(text, start, cut, found)
            start, previous, has_word = cut, cut, False
    _add(text, start, end, found)


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        found.append(Span(start, start + len(piece), piece))


def _ends(text: str, start: int, stop: re.Match[str], cut: int, end: int) -> bool:
    """Whether the sentence that began at `start` ends with `stop`, closed at `cut`."""
    if text[stop.start() - 1] in "([" and text[cut - 1] in ")]":  # "[…]" stands for left-out words
        return False
    opening = _OPENERS.match(text, cut, end).end()  # type: ignore[union-attr]  # may be empty
    following = text[opening : min(opening + 40, end)]
    if not following:
        return True
    if not _may_begin(following):
        return False
    spaced = opening > cut and any(char.isspace() for char in text[cut:opening])
    before = text[stop.start() - 1]
    if not spaced:
        # Glued by scraping: « 2019).Cette », but neither "U.S.A" nor "2.5" nor "Node.JS".
        long_enough = len(following) > 1 and not following[1].isupper() and following[0].isalpha()
        closed = cut > stop.end() or opening > cut
        return long_enough and (closed or before in ")]»”%€$" or _ends_word(text, start, stop))
    if stop.group() != "." and not (stop.group() == "!" and text[:cut].endswith("Yahoo!")):
        return True
    return cut > stop.end() or _full_stop(text, start, stop, following)


def _may_begin(following: str) -> bool:
    """Capitals and digits begin sentences; so do names such as "iPhone" and "xAI"."""
    first = following[0]
    if first.islower():
        return len(following) > 1 and following[1].isupper()
    return first.isalnum() or first in "#@$€£"


def _ends_word(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a word of two small letters or more, or a number, stands right before `stop`."""
    tail = text[max(start, stop.start() - 2) : stop.start()]
    return len(tail) == 2 and (tail.islower() or tail.isdigit())


def _full_stop(text: str, start: int, stop: re.Match[str], following: str) -> bool:
    """Whether one full stop followed by a capital or a digit ends a sentence."""
    last = _LAST_TOKEN.search(text, max(start, stop.start() - 24), stop.start())
    if last is None:
        return True
    token = last.group()
    small = token.lower()
    if token.isdigit():  # "1. Le": a numbered list
        return bool(text[start : last.start()].strip())
    if small in _ANNOUNCING and not _after_number(text, start, last.start()):
        return False
    if small in _NUMBERING and following[0].isdigit():
        return False
    if small in _AMBIGUOUS or _INITIALS.fullmatch(token):
        word = _WORD_START.match(following)
        return word is not None and word.group().lower() in _OPENING_WORDS
    return True


def _after_number(text: str, start: int, position: int) -> bool:
    """« 120 M. » is an amount, not a gentleman."""
    return text[max(start, position - 3) : position].rstrip()[-1:].isdigit()


# ---------------------------------------------------------------------------- words

_APOSTROPHES = "’‘ʼ＇`´‛"
_DASHES = "‐‑‒–—―−﹣－"
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = (
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_HIDDEN, "")
    | {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"}
)
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ı": "i"}  # no accents to Unicode
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:'\w+)*")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=\w)")


def words(text: str) -> list[str]:
    """The words of `text` in lower case, numbers included, in order.

    Elided articles and pronouns (l’ d’ qu’ …) and the English ’s are cut off, whichever apostrophe
    is typed; « aujourd’hui » and "don't" stay whole. Accents stay, composed (NFC).
    """
    text = _same(unicodedata.normalize("NFC", text)).lower()
    found = []
    for word in _WORD.findall(text):
        if "'" in word:
            elided = _ELISION.match(word)
            found.append(word[elided.end() if elided else 0 :].removesuffix("'s"))
        else:
            found.append(word)
    return found


def fold(text: str) -> str:
    """`text` for comparing: lower case, no accents, one kind of space, apostrophe and dash.

    White space of every kind and length becomes one U+0020; lengths and offsets change.
    """
    return " ".join(_bare(_same(text)).split())


def one_case(text: str) -> str:
    """`text` with the plain letter for ſ, ı and İ, each in its place: « ſept », « sıx », "BİLLION".

    IGNORECASE takes them for s and i, while `lower` does not: a pattern's word would be in no table.
    """
    return text if text.isascii() else text.replace("ſ", "s").replace("ı", "i").replace("İ", "I")


def _same(text: str) -> str:
    """`text` with one sign for each apostrophe and dash, and none for what is hidden."""
    if text.isascii():
        return text
    for written, meant in _SAME.items():  # an article in 15 µs; str.translate takes 80
        if written in text:
            text = text.replace(written, meant)
    return text


def _bare(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    marks = sorted(char for char in set(bare) if unicodedata.combining(char))
    if len(marks) < 20:  # a language has a handful; the other way is for texts that mean harm
        for mark in marks:
            bare = bare.replace(mark, "")
    else:
        bare = bare.translate(dict.fromkeys(map(ord, marks)))
    for letter, plain in _STROKES.items():
        bare = bare.replace(letter, plain)
    return _same(bare)


_SNOWBALL = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}


@lru_cache(
    maxsize=1 << 17
)  # 60 µs a word without; a week has 10,000 words, 10,000 articles 100,000
def stem(word: str, language: str) -> str:
    """The Snowball stem of `word`, folded; in a language without a stemmer, `word` folded.

    Snowball French reads accents, so they go after stemming (M. Porter, snowballstem.org).
    """
    if language in _SNOWBALL and word.isalpha():
        word = _stemmer(_SNOWBALL[language]).stemWord(word.lower())
    return _bare(word)


@cache
def _stemmer(algorithm: str) -> "snowballstemmer.stemmer":  # type: ignore[name-defined]  # noqa: F821  # untyped
    import snowballstemmer  # noqa: PLC0415  # 20 ms, for who stems

    return snowballstemmer.stemmer(algorithm)


_STOPWORDS = {
    "fr": _listed(
        """
        a afin ai ainsi alors après as au aucun aucune aujourd'hui auquel aura aussi autant autre
        autres aux avait avant avec avoir avons ayant beaucoup bien car ce ceci cela celle celles
        celui ces cet cette ceux chaque chez comme comment contre dans de déjà depuis derrière des
        dès deux deuxième devant doit doivent donc dont du durant elle elles en encore enfin entre
        est et étaient était étant été être eu eux faire fait fois font furent fut grâce hors il ils
        je jusque la là laquelle le lequel les lesquels leur leurs lors lorsque lui ma mais malgré
        me même mêmes mes moi moins mon ne ni nos notre nous on ont or ou où outre par parce parmi
        pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi pourrait près puis puisque
        quand que quel quelle quelles quelque quelques quels qui quoi rien sa sans se selon sera
        seront ses si sinon soit son sont sous sur surtout ta tandis tant te tel telle telles tels
        tes toi ton toujours tous tout toute toutefois toutes très trop tu un une vers voici voilà
        vos votre vous y
        """
    ),
    "en": _listed(
        """
        a about above after again against ago all almost already also although always am among an
        and another any are as at away be became because been before being below between both but by
        can cannot could did do does doing done down during each either even ever every few for from
        further get had has have having he her here hers him himself his how however i if in into is
        it its itself just least less like made make many may me might more most much must my near
        never no nor not now of off often on once one only onto or other others our out over own per
        rather s same she should since so some still such t than that the their them themselves then
        there these they this those though through to too toward two under until up upon us very was
        we were what when where whether which while who whom whose why will with within without
        would yet you your
        """
    ),
}
_OPENING_WORDS = _STOPWORDS["fr"] | _STOPWORDS["en"]


def stopwords(language: str | None) -> frozenset[str]:
    """Words that say nothing of a subject, as `words` gives them; empty for an unknown language."""
    return _STOPWORDS.get(language or "", frozenset())


# ---------------------------------------------------------------------------- the whole

_SURE = 0.9
# Those of feeds a European newsroom meets; 97 candidates mistake short texts.
_LANGUAGES = _listed("ar ca da de el en es fr he hi hu it ja ko nl no pl pt ro ru sv tr uk zh")


def language(text: str) -> str | None:
    """The two-letter code of the language of `text`; None when it is too short or unclear.

    naive Bayes over byte n-grams (M. Lui, T. Baldwin: langid.py, ACL 2012), of the beginning only.
    """
    beginning = text[:1000]
    if sum(char.isalpha() for char in beginning) < 16:
        return None
    code, sure = _identifier().classify(beginning)
    return str(code) if sure >= _SURE else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # 0.8 s to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier


def shorten(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters: cut after a whole word, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    if limit < 2:
        return text[: max(limit, 0)]
    head = text[: limit - 1]
    if text[limit - 1].isalnum():
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ,;:.!?…«“(–—-") + "…"
