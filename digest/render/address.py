"""Where readers may be sent."""

import re
from urllib.parse import quote

from digest.render.characters import printable

__all__ = ["is_address", "safe_address"]

_ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*|mailto:[^\s<>\"@]+@[^\s<>\"@]+")


def is_address(url: str) -> bool:
    """Whether readers may be sent to `url`: http, https or mailto, and nothing but an address."""
    return _ADDRESS.fullmatch(url) is not None


def safe_address(url: str) -> str:
    """`url` with what may not stand in it percent-encoded (RFC 3986); "" when it is no address."""
    url = quote(printable(url).strip(), safe="%:/?#[]@!$&'()*+,;=~-._")
    return url if is_address(url) else ""
