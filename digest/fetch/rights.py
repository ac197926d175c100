"""What a site says of machines that read texts: the TDM Reservation Protocol, and rules for AI agents.

W3C Community Group, "TDM Reservation Protocol" (2024): a reservation stands in the answer's header
`tdm-reservation`, in the page's `<meta name="tdm-reservation">`, or in `/.well-known/tdmrep.json`.
It is law where Directive (EU) 2019/790, article 4, applies.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

__all__ = ["AI_AGENTS", "WELL_KNOWN", "SiteRights", "reserves", "rule_for", "site_rights"]

WELL_KNOWN = "/.well-known/tdmrep.json"
MOST_RULES = 1_000

# The names under which models are fed, as their makers publish them. A robots.txt that closes a page
# to one of them means models; what it allows to readers' programs is another matter.
AI_AGENTS = (
    *("GPTBot", "ChatGPT-User", "OAI-SearchBot", "ClaudeBot", "Claude-User", "Claude-Web"),
    *("anthropic-ai", "Google-Extended", "Google-CloudVertexBot", "CCBot", "Applebot-Extended"),
    *("Meta-ExternalAgent", "PerplexityBot", "Perplexity-User", "Bytespider", "cohere-ai"),
    *("MistralAI-User", "DeepSeekBot", "Amazonbot", "AI2Bot", "Diffbot"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRights:
    """What a site says of one of its pages: whether its tdmrep.json reserves it, and the first AI
    agent that its robots.txt keeps out ("" for none)."""

    reserved: bool = False
    closed_to: str = ""


def reserves(value: str | None) -> bool:
    """Whether a header (which may come twice) or a meta tag `tdm-reservation` of this value reserves."""
    return any(one.strip() == "1" for one in (value or "").split(","))


def site_rights(url: str, *, may_read: Callable[[str, str], bool], tdmrep: bytes) -> SiteRights:
    """The rights of the page at `url` by its site's files.

    `may_read` is robots.txt's word on an address and an agent; `tdmrep` is empty where there is none.
    """
    closed = (agent for agent in AI_AGENTS if not may_read(url, agent))
    return SiteRights(reserved=rule_for(url, tdmrep), closed_to=next(closed, ""))


def rule_for(url: str, tdmrep: bytes) -> bool:
    """Whether the tdmrep.json `tdmrep` reserves `url` of its site: its longest location that fits decides.

    Locations are patterns as in robots.txt (RFC 9309), so they are read as one: what is reserved is
    closed, and of two alike the one that is open counts. A file that cannot be read reserves nothing.
    """
    try:
        rows = json.loads(tdmrep)
    except (ValueError, RecursionError):
        return False
    lines = ["User-agent: *"]
    for row in (rows if isinstance(rows, list) else [rows])[:MOST_RULES]:
        location = row.get("location") if isinstance(row, dict) else None
        if isinstance(location, str) and location.isprintable():  # no line of its own
            word = "Disallow" if row.get("tdm-reservation") in (1, "1", True) else "Allow"
            lines.append(
                f"{word}: {location if location.startswith(('/', '*')) else f'/{location}'}"
            )
    return not Protego.parse("\n".join(lines)).can_fetch(url, "*")
