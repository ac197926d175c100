"""Bytes to text, as a browser would read them."""

from w3lib.encoding import html_to_unicode

__all__ = ["decode"]


def decode(body: bytes, content_type: str = "") -> str:
    """`body` as text: by byte-order mark, `Content-Type`, `<meta>` or XML declaration, in this order.

    Without any of them UTF-8, or Windows-1252 where the bytes are not UTF-8. What calls itself
    latin-1 is read as Windows-1252, as browsers do (WHATWG Encoding, 4.2). Never fails: a byte that
    cannot be read becomes U+FFFD.
    """
    return html_to_unicode(content_type or None, body, auto_detect_fun=_guess)[1]


def _guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
