"""Rules on the message: subject and preheader, and what the machines on its way must be able to carry."""

import re
from collections.abc import Iterator

from digest.check.proof import Proof
from digest.check.rule import Found
from digest.notice import Notice

__all__ = ["preheader", "subject", "transport"]

LONG_SUBJECT = 60  # characters that a phone shows
SHORT_PREHEADER, LONG_PREHEADER = 40, 90
LONGEST_LINE = 998  # octets (RFC 5322, 2.1.1)
_MAIL, _PLAIN = Notice("the mail"), Notice("the plain text")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")


def subject(proof: Proof) -> Iterator[Found]:
    """A subject that is missing, or longer than what is shown of it."""
    length = len(proof.subject)
    if not proof.subject.strip():
        yield Found(evidence=Notice("The message has no subject."), line=proof.line("subject"))
    elif length > LONG_SUBJECT:
        yield Found(
            evidence=Notice(
                "The subject has {length} characters; phones show {shown}.",
                length=length,
                shown=LONG_SUBJECT,
            ),
            line=proof.line("subject") or proof.line("title"),
        )


def preheader(proof: Proof) -> Iterator[Found]:
    """The line beside the subject: too short, too long, or the subject again."""
    hidden = proof.page.find(".//body/div")
    text = " ".join((hidden.text or "").split()) if hidden is not None else ""
    line = proof.line("preheader")
    if text.casefold() == proof.subject.casefold():
        yield Found(evidence=Notice("The preheader says the subject again."), line=line)
    elif not SHORT_PREHEADER <= len(text) <= LONG_PREHEADER:
        yield Found(
            evidence=Notice(
                "The preheader has {count} characters: “{text}”.", count=len(text), text=text[:90]
            ),
            line=line,
        )


def transport(proof: Proof) -> Iterator[Found]:
    """Bytes that some server on the way may refuse or change."""
    for part in proof.message.walk():
        charset = part.get_content_charset()
        if part.get_content_maintype() == "text" and charset not in {"utf-8", "us-ascii"}:
            yield Found(
                evidence=Notice(
                    "A {kind} part is in {charset}, not UTF-8.",
                    kind=part.get_content_type(),
                    charset=charset,
                )
            )
    for name, said in ((_MAIL, proof.html), (_PLAIN, proof.text)):
        if found := _CONTROL.search(said):
            around = said[max(0, found.start() - 20) : found.start()].strip()
            sign = f"U+{ord(found[0]):04X}"
            yield Found(
                evidence=Notice(
                    "The control character {sign} stands after “{around}” in {reading}.",
                    reading=name,
                    sign=sign,
                    around=around,
                )
            )
        if not said.strip():
            yield Found(evidence=Notice("The message lacks {reading}.", reading=name))
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", proof.email.eml), 1):
        if len(line) > LONGEST_LINE:
            yield Found(
                evidence=Notice(
                    "Line {number} of the message has {count:,} octets.",
                    number=number,
                    count=len(line),
                )
            )
