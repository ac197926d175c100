"""Notes in Markdown with a front matter, as editors and clipping tools save articles."""

import json
import re
from zoneinfo import ZoneInfo

from digest import text as words
from digest import urls
from digest.collect import dates
from digest.collect.article import make_article, normalise, one_line
from digest.config import SourceSettings
from digest.facts import names
from digest.model import Article

__all__ = ["article_from_markdown", "domain", "front_matter", "headline"]

_KEYS = {
    "url": "url link permalink canonical_url source_url",
    "title": "title titre headline",
    "source": "source site publisher journal media",
    "date": "date published date_published pubdate created",
    "lang": "lang language langue",
}
_ALIASES = {alias: key for key, names in _KEYS.items() for alias in names.split()}
_PAIR = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s+(.*))?$")
_FRONT_LINES = 200
# Plain paragraphs, which most bodies are, need no Markdown parser (1 ms each, 10 s in 10,000).
_MARKED_UP = re.compile(r"[*_`\[<&\\]|^\s{0,3}(?:#|>|=|---)", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(\S.*)")


def article_from_markdown(
    written: str, name: str, *, settings: SourceSettings, zone: ZoneInfo
) -> Article | None:
    """The article that the Markdown file `name` holds; None when it has neither title nor text.

    The front matter is read line by line, not as YAML: keys other than url, title, source, date
    and lang are ignored, and no colon, hash or quotation mark in a title makes it unreadable.
    Without a title the first heading serves, or the first sentence; without a source, the domain,
    or the file's name. A date without a time is midnight in `zone`.
    """
    known, body = front_matter(written)
    text = normalise(_plain(body))
    title = one_line(known.get("title", ""))
    heading = next((match for line in body.splitlines() if (match := _HEADING.match(line))), None)
    if not title and heading:
        title = one_line(_plain(heading[1]))
    if title and text.startswith(f"{title}\n"):
        text = text[len(title) :].lstrip()
    if not title and not text:
        return None
    url = known.get("url", "")
    return make_article(
        url=url,
        title=title or headline(text) or name,
        text=text,
        source=known.get("source", "") or domain(url) or name,
        publisher=settings.publisher,
        published=dates.parse(known["date"], zone) if known.get("date") else None,
        language=known.get("lang") or settings.language or None,
    )


def front_matter(written: str) -> tuple[dict[str, str], str]:
    """The known keys at the head of `written` (without their quotes), and the body below.

    What does not open with `---`, or never closes it, is all body.
    """
    lines = written.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return {}, written
    known: dict[str, str] = {}
    key: str | None = None
    for number, line in enumerate(lines[1 : _FRONT_LINES + 1], 1):
        if line.strip() in {"---", "..."}:
            return {k: _unquoted(v) for k, v in known.items()}, "\n".join(lines[number + 1 :])
        if pair := _PAIR.match(line):
            key = _ALIASES.get(pair[1].lower())
            if key in known:
                key = None  # of `url` and `source_url`, the first
            elif key:
                known[key] = pair[2] or ""
        elif key and line[:1].isspace():  # a folded value goes on
            known[key] = f"{known[key].strip().rstrip('>|')} {line.strip()}"
    return {}, written


_PRONOUNS = frozenset(
    [
        "il",
        "elle",
        "ils",
        "elles",
        "ce",
        "cela",
        "ca",
        "on",
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "we",
    ]
)


def headline(text: str, limit: int = 120) -> str:
    """A headline where there is none: a sentence of `text`, shortened to `limit`.

    The first that names somebody or something, among the first three, says more of a story than an
    opening such as « Le constat est sévère. »; without one, the first.
    """
    opening = [sentence.text for sentence in words.sentences(text[:2000])[:3]]
    found = next(filter(_telling, opening), opening[0] if opening else "")
    return words.shorten(found, limit)


def _telling(sentence: str) -> bool:
    if sentence.endswith("?") or words.fold(sentence).partition(" ")[0] in _PRONOUNS:
        return False
    return bool(names(sentence, words.language(sentence) or "fr"))


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return value
    if value[0] == "'":
        return value[1:-1].replace("''", "'")
    try:
        return str(json.loads(value))
    except ValueError:  # a quotation mark inside, not escaped
        return value[1:-1].replace('\\"', '"')


def domain(url: str) -> str:
    address = urls.canonical(url) if urls.is_web(url) else ""
    return address.split("/")[2].removeprefix("www.") if address else ""


def _plain(body: str) -> str:
    if not _MARKED_UP.search(body):
        return body
    # Linear on hostile text: 20,000 open brackets take 0.3 s (with `markdown`, minutes).
    from markdown_it import MarkdownIt  # noqa: PLC0415  # 40 ms, only where there is Markdown

    from digest.collect.blocks import paragraphs  # noqa: PLC0415  # lxml, likewise

    return "\n\n".join(paragraphs(MarkdownIt("commonmark").render(body)))
