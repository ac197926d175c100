"""Rules on the links: each leads somewhere, both readings have the same, a reader can leave."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from digest.check.proof import Place, Proof, said
from digest.check.rule import Found
from digest.model import RESERVED_KEYS, Deal, Item
from digest.notice import Notice
from digest.urls import canonical, is_web

__all__ = [
    "broken_links",
    "duplicates",
    "found_at",
    "no_unsubscribe",
    "parity",
    "unsourced",
    "vague_links",
]

_LOCAL = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home|test|invalid)$")
_MALFORMED = Notice("Malformed address")
_OURS = Notice("Address of this machine or house")
_SHORT_URL = 80  # characters of an address that a message shows


def broken_links(proof: Proof) -> Iterator[Found]:
    """Links of the mail that lead nowhere, and those of the draft that the mail had to drop."""
    for element in proof.page.iter("a"):
        url = element.get("href") or ""
        if wrong := _wrong(url, token="{token}" in proof.newsletter.unsubscribe_url):
            told = Notice("{wrong}: “{url}”.", wrong=wrong, url=url[:_SHORT_URL])
            yield found_at(proof, url, told)
    for place in proof.places():
        for link in place.block.links if isinstance(place.block, Item | Deal) else ():
            if not is_web(link.url) and not link.url.startswith("mailto:"):
                yield Found(
                    evidence=Notice(
                        "“{text}” leads nowhere: “{url}”.",
                        text=link.text,
                        url=link.url[:_SHORT_URL],
                    ),
                    line=place.line,
                    item=place.item,
                )
    if unread := re.search(r"\]\([^\s()]*\)", said(proof.page)):
        told = Notice("“{unread}” was not read as a link.", unread=unread[0][:_SHORT_URL])
        yield found_at(proof, unread[0][2:-1], told)


def _wrong(url: str, *, token: bool) -> Notice | None:
    """What is wrong with an address; None for a good one."""
    if not url.strip() or url.startswith("#"):
        return Notice("Empty address")
    if url.startswith("mailto:"):
        written = re.fullmatch(r"mailto:[^\s@]+@[^\s@]+\.[^\s@]+", url)
        return None if written else _MALFORMED
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return _MALFORMED
    if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s<>\"]", url):
        return _MALFORMED
    if re.search(r"[{}]|%7[BbDd]", url.replace("{token}", "") if token else url):
        return Notice("Unfilled address")
    try:
        return None if ip_address(host).is_global else _OURS
    except ValueError:
        local = "." not in host or _LOCAL.search(host)
    return _OURS if local else None


def parity(proof: Proof) -> Iterator[Found]:
    """Sections and links that one reading has and the other has not."""
    spelled = set(proof.text.split())
    addresses = (element.get("href") for element in proof.page.iter("a"))
    shown = dict.fromkeys(url for url in addresses if url)
    for url in shown:
        if url not in spelled and url.removeprefix("mailto:") not in spelled:
            told = Notice("Only the mail has the link “{url}”.", url=url[:_SHORT_URL])
            yield found_at(proof, url, told)
    page = said(proof.page)
    for word in sorted(spelled):
        if word.startswith(("http://", "https://")) and word not in shown and word not in page:
            yield Found(
                evidence=Notice("Only the plain text has “{word}”.", word=word[:_SHORT_URL])
            )
    lines = _one_line(proof.text)
    for heading in proof.page.iter("h2"):
        title = _one_line(heading.text_content())
        if title and title not in lines:
            yield Found(evidence=Notice("Only the mail has the section “{title}”.", title=title))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def no_unsubscribe(proof: Proof) -> Iterator[Found]:
    """A link to leave by: in the mail, in the plain text, and in the header (RFC 2369)."""
    url = proof.newsletter.unsubscribe_url
    if not url:
        yield Found(evidence=Notice("config/digest.toml has no newsletter.unsubscribe_url."))
        return
    links = [element for element in proof.page.iter("a") if element.get("href") == url]
    if not any(element.text_content().strip() for element in links):
        yield Found(evidence=Notice("The mail has no visible link to unsubscribe."))
    if url not in proof.text.split():
        yield Found(evidence=Notice("The plain text has no address to unsubscribe."))
    if url not in re.sub(r"\s", "", str(proof.message.get("List-Unsubscribe", ""))):
        yield Found(evidence=Notice("The message has no List-Unsubscribe header."))


def unsourced(proof: Proof) -> Iterator[Found]:
    """Stories that name no source; agenda, teasers and the like have none to name."""
    for place, item in _stories(proof):
        if not any(is_web(link.url) for link in item.links):
            yield Found(
                evidence=Notice("“{title}” names no source.", title=item.title or item.text[:60]),
                line=place.line,
                item=item.id,
            )


def duplicates(proof: Proof) -> Iterator[Found]:
    """Two stories with one title or one address, or one address twice in a story."""
    seen: dict[str, list[Place]] = defaultdict(list)
    for place, item in _stories(proof):
        if title := _one_line(unicodedata.normalize("NFKC", item.title)).casefold():
            seen[title].append(place)
        for link in item.links:
            if is_web(link.url):
                seen[canonical(link.url)].append(place)
    for what, places in seen.items():
        for again in places[1:]:
            yield Found(
                evidence=Notice(
                    "“{what}” already stands on line {line}.",
                    what=what[:_SHORT_URL],
                    line=places[0].line,
                ),
                line=again.line,
                item=again.item,
            )


_VAGUE = re.compile(
    r"ici|cliquez ici|cliquer ici|là|lien|ce lien|lire|lire la suite|en savoir plus|plus|voir|suite"
    r"|here|click here|this|link|this link|more|read more|learn more"
)


def vague_links(proof: Proof) -> Iterator[Found]:
    """Links whose words say nothing to someone who hears them read out in a row."""
    for element in proof.page.iter("a"):
        text = _one_line(element.text_content())
        if _VAGUE.fullmatch(text.casefold().strip(" .…→>»")):
            told = Notice("A link says only “{text}”.", text=text)
            yield found_at(proof, element.get("href") or "", told)


def _stories(proof: Proof) -> Iterator[tuple[Place, Item]]:
    for place in proof.places():
        ordinary = place.section is not None and place.section.key not in RESERVED_KEYS
        if ordinary and isinstance(place.block, Item):
            yield place, place.block


def found_at(proof: Proof, url: str, evidence: Notice) -> Found:
    """What was found of an address, at the block of the draft that has it, if one has."""
    for place in proof.places():
        block = place.block
        linked = isinstance(block, Item) and any(link.url == url for link in block.links)
        if linked or (url and url in str(getattr(block, "text", ""))):
            return Found(evidence=evidence, line=place.line, item=place.item)
    return Found(evidence=evidence)
