"""The rules every message must keep, read from its bytes: a message that breaks one is not sent."""

import re
from collections.abc import Iterator
from email import message_from_string, policy
from html import unescape
from typing import Any

from digest.notice import Notice

__all__ = ["faults"]

_ONCE = (
    *("From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "Content-Type"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "List-Help", "List-Archive"),
    *("Precedence", "Auto-Submitted", "Feedback-ID"),
)
_LONGEST = 998  # octets without the line end, RFC 5322 2.1.1


def faults(message: bytes, *, recipient: str, link: str) -> tuple[Notice, ...]:
    """What is wrong with `message` for `recipient`; `link` is their unsubscribe link."""
    return (*_in_bytes(message), *_in_structure(message, recipient, link))


def _in_bytes(message: bytes) -> Iterator[Notice]:
    if b"\0" in message:
        yield Notice("a NUL octet")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", message):
        yield Notice("a line end that is not CRLF")
    if any(len(line) > _LONGEST for line in message.split(b"\r\n")):
        yield Notice("a line of more than {longest} octets", longest=_LONGEST)


def _in_structure(message: bytes, recipient: str, link: str) -> Iterator[Notice]:
    # As RFC 6532 has it: headers may hold UTF-8, which the parser of bytes would not read.
    parsed = message_from_string(message.decode("utf-8", "surrogateescape"), policy=policy.SMTPUTF8)
    for name in _ONCE:
        count = len(parsed.get_all(name, []))
        if count != 1:
            yield Notice("{count} headers {name}", count=count, name=name)
            return
    addresses = parsed["To"].addresses
    if [address.addr_spec for address in addresses] != [recipient]:
        yield Notice("To is not the one recipient")
    if len(parsed["From"].addresses) != 1:
        yield Notice("From is not one sender")
    ways = parsed["List-Unsubscribe"]
    if f"<{link}>" not in ways or "<mailto:" not in ways or not link.startswith("https://"):
        yield Notice("List-Unsubscribe does not hold the https link and a mail address")
    if parsed["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click":
        yield Notice("List-Unsubscribe-Post is not RFC 8058's")
    yield from _in_parts(parsed, link)


def _in_parts(parsed: Any, link: str) -> Iterator[Notice]:
    parts = list(parsed.iter_parts())
    if parts and parts[-1].get_content_type() == "multipart/related":
        html, *pictures = parts[-1].iter_parts()
        parts[-1] = html
        if any(part.get_content_maintype() != "image" for part in pictures):
            yield Notice("it carries more than text and pictures")
    if parsed.get_content_type() != "multipart/alternative" or [
        part.get_content_type() for part in parts
    ] != ["text/plain", "text/html"]:
        yield Notice("it is not an alternative of plain text, then HTML")
        return
    if any(part.defects for part in (parsed, *parts)):
        yield Notice("its structure is broken")
    yield from (fault for part in parts for fault in _in_reading(part, link))


def _in_reading(part: Any, link: str) -> Iterator[Notice]:
    kind = part.get_content_subtype()
    if part.get_content_charset() != "utf-8":
        yield Notice("the {kind} part is not UTF-8", kind=kind)
    content = part.get_content()
    if not content.strip():
        yield Notice("the {kind} part is empty", kind=kind)
    if link not in (unescape(content) if kind == "html" else content):
        yield Notice("the {kind} part does not show the unsubscribe link", kind=kind)
