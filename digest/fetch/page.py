"""A page of the Web, as it came."""

from dataclasses import dataclass, field

__all__ = ["Page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A body as it came, decompressed. `url` is where the redirects from `asked` led.

    `unchanged` says that the server (or the memory) gave what was accepted before; `reservation` is
    the answer's header `tdm-reservation`.
    """

    asked: str
    url: str
    content_type: str = ""
    body: bytes = field(repr=False)
    unchanged: bool = False
    etag: str = ""
    modified: str = ""
    reservation: str = ""

    @property
    def text(self) -> str:
        """The body as text, its charset found as a browser finds it."""
        from digest.fetch.charset import decode  # noqa: PLC0415 - pages only, feeds stay bytes

        return decode(self.body, self.content_type)
