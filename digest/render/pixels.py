"""A picture made fit for a mail: small enough, in a format that every program shows, and silent.

Cameras write into a picture where and when it was taken, and by what machine: none of it is kept.
"""

import hashlib
import io
import warnings
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from digest.model import EmailPicture
from digest.notice import Notice

__all__ = ["COLUMN", "PictureError", "fit"]

COLUMN = 552  # px: the width of a mail's text
SHARPEST = 2 * COLUMN  # px: more than a good screen shows of it
HEAVIEST = 30_000_000  # bytes of a file that is opened at all
# px of all rows together: 60 million take 180 MB in memory. A file of 10 kB can claim a thousand times that.
MOST_PIXELS = 60_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
QUALITY = 82  # of a JPEG: on photographs no eye tells 82 from 95, at half the bytes


class PictureError(Exception):
    """A file that cannot be shown; `why` in words for an editor."""

    def __init__(self, why: Notice) -> None:
        super().__init__(why)
        self.why = why


@lru_cache(maxsize=24)  # the newsroom renders at every key stroke, and a photograph takes 60 ms
def fit(data: bytes) -> EmailPicture:
    """The picture in `data` (PNG, JPEG, GIF, WebP), at most twice as wide as a mail's text.

    A photograph becomes a JPEG in sRGB, a drawing or anything transparent a PNG; of a moving
    picture the first frame stays. Same bytes, same picture. Raises PictureError.
    """
    if len(data) > HEAVIEST:
        raise PictureError(
            Notice(
                "it has {size:.0f} MB; {heaviest:.0f} are the most",
                size=len(data) / 1e6,
                heaviest=HEAVIEST / 1e6,
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is thrown away
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PictureError(
                        Notice(
                            "it is too large: {width} × {height} px",
                            width=opened.width,
                            height=opened.height,
                        )
                    )
                image = _plain(opened)
    except Image.DecompressionBombError as error:
        raise PictureError(Notice("it is too large: save it smaller")) from error
    except UnidentifiedImageError as error:
        raise PictureError(Notice("it is no PNG, JPEG, GIF or WebP")) from error
    # What a broken file brings about in the decoders, SyntaxError of a PNG's chunks among it.
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise PictureError(Notice("it is damaged ({error})", error=error)) from error
    if image.width > SHARPEST:
        height = max(1, round(image.height * SHARPEST / image.width))
        image = image.resize((SHARPEST, height), Image.Resampling.LANCZOS)
    kind, written = _written(image)
    ending = {"image/jpeg": "jpg", "image/png": "png"}[kind]
    return EmailPicture(
        name=f"{hashlib.sha256(written).hexdigest()[:16]}.{ending}",
        kind=kind,
        data=written,
        width=image.width,
        height=image.height,
    )


def _plain(opened: Image.Image) -> Image.Image:
    """Upright pixels in sRGB, RGB or RGBA, and nothing else."""
    profile = opened.info.get("icc_profile")
    image: Image.Image = ImageOps.exif_transpose(opened) or opened
    transparent = image.has_transparency_data
    if image.mode not in {"RGB", "RGBA", "CMYK"}:
        image = image.convert("RGBA" if transparent else "RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            changed = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
            image = changed or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: the colours as they are
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


_SRGB = ImageCms.createProfile("sRGB")


def _written(image: Image.Image) -> tuple[str, bytes]:
    """The smaller of PNG and JPEG; a JPEG knows no transparency."""
    few = image.getcolors(256) is not None and image.mode == "RGB"
    drawn = image.quantize(256, dither=Image.Dither.NONE) if few else image
    if image.mode == "RGBA":
        return "image/png", _bytes(image, "PNG", optimize=True)
    photograph = _bytes(image, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    if not few and len(photograph) < image.width * image.height // 4:
        return "image/jpeg", photograph
    drawing = _bytes(drawn, "PNG", optimize=True)
    if len(drawing) <= len(photograph):
        return "image/png", drawing
    return "image/jpeg", photograph


def _bytes(image: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
