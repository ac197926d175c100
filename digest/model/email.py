"""What is rendered, and what a check finds in it."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An issue as it is sent: subject, HTML and plain-text alternative, and the web page beside."""

    subject: str
    html: str
    text: str
    web: str
    eml: bytes = field(repr=False)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found: the rule's name, where (line of `issue.md`, item), evidence, remedy."""

    rule: str
    severity: Severity
    message: str
    remedy: str
    line: int | None = None
    item: str | None = None
