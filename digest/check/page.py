"""Rules on the page that the mail is: for readers who do not see it, who read in the dark, whose
program cuts long mails off.
"""

import re
from collections.abc import Iterator

from digest.check.palette import contrast, dark_rules, shown
from digest.check.picture import line_of_picture, short_name
from digest.check.proof import Proof
from digest.check.rule import Found
from digest.model import Severity
from digest.notice import Notice

__all__ = ["accessibility", "headings", "pale_words", "style_sheets", "weight"]

_LIGHT, _DARK = Notice("In the light"), Notice("In the dark")
AA = 4.5  # WCAG 2.2, 1.4.3
HEAVY, TOO_HEAVY = 80_000, 95_000  # bytes; Gmail cuts at about 102,000
MOST_CSS = 16_384  # characters; Gmail then drops all of it


def accessibility(proof: Proof) -> Iterator[Found]:
    """What a screen reader needs: language, direction, tables that say they are none, words for
    pictures.
    """
    root = proof.page.getroottree().getroot()
    language = proof.issue.language
    if root.get("lang") != language:
        yield Found(
            evidence=Notice(
                '<html> has not lang="{language}" but {found!r}.',
                language=language,
                found=root.get("lang"),
            )
        )
    if not root.get("dir"):
        yield Found(evidence=Notice("<html> has no dir."))
    if not (proof.page.findtext(".//title") or "").strip():
        yield Found(evidence=Notice("The mail has no <title>."))
    if not any(element.get("lang") == language for element in proof.page.iterfind(".//body/*")):
        yield Found(
            evidence=Notice("Nothing in <body> has the language, and webmails drop <html>.")
        )
    bare = [
        one
        for one in proof.page.iter("table")
        if one.get("role") not in {"presentation", "none"} and one.find("./tr/th") is None
    ]
    if bare:
        yield Found(
            evidence=Notice(
                'Tables for the layout without role="presentation": {count}.', count=len(bare)
            )
        )
    for image in proof.page.iter("img"):
        if not (image.get("alt") or "").strip():
            yield Found(
                evidence=Notice(
                    "No words for “{picture}”.", picture=short_name(image.get("src") or "")
                ),
                line=line_of_picture(proof, image),
            )


def headings(proof: Proof) -> Iterator[Found]:
    """One first heading, and no level skipped."""
    levels = [int(one.tag[1]) for one in proof.page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        yield Found(
            evidence=Notice("First headings (h1): {count}, not one.", count=levels.count(1))
        )
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield Found(
                evidence=Notice(
                    "A heading of level {after} follows one of level {before}.",
                    after=after,
                    before=before,
                )
            )


def pale_words(proof: Proof) -> Iterator[Found]:
    """Words in a colour too near to the one behind them, in either palette."""
    rules = dark_rules(proof.html)
    for palette, applied in ((_LIGHT, []), (_DARK, rules)):
        told = set()
        for words, colour, ground in shown(proof.page, applied):
            ratio = contrast(colour, ground)
            if ratio < AA and (colour, ground) not in told:
                told.add((colour, ground))
                keys = _settings(proof, palette, colour, ground)
                yield Found(
                    evidence=Notice(
                        "{palette}, “{words}” is {colour} on {ground}{keys}: {ratio:.2f} to 1.",
                        palette=palette,
                        words=words[:40],
                        colour=colour,
                        ground=ground,
                        keys=keys,
                        ratio=ratio,
                    )
                )
    if not rules:
        yield Found(
            evidence=Notice("There are no colours for the dark (prefers-color-scheme)."),
            severity=Severity.WARNING,
        )


def _settings(proof: Proof, palette: Notice, *colours: str) -> str:
    """The keys of the brand that these colours come from: " (accent on card)"."""
    brand = proof.newsletter.brand.model_dump()
    keys = [
        key
        for colour in colours
        for key, value in brand.items()
        if value == colour and key.endswith("_dark") == (palette is _DARK)
    ]
    return f" (newsletter.brand: {', '.join(keys)})" if keys else ""


def weight(proof: Proof) -> Iterator[Found]:
    """A mail that would be cut off, and what weighs most in it."""
    size = len(proof.html.encode())
    if size < HEAVY:
        return
    blocks = re.split(r"(?=<h[12][\s>])", proof.html)
    heaviest = sorted(blocks, key=lambda block: -len(block.encode()))[:3]
    named = Notice.joined(
        Notice("“{title}” {size:.0f} kB", title=_title(block), size=len(block.encode()) / 1000)
        for block in heaviest
    )
    yield Found(
        evidence=Notice(
            "The mail weighs {size:.0f} kB. The heaviest parts: {named}.",
            size=size / 1000,
            named=named,
        ),
        severity=Severity.ERROR if size > TOO_HEAVY else Severity.WARNING,
    )


def _title(block: str) -> str:
    start = re.match(r"<h[12][^>]*>(.*?)</h[12]>", block, re.DOTALL)
    return re.sub(r"<[^>]*>", "", start[1])[:40] if start else Notice("the head")


def style_sheets(proof: Proof) -> Iterator[Found]:
    """CSS that Gmail drops as a whole."""
    css = "\n".join(style.text or "" for style in proof.page.iter("style"))
    if len(css) > MOST_CSS:
        yield Found(evidence=Notice("The style sheets have {count:,} characters.", count=len(css)))
    depth = 0
    for sign in re.findall(r"@[a-z-]+[^{};]*\{|[{}]", css):
        if sign.startswith("@") and depth:
            yield Found(
                evidence=Notice("“{sign}” stands inside another rule.", sign=sign[:40].strip(" {"))
            )
            return
        depth += -1 if sign == "}" else 1
