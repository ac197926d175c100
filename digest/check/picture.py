"""Rules on the pictures: each reaches its readers, soon, and tells nobody that they opened the mail."""

from collections.abc import Iterator, Sequence
from email.message import EmailMessage

from lxml.html import HtmlElement

from digest.check.proof import Proof, words
from digest.check.rule import Found
from digest.model import Picture, Severity
from digest.notice import Notice

__all__ = ["line_of_picture", "pictures", "short_name"]

HEAVY, TOO_HEAVY = 200_000, 1_000_000  # bytes


def pictures(proof: Proof) -> Iterator[Found]:
    """Pictures that readers do not get, wait for, or are watched by."""
    for refusal in proof.email.refused:
        where, why = short_name(refusal.where), refusal.why
        yield Found(
            evidence=Notice("“{where}” is not shown: {why}.", where=where, why=why),
            line=_line(proof, refusal.where),
        )
    carried = _carried(proof.message)
    for image in proof.page.iter("img"):
        src, line = image.get("src") or "", line_of_picture(proof, image)
        if src.startswith("cid:"):
            yield from _weight(carried.get(src.removeprefix("cid:")), src, line)
        elif not src.startswith(("https://", "http://")):
            yield Found(
                evidence=Notice("“{src}” reaches no reader.", src=short_name(src)), line=line
            )
        elif not _ours(proof, src):
            yield Found(
                evidence=Notice(
                    "“{src}” is asked from its site by every reader's program.", src=short_name(src)
                ),
                line=line,
                severity=Severity.WARNING,
            )
        if not (image.get("width") or "").isdigit():
            yield Found(
                evidence=Notice("“{src}” has no width.", src=short_name(src)),
                line=line,
                severity=Severity.WARNING,
            )


def _carried(message: EmailMessage) -> dict[str, int]:
    """The bytes of each picture in the message, by its Content-ID."""
    found = {}
    for part in message.walk():
        if part.get_content_maintype() == "image":
            data = part.get_payload(decode=True)
            name = str(part.get("Content-ID", "")).strip().strip("<>")
            found[name] = len(data) if isinstance(data, bytes) else 0
    return found


def _weight(size: int | None, src: str, line: int | None) -> Iterator[Found]:
    if not size:
        yield Found(
            evidence=Notice("“{src}” is not in the message.", src=short_name(src)), line=line
        )
    elif size > HEAVY:
        yield Found(
            evidence=Notice("“{src}” weighs {size:.0f} kB.", src=short_name(src), size=size / 1000),
            line=line,
            severity=Severity.ERROR if size > TOO_HEAVY else Severity.WARNING,
        )


def _ours(proof: Proof, src: str) -> bool:
    """Whether `src` lies where the newsletter's own pictures do."""
    newsletter = proof.newsletter
    own = newsletter.pictures.url.replace("{date}", proof.issue.date.isoformat())
    return src == newsletter.brand.logo or bool(own and src.startswith(own))


def short_name(src: str) -> str:
    """`src`, cut where it says nothing more to a person."""
    return src if len(src) <= 60 else src[:57] + "…"


def line_of_picture(proof: Proof, image: HtmlElement) -> int | None:
    """The line of the draft that has this picture, known by its words or by its address."""
    return _line(proof, image.get("src") or "", words(image.get("alt") or ""))


def _line(proof: Proof, src: str, said: Sequence[str] = ()) -> int | None:
    for place in proof.places():
        if isinstance(place.block, Picture) and (
            place.block.src.strip() == src.strip() or (said and words(place.block.alt) == said)
        ):
            return place.line
    return None
