"""JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1)."""

import json
from datetime import UTC, datetime
from typing import Any

from digest.collect.entries import MOST_ENTRIES, Entry, Feed, address, plain, plausible
from digest.errors import SourceError
from digest.fetch import Page
from digest.notice import Notice

__all__ = ["parse_json"]


def parse_json(page: Page) -> Feed:
    """The JSON Feed that `page` is. Raises SourceError when it is other JSON, or broken."""
    try:
        table = json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            Notice("{url} is not valid JSON.", url=page.url), Notice("Tell the site.")
        ) from error
    items = table.get("items") if isinstance(table, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _string(table, "version"):
        raise SourceError(
            Notice("{url} is JSON, but not a JSON Feed.", url=page.url),
            Notice("Correct the address."),
        )
    return Feed(
        url=page.url,
        title=_string(table, "title"),
        language=_string(table, "language"),
        entries=tuple(_entry(item, page.url) for item in items[:MOST_ENTRIES]),
    )


def _entry(item: Any, base: str) -> Entry:
    if not isinstance(item, dict):
        return Entry()
    body = max(plain(_string(item, "content_html")), _string(item, "content_text"), key=len)
    links = (_string(item, name) for name in ("url", "external_url", "id"))
    return Entry(
        title=_string(item, "title"),
        url=next((url for link in links if (url := address(base, link))), ""),
        text=body or _string(item, "summary"),
        complete=bool(body),
        published=_moment(item, "date_published") or _moment(item, "date_modified"),
    )


def _string(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _moment(item: dict[str, Any], key: str) -> datetime | None:
    """RFC 3339; a time without a zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat(_string(item, key))
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return plausible(moment.astimezone(UTC))
    except OverflowError:
        return None
