"""A picture of the issue, as it is printed: where its pixels come from, and where readers find them.

It travels in the mail (`cid:`), or lies where the settings say; the web page has it beside itself.
A picture that cannot be shown is its words, and the check says why: no picture stops a render.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from digest.model import EmailPicture, Picture, Refusal
from digest.notice import Notice
from digest.render.address import is_address
from digest.render.characters import one_line
from digest.render.markdown import Rich, parse
from digest.render.pixels import COLUMN, PictureError, fit
from digest.render.typography import typeset

__all__ = ["PictureBlock", "Placed", "ReadPicture", "illustrate", "place"]

# Hands over the bytes of a picture as the draft names it; None where there are none.
ReadPicture = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture and its addresses: `src` in the mail, `page_src` in the web page.

    `dark` and `page_dark` are those of its sibling for dark screens, where it has one. `width` and
    `height` are those it is shown at, in px (0: not known). `files` is what has to travel with the
    issue. An empty `src` is a picture that may not be shown.
    """

    src: str = ""
    page_src: str = ""
    dark: str = ""
    page_dark: str = ""
    width: int = 0
    height: int = 0
    files: tuple[EmailPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBlock(Placed):
    """A picture with its words. `refused` says why there is nothing but words."""

    kind: ClassVar[str] = "picture"
    alt: str
    caption: Rich
    refused: Refusal | None = None


def place(data: bytes, *, address: str = "") -> Placed:
    """The picture in `data`, sharp on fine screens, at most as wide as the text.

    `address` is where pictures lie on the web; empty, they travel in the mail. Raises PictureError.
    """
    file = fit(data)
    width = min(file.width, COLUMN)
    return Placed(
        src=f"{address}{file.name}" if address else f"cid:{file.cid}",
        page_src=f"pictures/{file.name}",
        width=width,
        height=max(1, round(file.height * width / file.width)),
        files=(file,),
    )


def illustrate(
    picture: Picture, language: str, *, read: ReadPicture, address: str = ""
) -> PictureBlock:
    """`picture` as it is printed; its words alone where its pixels cannot be had.

    A file beside it whose name ends in `-dark` is what dark screens show.
    """
    shown, why = _shown(picture.src.strip(), read, address)
    return PictureBlock(
        src=shown.src,
        page_src=shown.page_src,
        dark=shown.dark,
        page_dark=shown.page_dark,
        width=shown.width,
        height=shown.height,
        files=shown.files,
        alt=typeset(one_line(picture.alt), language),
        caption=parse(picture.caption, language),
        refused=Refusal(where=picture.src, why=why) if why else None,
    )


_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=]+)")


def _shown(src: str, read: ReadPicture, address: str) -> tuple[Placed, Notice | None]:
    inside = _inside(src)
    data = inside or read(src)
    if data is not None:
        name, found = _ENDING.subn(r"-dark\1", src)
        sibling = read(name) if found and not inside else None
        try:
            shown = place(data, address=address)
            return (_paired(shown, place(sibling, address=address)) if sibling else shown), None
        except PictureError as error:
            return Placed(), error.why
    if src.startswith(("https://", "http://")) and is_address(src):
        return Placed(src=src, page_src=src), None
    return Placed(), Notice("there is no such picture beside the draft")


_ENDING = re.compile(r"(\.\w+)$")


def _paired(light: Placed, dark: Placed) -> Placed:
    return replace(light, dark=dark.src, page_dark=dark.page_src, files=(*light.files, *dark.files))


def _inside(src: str) -> bytes | None:
    """The bytes in a `data:` address."""
    found = _EMBEDDED.fullmatch(src)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=True)
    except ValueError:
        return None
