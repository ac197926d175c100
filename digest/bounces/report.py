"""What a mail in the bounce mailbox says, by the structure of its report and not by its words.

Delivery status notifications (RFC 3464, with the codes of RFC 3463) and abuse reports (RFC 5965) are
read from their own parts. Whom a mail is about is never taken from an address in it: anybody can
write one. It is taken from the token in the return path that only our key makes (VERP), from the
Message-ID of what was returned, or from the token of an unsubscribe link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from enum import StrEnum

from digest.subscribers.reply import Meaning, in_one_line, status_in, weigh

__all__ = ["Kind", "Report", "read"]

LONGEST = 1_000_000  # bytes of a mail that are parsed: reports stand before what they return
MOST = 20  # tokens, parts and recipients looked at: a mail may hold a million
SCANNED = 20_000  # characters of text in which a bare SMTP reply is looked for


class Kind(StrEnum):
    """What is to follow."""

    HARD = "hard"  # the mailbox does not exist: never again
    SOFT = "soft"  # full, slow, broken: counted
    BLOCKED = "blocked"  # our mail was refused for what it is: the reader is not at fault
    DELAYED = "delayed"  # still being tried
    COMPLAINT = "complaint"
    LEAVE = "leave"  # they wrote to the unsubscribe address
    ANSWER = "answer"  # a machine or a person answers
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`returns` are tokens of return paths, `messages` left parts of Message-IDs, `leaves` tokens of
    unsubscribe links: 26, 26 and 52 letters and digits that may or may not be ours. `status` is the
    enhanced code ("5.1.1") or ""; `why` is one line in the words of the other side."""

    kind: Kind
    status: str = ""
    why: str = ""
    returns: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    leaves: tuple[str, ...] = field(default=(), repr=False)


REPLY = re.compile(r"(?<!\d)([45]\d\d)[ -](?:#?([45]\.\d{1,3}\.\d{1,3})\b)?")
# What a refusal means, and what is to follow.
_KINDS = {Meaning.GONE: Kind.HARD, Meaning.POLICY: Kind.BLOCKED, Meaning.PASSING: Kind.SOFT}
_RETURN = re.compile(r"\+([a-z0-9]{26})@", re.IGNORECASE)
_MESSAGE = re.compile(r"<([a-z0-9]{26})@[^<>\s]{1,255}>", re.IGNORECASE)
_LEAVE = re.compile(r"\bunsubscribe-([a-z2-7]{52})\b", re.IGNORECASE)
_ENVELOPE = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Received")
_THREAD = ("In-Reply-To", "References")


def read(mail: bytes) -> Report:
    """What `mail` says. Raises what the parser raises when a mail is nested too deep for it."""
    message = message_from_bytes(mail[:LONGEST])
    parts = _parts(message)
    said = {
        "returns": _found(_RETURN, _texts(message, parts, (*_ENVELOPE, "Return-Path"))),
        "messages": _found(_MESSAGE, _texts(message, parts, ("Message-ID", *_THREAD))),
        "leaves": _found(_LEAVE, [_header(message, "Subject")]),
    }
    kind, status, why = _verdict(message, parts)
    if kind in {Kind.OTHER, Kind.ANSWER} and said["leaves"]:
        kind = Kind.LEAVE
    return Report(kind=kind, status=status, why=in_one_line(why, 300), **said)


def _verdict(message: Message, parts: list[Message]) -> tuple[Kind, str, str]:
    by_type = {part.get_content_type(): part for part in reversed(parts)}
    if (feedback := by_type.get("message/feedback-report")) is not None:
        fields = _fields(feedback)
        kind = next((block["feedback-type"] for block in fields if "feedback-type" in block), "")
        if kind.lower() == "not-spam":
            return Kind.OTHER, "", kind
        return Kind.COMPLAINT, "", f"reported as {kind or 'unwanted'}"
    if (status := by_type.get("message/delivery-status")) is not None:
        return _delivery(_fields(status))
    if _automatic(message):
        return Kind.ANSWER, "", "an automatic answer"
    return _bare(parts) if _system(message) else (Kind.OTHER, "", "")


def _delivery(blocks: list[dict[str, str]]) -> tuple[Kind, str, str]:
    """The worst of what a notification says of its recipients (our mails have one)."""
    found = [_recipient(block) for block in blocks[:MOST] if "action" in block or "status" in block]
    order = list(Kind)
    return min(found, key=lambda one: order.index(one[0]), default=(Kind.OTHER, "", ""))


def _recipient(block: dict[str, str]) -> tuple[Kind, str, str]:
    action, said = block.get("action", "").lower(), block.get("diagnostic-code", "")
    words = said.partition(";")[2].strip() or said
    status = status_in(block.get("status", ""))
    if status.endswith(".0.0") or not status:
        status = status_in(words) or status  # the reply that is quoted often knows better
    if action == "delayed":
        return Kind.DELAYED, status, words
    if action in {"delivered", "relayed", "expanded"} or status.startswith("2"):
        return Kind.OTHER, status, words
    return _KINDS[weigh(status, words)], status, words or status


def _bare(parts: list[Message]) -> tuple[Kind, str, str]:
    """A mail system that sends no report: the SMTP reply that it quotes, if it quotes one."""
    text = "\n".join(_text(part) for part in parts if part.get_content_maintype() == "text")
    text = text[:SCANNED]
    reply = REPLY.search(text)
    if reply is None:
        return Kind.OTHER, "", ""
    words = text[reply.start() : reply.start() + 300].split("\n\n")[0]
    status = reply[2] or ""
    if reply[1].startswith("4"):
        return Kind.SOFT, status, words
    return _KINDS[weigh(status, words)], status, words


def _automatic(message: Message) -> bool:
    """An answer by a program (RFC 3834): it comes from nobody, as bounces do, and is none."""
    said = _header(message, "Auto-Submitted").strip().lower()
    return said.startswith("auto-replied") or any(
        _header(message, name) for name in ("X-Autoreply", "X-Autorespond")
    )


def _system(message: Message) -> bool:
    """Whether a mail system wrote it, by the names such systems have."""
    sender = _header(message, "From").lower()
    return any(name in sender for name in ("mailer-daemon", "postmaster@", "mail delivery"))


def _parts(message: Message) -> list[Message]:
    """The first parts of a mail, those of the mails inside it too."""
    found = []
    for part in message.walk():
        found.append(part)
        if len(found) >= MOST:
            break
    return found


def _texts(message: Message, parts: list[Message], names: tuple[str, ...]) -> Iterator[str]:
    """The headers of these names: of the mail, of the mails in it, and of headers quoted as text."""
    inside = [part for part in parts if part is not message]
    for one in (message, *inside):
        for name in names:
            yield from (str(value)[:2000] for value in one.get_all(name, [])[:MOST])
        if one.get_content_type() in {"text/rfc822-headers", "message/feedback-report"}:
            yield _text(one)[:SCANNED]
        if one.get_content_type() == "message/feedback-report":
            yield from (
                f"{name}: {value}" for block in _fields(one) for name, value in block.items()
            )


def _fields(part: Message) -> list[dict[str, str]]:
    """The blocks of fields in a report, names in small letters."""
    inside = part.get_payload()
    blocks = inside if isinstance(inside, list) else [message_from_bytes(_bytes(part))]
    return [
        {name.lower(): " ".join(str(value).split())[:1000] for name, value in block.items()}
        for block in blocks[:MOST]
        if isinstance(block, Message)
    ]


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (LookupError, ValueError):
        found = None
    return found if isinstance(found, bytes) else str(part.get_payload()).encode("utf-8", "replace")


def _text(part: Message) -> str:
    return "" if part.is_multipart() else _bytes(part).decode("utf-8", "replace")


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))


def _found(pattern: re.Pattern[str], texts: Iterator[str] | list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        for match in pattern.finditer(text):
            found[match[1].lower()] = None
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)
