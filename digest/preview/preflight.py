"""What the check finds, as the page lists it: each finding with the place it leads to."""

from collections.abc import Iterable
from typing import Any

from digest.draft import Located
from digest.facts.vet import Vetted
from digest.model import Finding

__all__ = ["told"]


def told(located: Located, findings: Iterable[Finding], vetted: Vetted) -> dict[str, Any]:
    """Findings with their places, and of each item that has any: claims in doubt, sentences vouched.

    A place is [section, block], [section] for a heading, "head", or None where there is none.
    """
    return {
        "findings": [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "message": one.message,
                "remedy": one.remedy,
                "line": one.line,
                "place": _place(located, one.line),
            }
            for one in findings
        ],
        "items": [
            {
                "place": [one.section, one.block],
                "doubted": [claim.text for s in one.sentences for claim in s.doubted],
                "vouched": sum(sentence.vouched for sentence in one.sentences),
            }
            for one in vetted.items
            if any(sentence.doubted or sentence.vouched for sentence in one.sentences)
        ],
    }


def _place(located: Located, line: int | None) -> list[int] | str | None:
    """What stands on a line of the draft."""
    if line is None:
        return None
    if any(at.first <= line <= at.last for at in located.head.values()):
        return "head"
    for number, section in enumerate(located.sections):
        for spot, at in enumerate(section.blocks):
            if at.first <= line <= at.last:
                return [number, spot]
        if section.whole.first <= line <= section.whole.last:
            return [number]
    return None
