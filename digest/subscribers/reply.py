"""What a mail server's refusal says of a reader: is the mailbox gone, or is it our mail, or the day?

Enhanced status codes (RFC 3463, and its registry) decide; words only where a server gives no code.
"""

import re
from enum import StrEnum

__all__ = ["Meaning", "in_one_line", "status_in", "weigh"]


class Meaning(StrEnum):
    GONE = "gone"  # the mailbox does not exist, and will not: never again
    POLICY = "policy"  # our mail was refused for what it is: the reader is not at fault
    PASSING = "passing"  # full, too big, broken, or said in no words that can be relied on


_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<!\d)([45]\d\d)[ -]")
_GONE = re.compile(r"5\.(?:1\.(?:1|2|3|6|10)|2\.1)")
_POLICY = re.compile(r"[45]\.(?:7\.\d+|1\.(?:7|8|9))")
_NO_SUCH = re.compile(r"(?i)unknown|no such|not exist|invalid|disabled|not found")
# A server that names a list of senders speaks of us, whatever else it says.
_OURS = re.compile(r"(?i)spam|block|black|reputation|denied|spf|dkim|dmarc|spamhaus|policy|listed")


def in_one_line(words: str, most: int) -> str:
    """At most so many characters of what a server says, without addresses: they end in the ledger.

    Control characters could do harm in a terminal, and PostgreSQL takes no NUL.
    """
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return _ADDRESS.sub("<address>", " ".join(printable.split()))[:most]


def status_in(text: str) -> str:
    """The enhanced status code in a text, as "5.1.1"; "" when there is none."""
    found = _STATUS.search(text)
    return found[1] if found else ""


def weigh(status: str, words: str) -> Meaning:
    """What a refusal with this enhanced code ("" when it has none) and these words means.

    "5.0.0" is what servers write that know no better: the code in their words goes before it. A bare
    550, 551 or 553 that says there is no such user is believed (RFC 5321 4.2.3).
    """
    if not status or status.endswith(".0.0"):
        status = status_in(words) or status
    if _POLICY.fullmatch(status):
        return Meaning.POLICY
    if _GONE.fullmatch(status):
        return Meaning.GONE
    if status and not status.endswith(".0.0"):
        return Meaning.PASSING
    if _OURS.search(words):
        return Meaning.POLICY
    reply = _REPLY.search(words)
    bare = reply is not None and reply[1] in {"550", "551", "553"}
    return Meaning.GONE if bare and _NO_SUCH.search(words) else Meaning.PASSING
