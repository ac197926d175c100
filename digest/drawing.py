"""A picture that the program draws itself: boxes and words on a ground, at twice the size it is shown.

Pillow's own typeface has neither accents nor « € », and a bare machine has no fonts at all; so the
typeface comes with a package.
"""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

__all__ = ["Canvas", "lines", "width"]

Weight = Literal["", "Semibold", "Bold", "It"]
_SCALE = 2
_COLOURS = 64  # a chart has ten; the rest are the edges of letters


class Canvas:
    """A ground of `width` by `height`, in the pixels of a page; the picture has twice as many.

    Colours are `#rrggbb`. Words stand on the line `y`, from `x` on ("left"), up to it ("right") or
    on both sides of it ("middle").
    """

    def __init__(self, width: int, height: int, ground: str) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - 60 ms, for the commands that draw

        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), ground)
        self._pen = ImageDraw.Draw(self._image)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        edges = [round(edge * _SCALE) for edge in (left, top, right, bottom)]
        if edges[2] > edges[0] and edges[3] > edges[1]:
            self._pen.rectangle((edges[0], edges[1], edges[2] - 1, edges[3] - 1), fill=colour)

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: str,
        weight: Weight = "",
        align: Literal["left", "middle", "right"] = "left",
    ) -> None:
        anchor = {"left": "ls", "middle": "ms", "right": "rs"}[align]
        font = _font(weight, size)
        self._pen.text(
            (x * _SCALE, y * _SCALE), _drawn(text), font=font, fill=colour, anchor=anchor
        )

    def png(self) -> bytes:
        """The picture as a PNG; the same drawing gives the same bytes.

        Level 9 would take fifteen times as long for a seventh less.
        """
        from PIL import Image  # noqa: PLC0415 - see above

        out = io.BytesIO()
        self._image.quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=6)
        return out.getvalue()


def width(text: str, *, size: float, weight: Weight = "") -> float:
    """How wide `text` is drawn, in the pixels of a page."""
    return _font(weight, size).getlength(_drawn(text)) / _SCALE


def lines(text: str, room: float, *, size: float, weight: Weight = "", most: int = 4) -> list[str]:
    """`text` broken at spaces into at most `most` lines of the width `room`; what is over ends in « … »."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}".strip(" ")
        if not found[-1] or width(longer, size=size, weight=weight) <= room:
            found[-1] = longer
        elif len(found) == most:
            found[-1] = found[-1].rstrip(" ,;:") + "…"
            break
        else:
            found.append(word)
    return found


def _drawn(text: str) -> str:
    """The typeface has no narrow no-break space."""
    return text.replace("\u202f", "\u00a0")


@lru_cache(maxsize=32)
def _font(weight: str, size: float) -> "FreeTypeFont":
    from font_source_serif_pro import font_files_ttf  # noqa: PLC0415 - see above
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(font_files_ttf[f"SourceSerifPro{weight}"], size * _SCALE)
