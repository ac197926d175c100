"""The body of a mail, encoded once and cut where messages differ: the token, the reader's name."""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from digest.errors import DigestError
from digest.greeting import KEYS, called, split
from digest.notice import Notice

__all__ = ["PLACEHOLDER", "Body", "body"]

# Stands for the token in samples: as long as a token, of its letters. What is sent has one that only
# the workspace's key makes (`Seal.placeholder`).
PLACEHOLDER = "digestunsubscribetokenplaceholder2234567digestunsubs"
_BREAK = b"=\r\n"  # a soft line break of quoted-printable, on either side of what is cut in
_DOTTED = re.compile(rb"^\.([^\r\n]*)", re.MULTILINE)
_LEFT = re.compile(r"\{[a-z_]{1,30}\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Where something is cut in: the token (`key` is ""), or a name as plain text or as HTML."""

    key: str = ""
    fallback: str = ""
    html: bool = False

    def filled(self, name: str) -> bytes:
        said = called(self.key, name) or self.fallback
        return _quoted(escape(said) if self.html and said is not self.fallback else said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Fixed pieces, and the gaps between them: one less. Of a fallback in HTML, entities stay."""

    pieces: tuple[bytes, ...]
    gaps: tuple[Gap, ...]

    def filled(self, *, token: str, name: str) -> bytes:
        """The body for one reader, CRLF lines; `name` is what the register calls them."""
        octets = token.encode("ascii")
        parts = [self.pieces[0]]
        for gap, piece in zip(self.gaps, self.pieces[1:], strict=True):
            parts.append(gap.filled(name) if gap.key else octets)
            parts.append(piece)
        return b"".join(parts)


def body(
    readings: Mapping[str, str],
    boundary: str,
    pictures: tuple[bytes, ...] = (),
    *,
    placeholder: str = PLACEHOLDER,
) -> Body:
    """Plain text, then HTML, the latter with its pictures (multipart/related) when it has some.

    `readings` are the contents of "plain" and "html"; tokens are put in at `placeholder`. DigestError for a token that is none.
    """
    pieces, gaps = [b""], []
    inner = f"{boundary}_pictures"
    for kind, content in readings.items():
        around = boundary
        if kind == "html" and pictures:
            around = inner
            pieces[-1] += (
                f'--{boundary}\r\nContent-Type: multipart/related; type="text/html";'
                f'\r\n boundary="{inner}"\r\n\r\n'
            ).encode()
        pieces[-1] += (
            f"--{around}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        ).encode()
        for text, gap in _cut(content, placeholder, html=kind == "html"):
            pieces[-1] += _quoted(text)
            if gap is not None:
                pieces[-1] += _BREAK
                gaps.append(gap)
                pieces.append(_BREAK)
        pieces[-1] += b"\r\n"
    for picture in pictures:
        pieces[-1] += f"--{inner}\r\n".encode() + picture.removesuffix(b"\r\n") + b"\r\n"
    if pictures:
        pieces[-1] += f"--{inner}--\r\n".encode()
    pieces[-1] += f"--{boundary}--\r\n".encode()
    return Body(pieces=tuple(pieces), gaps=tuple(gaps))


def _cut(content: str, placeholder: str, *, html: bool) -> Iterator[tuple[str, Gap | None]]:
    """The text before each gap with the gap, then the rest with None."""
    for text, named in split(content):
        if found := _LEFT.search(text):
            raise DigestError(
                Notice("“{found}…}}” in the text is no name that can be put in.", found=found[0]),
                Notice(
                    "Write {keys}, in plain words.",
                    keys=" or ".join(f"{{{key}|cher lecteur}}" for key in KEYS),
                ),
            )
        first, *rest = text.split(placeholder)
        for part in rest:
            yield first, Gap()
            first = part
        yield first, Gap(key=named[0], fallback=named[1], html=html) if named else None


def _quoted(text: str) -> bytes:
    lines = binascii.b2a_qp(text.replace("\r\n", "\n").encode(), istext=True)
    lines = lines.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return _DOTTED.sub(_undotted, lines)


def _undotted(found: re.Match[bytes]) -> bytes:
    """A line that began with a dot begins with none: nothing is to be doubled (RFC 5321 4.5.2).

    It stays within the 76 octets of RFC 2045.
    """
    rest = _DOTTED.sub(_undotted, found[1])
    return b"=2E" + (found[1] if len(found[1]) <= 73 else b"=\r\n" + rest)
