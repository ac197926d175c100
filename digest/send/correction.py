"""A correction: a mail of its own to those who got an issue, with rows of its own in the ledger."""

import re

__all__ = ["as_options", "corrected"]

_ID = re.compile(r"(.+)-correction-(\d+)")


def corrected(issue_id: str) -> str | None:
    """The issue that a correction corrects; None when `issue_id` is an issue itself."""
    found = _ID.fullmatch(issue_id)
    return found[1] if found else None


def as_options(issue_id: str) -> str:
    """What a command about a correction is given besides its name (" --issue 2025-09-27 --correction 1");
    "" of an issue.
    """
    found = _ID.fullmatch(issue_id)
    return f" --issue {found[1]} --correction {found[2]}" if found else ""
