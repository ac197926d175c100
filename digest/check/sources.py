"""Rules on what an issue claims: facts that no source bears out, sentences taken over whole."""

from collections.abc import Iterator

from digest.check.proof import Proof
from digest.check.rule import Found
from digest.facts.check import Verdict
from digest.facts.vet import OWN, VettedItem, VettedLine
from digest.facts.vetting import VettedSentence
from digest.model import Severity
from digest.text import shorten

__all__ = ["unsupported", "verbatim"]

_FEW = 3  # are named one by one; more are summed up
_PLACES = {
    "title": "the title of the issue",
    "subject": "the subject",
    "preheader": "the preheader",
    "teaser": "the teaser",
    "standfirst": "the standfirst",
    "editorial": "the editorial",
    "text": "the text",
    "subhead": "the heading",
}
_SAID = {
    "amount": "the amount",
    "number": "the number",
    "date": "the date",
    "name": "the name",
    "quotation": "the quotation",
    "overlap": "the sentence",
}


def unsupported(proof: Proof) -> Iterator[Found]:
    """Facts that stand in no source and that nobody vouches for; a vouch that fits no sentence any
    more."""
    unknown = []
    for one in _shown(proof):
        line = _line(proof, one)
        if not one.sentences and proof.issue.sections[one.section].key not in OWN:
            unknown.append((line, one.item.title or shorten(one.item.text, 60)))
        for sentence in one.sentences:
            for verdict in sentence.doubted:
                where = "the title" if sentence.title else ""
                yield Found(
                    evidence=_doubt(sentence, verdict, where, "story"), line=line, item=one.item.id
                )
    yield from _round(proof)
    if unknown:
        titles = ", ".join(f"“{title}”" for _, title in unknown[:_FEW])
        more = f" and {len(unknown) - _FEW} more" if len(unknown) > _FEW else ""
        yield Found(
            evidence=f"Not checked, since no article of the issue is known for it: {titles}{more}.",
            line=unknown[0][0],
            severity=Severity.WARNING,
        )
    for stale in proof.stale_vouches:
        yield Found(
            evidence=f"A vouch fits no sentence of the draft (any more): “{shorten(stale, 120)}”.",
            severity=Severity.WARNING,
        )


def _shown(proof: Proof) -> Iterator[VettedItem]:
    """The items that readers get."""
    return (one for one in proof.vetted.items if one.item.shown)


def _round(proof: Proof) -> Iterator[Found]:
    """What stands round the items. An editor's own words are only asked about: they may know more
    than the week's articles."""
    for one in proof.vetted.lines:
        if one.sentence.text in proof.newsletter.tagline:
            continue
        for verdict in one.sentence.doubted:
            yield Found(
                evidence=_doubt(one.sentence, verdict, _PLACES[one.part], "issue"),
                line=_line_of(proof, one),
                severity=Severity.WARNING if one.own else None,
            )


def _line_of(proof: Proof, one: VettedLine) -> int | None:
    if one.section is None:
        return proof.line(one.part)
    at = proof.located.sections[one.section]
    place = at.blocks[one.block] if one.block is not None else at.standfirst
    return place.first if place else None


def _doubt(sentence: VettedSentence, verdict: Verdict, where: str, whole: str) -> str:
    """`where` is the part that the sentence stands in, "" for an item's text; `whole` what the sources are those of."""
    text = shorten(sentence.text, 160)
    told = f"{_SAID[verdict.kind]} “{shorten(verdict.text, 100)}” in {where}{where and ' '}“{text}”"
    if verdict.kind == "overlap":
        told = f"“{text}” shares too little with what it rests on"
    elif verdict.status == "contradicted":
        told += " says something else than its source"
    else:
        told += f" stands in no source of the {whole}"
    nearest = verdict.nearest or (sentence.passages[0].text if sentence.passages else "")
    return f"{told[0].upper()}{told[1:]}" + (
        f"; nearest: “{shorten(nearest, 200)}”." if nearest else "."
    )


def verbatim(proof: Proof) -> Iterator[Found]:
    """Sentences that take over more words of a source in a row than is allowed, outside « »."""
    if not proof.verbatim:
        return
    found = [
        (one, sentence)
        for one in _shown(proof)
        for sentence in one.sentences
        if len(sentence.copied.split()) > proof.verbatim
    ]
    if len(found) <= _FEW:
        for one, sentence in found:
            words = len(sentence.copied.split())
            yield Found(
                evidence=f"{words} words in a row stand in a source: “{shorten(sentence.text, 160)}”.",
                line=_line(proof, one),
                item=one.item.id,
            )
        return
    lines = sorted({_line(proof, one) for one, _ in found})
    yield Found(
        evidence=f"{len(found)} sentences of {len(lines)} items stand word for word in a source "
        f"(lines {', '.join(map(str, lines))}), as in every draft written without a model.",
        line=lines[0],
    )


def _line(proof: Proof, one: VettedItem) -> int:
    return proof.located.sections[one.section].blocks[one.block].first
