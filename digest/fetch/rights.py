"""What a site says of machines that read texts: the TDM Reservation Protocol, and rules for AI agents.

W3C Community Group, "TDM Reservation Protocol" (2024): a reservation stands in the answer's header
`tdm-reservation`, in the page's `<meta name="tdm-reservation">`, or in `/.well-known/tdmrep.json`.
It is law where Directive (EU) 2019/790, article 4, applies.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["AI_AGENTS", "WELL_KNOWN", "SiteRights", "reserves", "rule_for", "site_rights"]

WELL_KNOWN = "/.well-known/tdmrep.json"
MOST_RULES = 1_000

# The names under which models are fed, as their makers publish them. A robots.txt that closes a page
# to one of them means models; what it allows to readers' programs is another matter.
AI_AGENTS = (
    *("GPTBot", "ChatGPT-User", "ClaudeBot", "anthropic-ai", "Google-Extended", "CCBot"),
    *("Applebot-Extended", "Meta-ExternalAgent", "PerplexityBot", "Bytespider", "cohere-ai"),
    *("MistralAI-User", "AI2Bot"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRights:
    """What a site says of one of its pages: whether its tdmrep.json reserves it, and the first AI
    agent that its robots.txt keeps out ("" for none)."""

    reserved: bool = False
    closed_to: str = ""


def reserves(value: str | None) -> bool:
    """Whether a header or a meta tag `tdm-reservation` of this value reserves."""
    return (value or "").strip() == "1"


def site_rights(
    url: str, path: str, *, may_read: Callable[[str, str], bool], tdmrep: bytes
) -> SiteRights:
    """The rights of the page at `url`, `path` of its site, by the site's files.

    `may_read` is robots.txt's word on an address and an agent; `tdmrep` is empty where there is none.
    """
    closed = (agent for agent in AI_AGENTS if not may_read(url, agent))
    return SiteRights(reserved=rule_for(path, tdmrep), closed_to=next(closed, ""))


def rule_for(path: str, tdmrep: bytes) -> bool:
    """Whether the tdmrep.json `tdmrep` reserves `path`: its longest location that fits decides.

    Locations are patterns as in robots.txt (RFC 9309): a beginning, `*`, `$`. A file that cannot be
    read reserves nothing.
    """
    try:
        rows = json.loads(tdmrep)
    except (ValueError, RecursionError):
        return False
    fitting = [
        (len(location), row.get("tdm-reservation"))
        for row in (rows if isinstance(rows, list) else [rows])[:MOST_RULES]
        if isinstance(row, dict)
        and isinstance(location := row.get("location"), str)
        and _fits(location, path)
    ]
    decides = max(fitting, key=lambda one: one[0], default=(0, 0))[1]
    return decides in (1, "1", True)


def _fits(location: str, path: str) -> bool:
    pattern = location if location.startswith(("/", "*")) else f"/{location}"
    ends = pattern.endswith("$")
    parts = [re.escape(part) for part in pattern.removesuffix("$").split("*", 20)]
    return re.match(".*?".join(parts) + (r"\Z" if ends else ""), path, re.DOTALL) is not None
