"""Rules on the message: subject and preheader, and what the machines on its way must be able to carry."""

import re
from collections.abc import Iterator

from digest.check.proof import Proof
from digest.check.rule import Found

__all__ = ["preheader", "subject", "transport"]

LONG_SUBJECT = 60  # characters that a phone shows
SHORT_PREHEADER, LONG_PREHEADER = 40, 90
LONGEST_LINE = 998  # octets (RFC 5322, 2.1.1)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")


def subject(proof: Proof) -> Iterator[Found]:
    """A subject that is missing, or longer than what is shown of it."""
    length = len(proof.subject)
    if not proof.subject.strip():
        yield Found(evidence="The message has no subject.", line=proof.line("subject"))
    elif length > LONG_SUBJECT:
        yield Found(
            evidence=f"The subject has {length} characters; phones show {LONG_SUBJECT}.",
            line=proof.line("subject") or proof.line("title"),
        )


def preheader(proof: Proof) -> Iterator[Found]:
    """The line beside the subject: too short, too long, or the subject again."""
    hidden = proof.page.find(".//body/div")
    text = " ".join((hidden.text or "").split()) if hidden is not None else ""
    line = proof.line("preheader")
    if text.casefold() == proof.subject.casefold():
        yield Found(evidence="The preheader says the subject again.", line=line)
    elif not SHORT_PREHEADER <= len(text) <= LONG_PREHEADER:
        yield Found(evidence=f"The preheader has {len(text)} characters: “{text[:90]}”.", line=line)


def transport(proof: Proof) -> Iterator[Found]:
    """Bytes that some server on the way may refuse or change."""
    for part in proof.message.walk():
        charset = part.get_content_charset()
        if part.get_content_maintype() == "text" and charset not in {"utf-8", "us-ascii"}:
            yield Found(evidence=f"A {part.get_content_type()} part is in {charset}, not UTF-8.")
    for name, reading in (("mail", proof.html), ("plain text", proof.text)):
        if found := _CONTROL.search(reading):
            around = reading[max(0, found.start() - 20) : found.start()].strip()
            sign = f"U+{ord(found[0]):04X}"
            yield Found(evidence=f"The {name} has the control character {sign} after “{around}”.")
        if not reading.strip():
            yield Found(evidence=f"The message has no {name}.")
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", proof.eml), 1):
        if len(line) > LONGEST_LINE:
            yield Found(evidence=f"Line {number} of the message has {len(line):,} octets.")
