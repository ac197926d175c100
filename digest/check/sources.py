"""Rules on what an issue claims: facts that no source bears out, sentences taken over whole."""

from collections.abc import Iterator

from digest.check.proof import Proof
from digest.check.rule import Found
from digest.facts.check import Verdict
from digest.facts.vet import OWN, VettedItem, VettedLine
from digest.facts.vetting import VettedSentence
from digest.model import Severity
from digest.notice import Notice
from digest.text import shorten

__all__ = ["unsupported", "verbatim"]

_FEW = 3  # are named one by one; more are summed up
_OTHERWISE = Notice("says something else than its source")
_TRANSLATED = Notice("is a translation, no source has these words; take the quotation marks away")
_COMMON_NOUN = Notice("is a translation, or a name that no source has; compare it with the source")
_NOT_IN_STORY = Notice("stands in no source of the story")
_NOT_IN_ISSUE = Notice("stands in no source of the issue")
_PLACES = {
    "title": Notice("in the title of the issue"),
    "subject": Notice("in the subject"),
    "preheader": Notice("in the preheader"),
    "teaser": Notice("in the teaser"),
    "standfirst": Notice("in the standfirst"),
    "editorial": Notice("in the editorial"),
    "text": Notice("in the text"),
    "subhead": Notice("in the heading"),
    "deal": Notice("in the table of deals"),
}
_KINDS = {
    "amount": Notice("The amount"),
    "number": Notice("The number"),
    "date": Notice("The date"),
    "name": Notice("The name"),
    "quotation": Notice("The quotation"),
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
                where = Notice("in the title") if sentence.title else Notice("in")
                told = _doubt(sentence, verdict, where, _NOT_IN_STORY)
                yield Found(evidence=told, line=line, item=one.item.id, severity=_severity(verdict))
    yield from _round(proof)
    if unknown:
        titles = Notice.joined(Notice("“{title}”", title=title) for _, title in unknown[:_FEW])
        if len(unknown) > _FEW:
            titles = Notice("{titles} and {count} more", titles=titles, count=len(unknown) - _FEW)
        yield Found(
            evidence=Notice(
                "Not checked, since no article of the issue is known for it: {titles}.",
                titles=titles,
            ),
            line=unknown[0][0],
            severity=Severity.WARNING,
        )
    for stale in proof.stale_vouches:
        yield Found(
            evidence=Notice(
                "A vouch fits no sentence of the draft (any more): “{stale}”.",
                stale=shorten(stale, 120),
            ),
            severity=Severity.WARNING,
        )


def _severity(verdict: Verdict) -> Severity | None:
    """What a source may have in another language is only asked about."""
    return Severity.WARNING if verdict.status == "translated" else None


def _shown(proof: Proof) -> Iterator[VettedItem]:
    """The items that readers get."""
    return (one for one in proof.vetted.items if one.item.shown)


def _round(proof: Proof) -> Iterator[Found]:
    """What stands round the items. An editor's own words are only asked about: they may know more
    than the week's articles."""
    for one in proof.vetted.lines:
        if one.sentence.text in proof.newsletter.tagline:
            continue
        absent = _NOT_IN_STORY if one.part == "deal" else _NOT_IN_ISSUE
        for verdict in one.sentence.doubted:
            # Of the two sides of a deal one may be a kind of people, or its name in another language.
            asked = one.own or (one.part == "deal" and verdict.kind == "name")
            yield Found(
                evidence=_doubt(one.sentence, verdict, _PLACES[one.part], absent),
                line=_line_of(proof, one),
                severity=Severity.WARNING if asked else _severity(verdict),
            )


def _line_of(proof: Proof, one: VettedLine) -> int | None:
    if one.section is None:
        return proof.line(one.part)
    at = proof.located.sections[one.section]
    place = at.blocks[one.block] if one.block is not None else at.standfirst
    return place.first if place else None


def _doubt(sentence: VettedSentence, verdict: Verdict, where: Notice, absent: Notice) -> Notice:
    """`where` is the part that the sentence stands in; `absent` says of what its sources are."""
    said = shorten(sentence.text, 160)
    if verdict.kind == "overlap":
        told = Notice("“{sentence}” shares too little with what it rests on", sentence=said)
    else:
        told = Notice(
            "{kind} “{claim}” {where} “{sentence}” {found}",
            kind=_KINDS[verdict.kind],
            claim=shorten(verdict.text, 100),
            where=where,
            sentence=said,
            found={
                "contradicted": _OTHERWISE,
                "translated": _COMMON_NOUN if verdict.kind == "name" else _TRANSLATED,
            }.get(verdict.status, absent),
        )
    nearest = verdict.nearest or (sentence.passages[0].text if sentence.passages else "")
    if not nearest:
        return Notice("{told}.", told=told)
    return Notice("{told}; nearest: “{nearest}”.", told=told, nearest=shorten(nearest, 200))


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
                evidence=Notice(
                    "{words} words in a row stand in a source: “{text}”.",
                    words=words,
                    text=shorten(sentence.text, 160),
                ),
                line=_line(proof, one),
                item=one.item.id,
            )
        return
    lines = sorted({_line(proof, one) for one, _ in found})
    yield Found(
        evidence=Notice(
            "{sentences} sentences of {items} items stand word for word in a source (lines "
            "{lines}); a draft written without a model is made of such.",
            sentences=len(found),
            items=len(lines),
            lines=", ".join(map(str, lines)),
        ),
        line=lines[0],
    )


def _line(proof: Proof, one: VettedItem) -> int:
    return proof.located.sections[one.section].blocks[one.block].first
