"""Each generated sentence before its sources: what does not stand there does not pass."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.facts import Verdict, check
from digest.model import Article, Passage, Sentence
from digest.text import fold, language, sentences, stopwords, words
from digest.write.llm.answer import ItemAnswer, SentenceAnswer
from digest.write.llm.line import paired, plain_line, running

__all__ = [
    "Check",
    "Judged",
    "Judgement",
    "apart",
    "check_of",
    "judge",
    "judge_rows",
]

LONGEST = 600  # characters of a sentence; more is not one
MOST = 8  # sentences of an item
TITLE = 100  # characters
# From 60 characters on, none of 2,366 French sentences of the press was taken for another language,
# and 163 of 171 English ones were known for what they are. Below, small words must say so too: names
# alone are of no language. So none of 4,316 French headlines and short sentences was taken for
# English, and 564 of 663 short English sentences were known.
SURE = 60
_SCHEME = re.compile(r"(?:javascript|vbscript|data|file|mailto|sms|tel):\S")
_NUMERIC = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
# Names may stand in any sentence of the story; a figure, a date or a quotation of another sentence is
# most often another's. Of 83 sentences with a value changed for one of the same story, that shows 53
# instead of 9; of 253 true sentences it doubts 3 more.
ANYWHERE = {"name", "overlap"}
KINDLESS = {"overlap"}  # a title plays with words: that it shares few is no fault


Check = Callable[[str, Sequence[Passage], Sequence[str]], Iterable[Verdict]]
"""A fact check that knows the story: a sentence, its passages, the story's other sentences."""


def check_of(articles: Iterable[Article], *, language: str, day: date) -> Check:
    """The fact check for `articles`: days of the week are those of the cited article, and of the
    issue (`day`) where that has no date."""
    published = {a.id: a.published.date() for a in articles if a.published}

    def proven(
        sentence: str, passages: Sequence[Passage], others: Sequence[str]
    ) -> Iterable[Verdict]:
        days = [published[place.article] for place in passages if place.article in published]
        texts = [place.text for place in passages]
        return check(sentence, texts, others, language=language, anchor=[*days, day][0])

    return proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A generated sentence, the source sentences it cites, and what speaks against it."""

    text: str
    sources: tuple[Sentence, ...]
    complaints: tuple[str, ...]

    @property
    def sentence(self) -> Sentence:
        passages = dict.fromkeys(place for one in self.sources for place in one.passages)
        return Sentence(text=self.text, passages=tuple(passages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An answer, judged. `unknown` are cited numbers that no source sentence has: they are dropped."""

    title: str
    label: str
    title_complaints: tuple[str, ...]
    sentences: tuple[Judged, ...]
    unknown: tuple[int, ...]

    @property
    def complaints(self) -> tuple[str, ...]:
        """All that is wrong, in words for the model."""
        found = [f"Title “{self.title}”: {why}" for why in self.title_complaints]
        for one in self.sentences:
            found += [f"Sentence “{one.text}”: {why}" for why in one.complaints]
        if not self.sentences:
            found.append("There is no sentence.")
        return tuple(found)

    @property
    def sound(self) -> int:
        """How many sentences stand."""
        return sum(not one.complaints for one in self.sentences)


def judge(
    answer: ItemAnswer, numbered: Sequence[Sentence], check: Check, *, code: str
) -> Judgement:
    """`answer` before the sentences it was made from.

    A sentence fails that cites nothing, is not in language `code`, holds an address that its
    sources do not, or makes a claim that `check` does not find supported. An unknown number is
    never guessed at.
    """
    judged, unknown = judge_rows(apart(answer.sentences)[:MOST], numbered, check, code=code)
    title = plain_line(answer.title).rstrip(" .")
    cited = [sentence for one in judged for sentence in one.sources]
    return Judgement(
        title=title,
        label=plain_line(answer.label),
        title_complaints=_title_complaints(title, cited, numbered, check, code),
        sentences=judged,
        unknown=unknown,
    )


def apart(rows: Iterable[SentenceAnswer]) -> list[SentenceAnswer]:
    """`rows` of running text, one a sentence: nothing unproven rides with what is true."""
    return [
        SentenceAnswer(text=text, sources=row.sources) for row in rows for text in running(row.text)
    ]


def judge_rows(
    rows: Iterable[SentenceAnswer], numbered: Sequence[Sentence], check: Check, *, code: str
) -> tuple[tuple[Judged, ...], tuple[int, ...]]:
    """Each of `rows` judged (one said twice counts once), and the unknown numbers they cite."""
    unknown: set[int] = set()
    judged: dict[str, Judged] = {}
    for row in rows:
        one = _judge(row, numbered, check, unknown, code)
        if any(map(str.isalnum, one.text)):
            judged.setdefault(fold(one.text), one)
    return tuple(_of_language(judged.values(), code)), tuple(sorted(unknown))


def _of_language(judged: Iterable[Judged], code: str) -> Iterator[Judged]:
    """Sentences too short to tell their language by themselves are told by it together."""
    judged = tuple(judged)
    short = [one for one in judged if len(one.text) < SURE]
    text = " ".join(one.text for one in short)
    foreign = len(text) >= SURE and language(text) not in {code, None}
    for one in judged:
        if foreign and one in short and not one.complaints:
            why = f"these short sentences are not in the language of the newsletter ({code})."
            yield replace(one, complaints=(why,))
        else:
            yield one


def _judge(
    row: SentenceAnswer,
    numbered: Sequence[Sentence],
    check: Check,
    unknown: set[int],
    code: str,
) -> Judged:
    text = plain_line(row.text)
    ids = list(dict.fromkeys(row.sources))
    known = [number for number in ids if 1 <= number <= len(numbered)]
    unknown.update(set(ids) - set(known))
    sources = tuple(numbered[number - 1] for number in known)
    if len(text) > LONGEST:
        why: tuple[str, ...] = ("it is too long for one sentence.",)
    elif not sources:
        why = ("it cites no number that was given.",)
    elif _foreign(text, code):
        why = (f"it is not in the language of the newsletter ({code}).",)
    else:
        # A quotation is looked for as a whole; that true words are few is seen sentence by sentence.
        parts = dict.fromkeys((text, *(one.text for one in sentences(text))))
        unproven = [why for one in parts for why in _unproven(one, sources, numbered, check)]
        why = (*_signs(text, sources), *dict.fromkeys(unproven))
    return Judged(text=text[: LONGEST + 1], sources=sources, complaints=why)


def _foreign(text: str, code: str) -> bool:
    """Whether `text` is in another language than `code`, as far as can be said of it alone."""
    found = language(text)
    if found in {code, None} or len(text) >= SURE:
        return found not in {code, None}
    said, ours, theirs = set(words(text)), stopwords(code), stopwords(found)
    return bool(said & theirs - ours) and not said & ours - theirs


def _title_complaints(
    title: str, cited: Sequence[Sentence], numbered: Sequence[Sentence], check: Check, code: str
) -> tuple[str, ...]:
    if not any(map(str.isalnum, title)) or len(title) > TITLE:
        return (f"it must have words, and at most {TITLE} characters.",)
    if not cited:
        return ("no sentence stands below it.",)
    if len(title) >= SURE and _foreign(title, code):  # « Too big to fail » is a play on words
        return (f"it is not in the language of the newsletter ({code}).",)
    return (*_signs(title, cited), *_unproven(title, cited, numbered, check, but=KINDLESS))


def _unproven(
    text: str,
    sources: Sequence[Sentence],
    numbered: Sequence[Sentence],
    check: Check,
    *,
    but: Iterable[str] = (),
) -> Iterable[str]:
    passages = [place for one in sources for place in one.passages]
    others = [one.text for one in numbered if one not in sources]
    found = [one for one in check(text, passages, others) if one.kind in ANYWHERE]
    found += [one for one in check(text, passages, ()) if one.kind not in ANYWHERE]
    for verdict in found:
        if verdict.kind not in but and not _borne_out(verdict):
            said = f"; a source has “{verdict.nearest}”" if verdict.nearest else ""
            yield f"“{verdict.text}” ({verdict.kind}) is {verdict.status} by its sources{said}."


def _borne_out(verdict: Verdict) -> bool:
    """A name may be translated, which `digest check` shows to the editor; a quotation may not."""
    return verdict.status == "supported" or (verdict.status, verdict.kind) == ("translated", "name")


def _signs(text: str, sources: Sequence[Sentence]) -> Iterable[str]:
    """Quotation marks without a partner, web and mail addresses; a name such as Booking.com or @narvik
    may stand where a source has it."""
    if not paired(text):
        yield "its quotation marks do not come in pairs."
    known = {
        part for one in sources for place in one.passages for word in _tokens(place.text)
        for part in _parts(word)
    }  # fmt: skip
    for word in _tokens(text):
        parts = _parts(word)
        if "://" in word or "@" in word[1:] or word.startswith("www."):
            yield f"“{word}” is an address; write none."
        elif (word.startswith("@") or any(map(_is_address, parts))) and not known.issuperset(parts):
            yield f"“{word}” is an address that its sources do not have."


def _tokens(text: str) -> Iterator[str]:
    """The words as a browser reads them, to whom "．" and "。" are full stops; « d’Amazon.fr » is two."""
    shown = unicodedata.normalize("NFKC", text).replace("。", ".").casefold()
    for token in re.split(r"[\s’']+", shown):
        yield token.strip('«»“”"()[]<>*_,;:!?….')


def _parts(token: str) -> list[str]:
    """« Booking.com/Amazon.fr » are two names."""
    return re.split(r"[/–—]", token)


def _is_address(word: str) -> bool:
    """Whether a browser would go there: letters behind an inner full stop and letters before, four
    numbers, or a scheme ("javascript:…", "tel:…")."""
    before, _, last = word.rpartition(".")
    named = len(last) >= 2 and last.isalpha() and any(map(str.isalpha, before))
    return named or bool(_NUMERIC.match(word) or _SCHEME.match(word))
