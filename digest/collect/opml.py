"""Lists of feeds, as other readers export and import them: OPML 2.0 (opml.org/spec2.opml)."""

import json
import re
from collections.abc import Iterable, Sequence

from digest.config import SourceSettings
from digest.errors import SourceError
from digest.notice import Notice
from digest.urls import canonical, is_web, publisher

__all__ = ["append", "dumps", "loads"]

LARGEST = 5_000_000  # characters; a list of ten thousand feeds is a third of it


def loads(text: str | bytes) -> tuple[SourceSettings, ...]:
    """The feeds in an OPML file, in its order, however deep; each address once.

    Two feeds of one name get a number behind it, since names are unique in `sources.toml`.
    Raises SourceError when `text` is not OPML.
    """
    from lxml import etree  # noqa: PLC0415 - 30 ms, import and export only

    data = text.encode() if isinstance(text, str) else text
    if len(data) > LARGEST:
        raise SourceError(Notice("The OPML file is larger than 5 MB."), Notice("Split it."))
    # Hostile XML: entities are not replaced, nothing is loaded, the depth has its limit.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(
            _without_declaration(text) if isinstance(text, str) else data, parser
        )
    except etree.XMLSyntaxError as error:
        raise SourceError(
            Notice("The file is not OPML: {error}.", error=error), Notice("Export it again.")
        ) from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise SourceError(
            Notice("The file is not OPML."), Notice("Export the list of feeds as OPML.")
        )
    found: dict[str, SourceSettings] = {}
    names: set[str] = set()
    for outline in root.iter("{*}outline"):
        table = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        url = table.get("xmlurl", "").strip()
        if not is_web(url) or canonical(url) in found:
            continue
        name = _one_line(table.get("text") or table.get("title") or "") or publisher(url)
        found[canonical(url)] = _feed(_unique(name, names), url)
    return tuple(found.values())


def dumps(sources: Iterable[SourceSettings], title: str) -> str:
    """An OPML file of the feeds among `sources`, in their order; other sources have no place in it."""
    from lxml import etree  # noqa: PLC0415 - 30 ms, import and export only

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _one_line(title)
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.type == "feed":
            name = _one_line(source.name)
            url = str(source.options["url"])
            etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=url)
    found: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return found.decode()


def append(
    text: str, known: Sequence[SourceSettings], new: Iterable[SourceSettings]
) -> tuple[str, tuple[SourceSettings, ...]]:
    """`sources.toml` with feeds of `new` added at its end, and the feeds that were added.

    `text` is the file as it stands and `known` what it holds: not a character of it changes. A feed
    whose address is there already is left out; a name that is taken gets a number behind it.
    """
    there = {canonical(str(source.options.get("url", ""))) for source in known}
    names = {source.name for source in known}
    added = []
    for source in new:
        url = str(source.options["url"])
        if canonical(url) not in there:
            there.add(canonical(url))
            name = _one_line(source.name) or publisher(url)
            added.append(_feed(_unique(name, names), url))
    tables = "".join(
        f"\n[[source]]\nname = {_toml(source.name)}\nurl = {_toml(str(source.options['url']))}\n"
        for source in added
    )
    gap = "" if not text or text.endswith("\n") or not tables else "\n"
    return text + gap + tables, tuple(added)


def _feed(name: str, url: str) -> SourceSettings:
    return SourceSettings.model_validate({"name": name, "type": "feed", "url": url})


def _unique(name: str, taken: set[str]) -> str:
    number, chosen = 1, name
    while chosen in taken:
        number += 1
        chosen = f"{name} {number}"
    taken.add(chosen)
    return chosen


# Python's str holds what XML 1.0 and TOML do not: control characters, half surrogates.
_NOT_TEXT = re.compile(r"[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}\?>")


def _one_line(text: str) -> str:
    return " ".join(_NOT_TEXT.sub(" ", text).split())


def _without_declaration(text: str) -> bytes:
    """The bytes of a text whose declared encoding was true only before it was decoded."""
    return _DECLARATION.sub("", text).encode()


def _toml(value: str) -> str:
    """`value` as a TOML basic string: the escapes of JSON are among those of TOML."""
    return json.dumps(_one_line(value), ensure_ascii=False)
