"""The rule on what mail programs read: whatever a mail uses, each reader gets a mail that can be read."""

from collections.abc import Iterator

from digest.check.features import used
from digest.check.proof import Proof
from digest.check.rule import Found
from digest.check.support import Support, support
from digest.notice import Notice

__all__ = ["FALLBACKS", "unread"]

# What our themes use although some program does not read it, and what its readers see instead.
FALLBACKS = {
    "css-at-media": "The sizes for wide screens; the text still fits, its column is fluid.",
    "css-at-media-prefers-color-scheme": "The light colours, or the program's own dark ones.",
    "css-border-radius": "A button with square corners.",
    "css-color-scheme": "The program's own choice of light or dark.",
    "css-display-none": "Nothing: what is hidden (the preheader, a picture for dark screens) is hidden twice.",
    "css-height": "The picture's own height, which its width leaves right.",
    "css-important": "The light colours: only the dark palette and phones need it.",
    "css-max-height": "Nothing: it hides the preheader, which other rules hide too.",
    "css-opacity": "Nothing: it hides the preheader, which other rules hide too.",
    "css-outline": "A line that only the keyboard shows.",
    "css-overflow": "Nothing: it hides the preheader, which other rules hide too.",
    "css-selector-attribute": "Outlook.com alone is meant by it.",
    "css-selector-child": "The margins for wide screens.",
    "css-selector-class": "The light colours: all that the light needs stands in the elements.",
    "css-selector-descendant": "The light colours: all that the light needs stands in the elements.",
    "css-selector-grouping": "The light colours: all that the light needs stands in the elements.",
    "css-selector-id": "Nothing: old Outlook alone is meant by it.",
    "css-text-decoration": "An underlined button.",
    "css-word-break": "A long address may be wider than a phone.",
    "css-word-spacing": "Nothing: it is the usual spacing.",
    "html-aria-label": "The title of the mail is read out from its head.",
    "html-body": "The ground of the outermost block, which has the same colour.",
    "html-code": "Code in the typeface of the text.",
    "html-lang": "The language is said on the first block as well.",
    "html-meta-color-scheme": "The program's own choice of light or dark.",
    "html-role": "A table that is announced as one.",
    "html-style": "The light colours and sizes for wide screens, which stand in the elements.",
}


def unread(proof: Proof) -> Iterator[Found]:
    """Features that some program of our readers does not read, and for which no fallback is known."""
    for feature, words in used(proof.page).items():
        known = support()[feature]
        if known.unread and feature not in FALLBACKS:
            yield Found(
                evidence=Notice(
                    "“{words}” is not read by {programs} (tested {tested}).",
                    words=words,
                    programs=_named(known),
                    tested=known.tested,
                )
            )


def _named(known: Support) -> str:
    """The programs, each once with its systems: "Gmail (Android, web), Outlook (Windows)"."""
    programs: dict[str, list[str]] = {}
    for one in known.unread:
        name, _, system = one.removesuffix(")").partition(" (")
        programs.setdefault(name, []).append(system)
    return ", ".join(f"{name} ({', '.join(systems)})" for name, systems in programs.items())
