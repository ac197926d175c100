"""The fact check: each claim of a sentence, looked for in the passages the sentence rests on.

A mechanical check: it compares spellings and values, not meaning. What it cannot see stands in
docs/facts.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.facts.case import Case, Claim, Kind, Sort, Status
from digest.facts.exchange import crossed
from digest.facts.kinds import SORTS
from digest.facts.kinds.dates import rereckoned
from digest.facts.kinds.numbers import multiplied_otherwise
from digest.facts.overlap import LEAST, LEAST_FOREIGN, share
from digest.facts.reading import read, tongue
from digest.text import Span, shorten

__all__ = ["Kind", "Status", "Verdict", "check"]


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
    case = Case(
        said=read(sentence, language, anchor),
        cited=[read(text, tongue(text), anchor) for text in passages],
        texts=others,
        anchor=anchor,
    )
    found = [_verdict(sort, one, case) for sort in SORTS for one in sort.claims(case)]
    found += _turned(case)
    found = _exchanged(_quoted(found), crossed(case.said, case.cited))
    found.sort(key=lambda verdict: (verdict.start, verdict.end))
    return (*found, *_overlap(case, found))


def _verdict(sort: Sort, one: Claim, case: Case) -> Verdict:
    """`one` as its sort finds it in the sources; where it does not, what speaks against it."""
    for source in case.sources:
        if (place := sort.find(one, source, case)) is not None:
            return _of(sort.kind, one, "supported", source.sentence(place.start))
    if (instead := sort.instead(one, case)) is not None:
        return _of(sort.kind, one, *instead)
    for source in case.cited:
        if (place := sort.rival(one, source)) is not None:
            return _of(sort.kind, one, "contradicted", source.sentence(place.start))
    return _of(sort.kind, one, "unsupported")


def _of(kind: Kind, one: Claim, status: Status, nearest: str = "") -> Verdict:
    return Verdict(
        kind=kind,
        text=one.text,
        start=one.start,
        end=one.end,
        status=status,
        nearest=shorten(nearest, 240),
    )


def _turned(case: Case) -> Iterator[Verdict]:
    """What is doubted only where the passages have another of its kind and none like it."""
    for one, nearest in multiplied_otherwise(case):
        yield _of("number", one, "contradicted", nearest)
    for day, nearest in rereckoned(case):
        yield _of("date", day, "contradicted", nearest)


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


def _overlap(case: Case, found: Sequence[Verdict]) -> Iterator[Verdict]:
    said, cited = case.said, case.cited
    borne_out = [(v.start, v.end) for v in found if v.status == "supported"]
    least = LEAST_FOREIGN if case.foreign else LEAST
    if said.words and share(said, cited, borne_out, foreign=case.foreign) < least:
        whole = Span(0, len(said.text), said.text)
        yield _of("overlap", whole, "unsupported", cited[0].text if cited else "")
