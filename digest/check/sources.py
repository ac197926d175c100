"""Rules on what an issue claims: facts that no source bears out, sentences taken over whole."""

from collections.abc import Iterator

from digest.check.proof import Proof
from digest.check.rule import Found
from digest.facts.check import Verdict
from digest.facts.vet import Vetted, VettedSentence
from digest.model import ABOUT, LATEST, SIGNOFF, Severity
from digest.text import shorten

__all__ = ["unsupported", "verbatim"]

_FEW = 3  # are named one by one; more are summed up
_OWN = {ABOUT, LATEST, SIGNOFF}  # what the house says of itself
_SAID = {
    "amount": "the amount",
    "number": "the number",
    "date": "the date",
    "name": "the name",
    "quotation": "the quotation",
    "overlap": "the sentence",
}


def unsupported(proof: Proof) -> Iterator[Found]:
    """Facts that stand in no source of their story and that nobody vouches for; a vouch that fits no
    sentence any more."""
    unknown = []
    for one in _shown(proof):
        line = _line(proof, one)
        if not one.sentences and proof.issue.sections[one.section].key not in _OWN:
            unknown.append((line, one.item.title or shorten(one.item.text, 60)))
        for sentence in one.sentences:
            for verdict in sentence.doubted:
                yield Found(evidence=_doubt(sentence, verdict), line=line, item=one.item.id)
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


def _shown(proof: Proof) -> Iterator[Vetted]:
    """The items that readers get."""
    return (one for one in proof.vetted if one.item.shown)


def _doubt(sentence: VettedSentence, verdict: Verdict) -> str:
    where = "in the title" if sentence.title else "in"
    said = _SAID[verdict.kind]
    told = f"{said} “{shorten(verdict.text, 100)}” {where} “{shorten(sentence.text, 160)}”"
    if verdict.kind == "overlap":
        told = f"“{shorten(sentence.text, 160)}” shares too little with what it rests on"
    elif verdict.status == "contradicted":
        told += " says something else than its source"
    else:
        told += " stands in no source of the story"
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


def _line(proof: Proof, one: Vetted) -> int:
    return proof.located.sections[one.section].blocks[one.block].first
