"""The fact check: each claim of a sentence, looked for in the passages the sentence rests on.

A mechanical check: it compares spellings and values, not meaning. What it cannot see stands in
docs/facts.md.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from digest.facts.amounts import Amount
from digest.facts.clock import Hour, same_hour
from digest.facts.course import opposed
from digest.facts.days import Day, both_ends, gives_year, names_day, of_another_time, vague
from digest.facts.exchange import crossed
from digest.facts.figures import comparable, elided, in_other_words, same_amount
from digest.facts.kinship import government
from digest.facts.names import Name
from digest.facts.naming import called, claimed, common_noun, namesake
from digest.facts.numbered import multiplied, numbered, same_number
from digest.facts.overlap import LEAST, LEAST_FOREIGN, share
from digest.facts.parts import Part
from digest.facts.proportion import same_part, same_percentage, within
from digest.facts.quotations import quotations
from digest.facts.reading import Reading, read, tongue
from digest.facts.translated import original
from digest.facts.verbatim import negated, stands_verbatim, words_of
from digest.text import Span, sentences, shorten

__all__ = ["Kind", "Status", "Verdict", "check"]

Kind = Literal["amount", "number", "date", "name", "quotation", "overlap"]
Status = Literal["supported", "unsupported", "contradicted", "translated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one claim: `text == sentence[start:end]`.

    `nearest` is the sentence of the sources that has the claim (supported) or a rival of it
    (contradicted), or comes nearest to it; shortened, and empty where nothing does.
    """

    kind: Kind
    text: str
    start: int
    end: int
    status: Status
    nearest: str = ""


def check(
    sentence: str,
    passages: Sequence[str],
    others: Sequence[str] = (),
    *,
    language: str,
    anchor: date,
) -> tuple[Verdict, ...]:
    """A verdict for every amount, number, date, name and quotation of `sentence`, in order.

    Each is looked for in `passages` (what the sentence cites), then in `others` (the rest of its
    story), in French or English whichever each is written in. A claim is "contradicted" when the
    cited passages have another value of its kind, "translated" when it is a quotation in other words
    than a passage of another language quotes or may be a common noun of such a passage, else "unsupported". A last verdict, "overlap",
    comes only when the sentence shares too few words with its passages. `language` is that of the
    sentence; dates without a year are read from `anchor`.
    """
    said = read(sentence, language, anchor)
    cited = [read(text, tongue(text), anchor) for text in passages]
    rest = _Rest(others, anchor)
    found = [
        *_amounts(said, cited, rest),
        *(_part(one, said, cited, rest) for one in said.parts if one.claimed),
        *(
            _day(one, cited, rest, anchor)
            for one in said.days
            if not (one.hint or vague(one, said.text))
        ),
        *(_hour(one, cited, rest) for one in said.hours if one.sure),
        *(_number(one, cited, rest) for one in numbered(said)),
        *_turned(said, cited),
        *_names(said, cited, rest),
        *(_quotation(one, said, cited, rest) for one in quotations(sentence)),
    ]
    found = _exchanged(_quoted(found), crossed(said, cited))
    found.sort(key=lambda verdict: (verdict.start, verdict.end))
    return (*found, *_overlap(said, cited, found))


class _Rest:
    """The story's other texts, read only when a claim is looked for in them."""

    def __init__(self, texts: Sequence[str], anchor: date) -> None:
        self._texts = texts
        self._anchor = anchor

    def __iter__(self) -> Iterator[Reading]:
        return (read(text, tongue(text), self._anchor) for text in self._texts)


def _quoted(found: Sequence[Verdict]) -> list[Verdict]:
    """What stands inside a quotation that is verbatim is the source's claim, however it is cut."""
    verbatim = [v for v in found if v.kind == "quotation" and v.status == "supported"]
    return [
        replace(one, status="supported", nearest=around.nearest)
        if (around := next((q for q in verbatim if q.start <= one.start < q.end), None))
        else one
        for one in found
    ]


def _exchanged(found: Sequence[Verdict], places: frozenset[int]) -> list[Verdict]:
    """`found`, with the values that begin at `places` contradicted: each stands in another's place."""
    values = {"amount", "number", "date"}
    return [
        replace(v, status="contradicted")
        if v.start in places and v.kind in values and v.status == "supported"
        else v
        for v in found
    ]


def _amounts(said: Reading, cited: Sequence[Reading], rest: Iterable[Reading]) -> Iterator[Verdict]:
    for one in said.amounts:
        part = within(one, said)  # the « deux » of « deux tiers » counts nothing
        if part is None or not part.claimed:
            yield _amount(one, part, said, cited, rest)


def _amount(
    one: Amount, part: Part | None, said: Reading, cited: Sequence[Reading], rest: Iterable[Reading]
) -> Verdict:
    kind: Kind = "number" if one.unit is None else "amount"
    ours = elided(one, said)

    def find(source: Reading) -> Span | None:
        same = [
            other
            for other in source.amounts
            if any(same_amount(a, b, said.text) for a in ours for b in elided(other, source))
        ]
        for other in same:
            if not opposed(one, said.text, other, source.text):
                return Span(other.start, other.end, other.text)
        if same:
            return None  # « moins de 100 » for "more than 100"
        if one.unit == "%" and same_percentage(one, said, source):
            return Span(0, 0, "")
        if (part and same_part(part, said, source)) or in_other_words(one, source):
            return Span(0, 0, "")
        return None

    def rival(source: Reading) -> Span | None:
        rivals = [other for other in source.amounts if comparable(one, other)]
        nearest = min(rivals, key=lambda other: abs(other.value - one.value), default=None)
        return Span(nearest.start, nearest.end, nearest.text) if nearest else None

    return _verdict(kind, one, find, rival, cited, rest)


def _part(one: Part, said: Reading, cited: Sequence[Reading], rest: Iterable[Reading]) -> Verdict:
    def find(source: Reading) -> Span | None:
        found = same_part(one, said, source)
        return Span(found.start, found.end, found.text) if found else None

    def rival(source: Reading) -> Span | None:
        return next((Span(p.start, p.end, p.text) for p in source.parts if p.claimed), None)

    return _verdict("number", one, find, rival, cited, rest)


def _number(one: Span, cited: Sequence[Reading], rest: Iterable[Reading]) -> Verdict:
    def rival(source: Reading) -> Span | None:
        return next(numbered(source), None)

    return _verdict("number", one, lambda source: same_number(one, source), rival, cited, rest)


def _turned(said: Reading, cited: Sequence[Reading]) -> Iterator[Verdict]:
    """What is doubted only where `cited` has another of its kind and none like it: « a triplé » over "doubled",
    « cette année » over "last year"."""
    told = dict(pair for source in cited for pair in multiplied(source))
    for by, place in multiplied(said):
        if told and by not in told:
            yield _contradicted("number", place, next(iter(told.values())).text)
    days = [day for source in cited for day in source.days]
    for one in (day for day in said.days if day.hint):
        rivals = [day for day in days if day.hint and day.grain == one.grain]
        if rivals and not any(d.first <= one.last and one.first <= d.last for d in days):
            yield _contradicted("date", Span(one.start, one.end, one.text), rivals[0].text)


def _contradicted(kind: Kind, one: Span, nearest: str) -> Verdict:
    return Verdict(
        kind=kind,
        text=one.text,
        start=one.start,
        end=one.end,
        status="contradicted",
        nearest=nearest,
    )


def _day(one: Day, cited: Sequence[Reading], rest: Iterable[Reading], anchor: date) -> Verdict:
    texts = [source.text for source in cited]
    by_year = one.grain == "year" and one.first.year == anchor.year and of_another_time(texts)

    def find(source: Reading) -> Span | None:
        if both_ends(one, source.days):
            return Span(0, 0, "")
        for d in source.days:
            if names_day(one, d) and (gives_year(d) or not by_year):
                return Span(d.start, d.end, d.text)
        return None

    def rival(source: Reading) -> Span | None:
        rivals = [d for d in source.days if d.grain == one.grain and not d.hint]
        nearest = min(rivals, key=lambda d: abs((d.first - one.first).days), default=None)
        return Span(nearest.start, nearest.end, nearest.text) if nearest else None

    return _verdict("date", one, find, rival, cited, rest)


def _hour(one: Hour, cited: Sequence[Reading], rest: Iterable[Reading]) -> Verdict:
    def find(source: Reading) -> Span | None:
        lasting = (a for a in source.amounts if one.lasting and a.normal == one.as_long)
        same = (hour for hour in source.hours if same_hour(one, hour))
        found = next(chain[Hour | Amount](same, lasting), None)
        return Span(found.start, found.end, found.text) if found else None

    def rival(source: Reading) -> Span | None:
        return next((Span(h.start, h.end, h.text) for h in source.hours if h.sure), None)

    return _verdict("date", one, find, rival, cited, rest)


def _names(said: Reading, cited: Sequence[Reading], rest: Iterable[Reading]) -> Iterator[Verdict]:
    """A verdict for each name; "translated" where it may be a common noun that its sources translate."""
    foreign = all(source.language != said.language for source in cited)
    for one in claimed(said):
        verdict = _name(one, said, cited, rest)
        doubtful = verdict.status == "unsupported" and foreign and common_noun(one, said)
        yield replace(verdict, status="translated") if doubtful else verdict


def _name(one: Name, said: Reading, cited: Sequence[Reading], rest: Iterable[Reading]) -> Verdict:
    verdict = _verdict(
        "name",
        one,
        lambda source: called(one, said, source),
        lambda source: namesake(one, source),
        cited,
        rest,
    )
    if verdict.status == "supported":
        return verdict
    if place := government(one.text, said.text[: one.start], [*cited, *rest]):
        return replace(verdict, status="supported", nearest=place.text)
    return verdict


def _quotation(
    one: Span, said: Reading, cited: Sequence[Reading], rest: Iterable[Reading]
) -> Verdict:
    def find(source: Reading) -> Span | None:
        if stands_verbatim(one.text, [words_of(source.text)]):
            return Span(0, 0, "")
        word = words_of(one.text).strip()  # a single one may be inflected: « kamikazes »
        single = word.removesuffix("s")
        other = single if word != single else f"{word}s"
        return Span(0, 0, "") if " " not in word and other in source.places else None

    def rival(source: Reading) -> Span | None:
        """Half of the words: the source says something like it."""
        said = words_of(one.text).split()
        held = sum(word in source.places for word in said)
        return Span(0, 0, "") if 2 * held > len(said) else None

    verdict = _verdict("quotation", one, find, rival, cited, rest)
    if verdict.status == "supported":
        return verdict
    for source in cited:
        if source.language != said.language and (place := original(one, said, source)):
            turned = negated(one.text) != negated(place.text)
            status: Status = "contradicted" if turned else "translated"
            return replace(verdict, status=status, nearest=_around(source, place))
    return verdict


Find = Callable[[Reading], Span | None]


def _verdict(  # noqa: PLR0917 - private, and every call has the same six
    kind: Kind,
    one: Amount | Part | Day | Hour | Name | Span,
    find: Find,
    rival: Find,
    cited: Sequence[Reading],
    rest: Iterable[Reading],
) -> Verdict:
    """`one` as `find` finds it in the sources; where it does not, what `rival` says against it."""
    status: Status = "unsupported"
    nearest = ""
    for source in chain(cited, rest):
        place = find(source)
        if place is not None:
            status, nearest = "supported", _around(source, place)
            break
    else:
        for source in cited:
            place = rival(source)
            if place is not None:
                status, nearest = "contradicted", _around(source, place)
                break
    return Verdict(
        kind=kind, text=one.text, start=one.start, end=one.end, status=status, nearest=nearest
    )


def _around(source: Reading, place: Span) -> str:
    """The sentence of `source` that holds `place`."""
    held = next((s.text for s in sentences(source.text) if s.start <= place.start < s.end), "")
    return shorten(held or source.text, 240)


def _overlap(
    said: Reading, cited: Sequence[Reading], found: Sequence[Verdict]
) -> Iterator[Verdict]:
    foreign = all(source.language != said.language for source in cited)
    borne_out = [(v.start, v.end) for v in found if v.status == "supported"]
    if not said.words or share(said, cited, borne_out, foreign=foreign) >= (
        LEAST_FOREIGN if foreign else LEAST
    ):
        return
    text = said.text
    yield Verdict(
        kind="overlap",
        text=text,
        start=0,
        end=len(text),
        status="unsupported",
        nearest=shorten(cited[0].text, 240) if cited else "",
    )
