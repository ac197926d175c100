"""A rule of the check, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digest.check.proof import Proof
from digest.model import Severity
from digest.notice import Notice

__all__ = ["Found", "Rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place that breaks a rule: the evidence in words, the line of the draft, the item's id.

    `severity` is set where it differs from the rule's.
    """

    evidence: Notice
    line: int | None = None
    item: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`find` looks at a proof and nothing else.

    `why` says what the rule is good for, `remedy` what to do. A rule that `protects` readers cannot
    be turned into a warning.
    """

    name: str
    find: Callable[[Proof], Iterator[Found]]
    why: Notice
    remedy: Notice
    severity: Severity = Severity.ERROR
    protects: bool = False
