"""Web addresses: which are safe to follow, which name the same page, whose they are, where in it."""

import re
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from digest.model import Item
from digest.text import fold

__all__ = ["anchor", "canonical", "has_known_suffix", "is_web", "publisher", "within"]

# Parameters that say where a click came from and never which page is meant. Exact names; short
# words that some sites use for the page itself (`s`, `t`, `ref`, `source`, `id`) are not here.
TRACKING = frozenset(
    """
    __hsfp __hssc __hstc __s __twitter_impression _ga _gac _gl _hsenc _hsmi _openstat campaign_id
    cmpid dclid efid email_hash fb_action_ids fb_action_types fb_ref fb_source fbclid ftag gbraid
    gclid gclsrc guccounter guce_referrer guce_referrer_sig hsctatracking igsh igshid li_fat_id
    mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash msclkid ncid ns_campaign ns_linkname
    ns_mchannel ns_source oly_anon_id oly_enc_id rb_clickid s_cid smid smtyp srsltid ttclid twclid
    vero_conv vero_id wbraid wickedid wt_mc xtcr xtor yclid
    """.split()  # noqa: SIM905 - a list of 59 quoted words is no easier to read
)
# utm_ (Urchin, everybody), at_ (Piano, most of the French press), pk_/mtm_/piwik_/matomo_ (Matomo).
TRACKING_PREFIXES = ("utm_", "at_", "pk_", "mtm_", "piwik_", "matomo_")

_ANCHOR = 60  # characters
DEFAULT_PORTS = {"http": "80", "https": "443"}

_PERCENT = re.compile("%[0-9a-fA-F]{2}")


def canonical(url: str) -> str:
    """The address of the page behind `url`, one form for all ways of linking to it.

    Scheme and host in lower case (the host in its ASCII form, RFC 5891), no default port, no
    fragment, no tracking parameter; every other parameter is kept, in its order, since it may name
    the page. Characters that an address may not hold are percent-encoded. Idempotent. What is not a
    web address comes back stripped and otherwise as it was.
    """
    url = url.strip()
    parts = _split(url)
    if parts is None:
        return url
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = _port(parts)
    if port and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    path = _PERCENT.sub(lambda found: found[0].upper(), parts.path) or "/"
    return urlunsplit((parts.scheme, host, path, query, ""))


def is_web(url: str) -> bool:
    """Whether `url` is an absolute http(s) address without credentials and control characters."""
    return _split(url.strip()) is not None


def publisher(url: str) -> str:
    """The family that `url` belongs to: its registrable domain ("" when it is not a web address).

    By the Public Suffix List that tldextract carries; nothing is downloaded. Each customer of a
    shared host (`*.blogspot.com`) is a family of its own, and so are `example.fr` and
    `example.com`: nobody can tell from the outside that they share a newsroom.
    """
    parts = _split(url.strip())
    if parts is None:
        return ""
    host = (parts.hostname or "").rstrip(".")
    return _suffixes()(host).top_domain_under_public_suffix or host


def has_known_suffix(name: str) -> bool:
    """Whether `name` (« meta.ai », "example.org/a") ends in a suffix of the Public Suffix List."""
    return bool(_suffixes()(name).suffix)


def anchor(item: Item) -> str:
    """The `id` of an item on the web page of its issue: its story's, else from its title.

    Small letters, digits and hyphens; "" where it has neither.
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(item.id or item.title)))[:_ANCHOR].strip("-")


def within(page: str, place: str) -> str:
    """The address of the `place` (see `anchor`) in a `page`; the page where it has none."""
    return f"{page}#{place}" if page and place and "#" not in page else page


def _split(url: str) -> SplitResult | None:
    """The parts of a safe web address (percent-encoded, host in ASCII), else None."""
    # urlsplit would silently drop tabs and line ends; backslashes are slashes to some browsers and
    # not to others. An address that two readers read differently is not followed.
    if not url.isprintable() or "\\" in url:
        return None
    if not url[:8].lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(safe_url_string(url))
        host, _ = parts.hostname, parts.port
    except (ValueError, UnicodeError):
        return None
    if not host or not host.strip(".") or "@" in parts.netloc or ".." in host or "%" in host:
        return None
    return parts if host.isascii() and len(host) <= 253 else None


def _port(parts: SplitResult) -> str:
    return str(parts.port) if parts.port is not None else ""


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


@cache
def _suffixes() -> Any:
    from tldextract import TLDExtract  # noqa: PLC0415 - 40 ms that most commands can do without

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
