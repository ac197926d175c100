"""HTML to be pasted into an editor on the web: headings, paragraphs, lists, links, nothing else.

Made from the issue's page, so it says what the page says. Open it in a browser, select all, copy,
paste: editors such as those of Substack, Ghost and Kessel keep these elements and drop all others.
"""

from lxml import html as lxml_html
from lxml.html import HtmlElement

__all__ = ["paste"]

_KEPT = frozenset(
    {
        *("h2", "h3", "p", "ul", "ol", "li", "blockquote", "strong", "em", "a", "img", "br"),
        *("code", "pre"),
    }
)
_CALLED = {"b": "strong", "i": "em", "h4": "h3", "figcaption": "p", "cite": "em", "td": "p"}
# Not `source`: to this parser the picture stands inside it.
_GONE = frozenset({"script", "style", "footer", "nav", "form"})
_MASTHEAD = frozenset({"logo", "name", "tagline", "dateline"})  # the platform has its own
_ATTRIBUTES = {"a": ("href",), "img": ("src", "alt")}


def paste(page: str, *, title: str, language: str, base: str = "") -> str:
    """The article of `page`, an issue's page, without its masthead; `title` is the document's.

    Pictures beside the page are looked for at `base`; without one they are their words.
    """
    root = lxml_html.document_fromstring(page)
    body = next(root.iter("article"), root)
    for header in body.findall("header"):
        for child in list(header):
            if child.tag == "h1" or child.get("class") in _MASTHEAD:
                header.remove(child)
        header.drop_tag()  # type: ignore[attr-defined]  # an HtmlElement, as all here
    for table in list(body.iter("table")):
        _listed(table)
    for element in list(body.iter()):
        if element is not body:
            _simplify(element, base)
    inside = "".join(
        lxml_html.tostring(child, encoding="unicode", with_tail=False)
        for child in body
        if isinstance(child.tag, str)
    )
    shell = lxml_html.document_fromstring(
        f'<!DOCTYPE html><html lang=""><head><meta charset="utf-8"><title></title></head><body>{inside}</body></html>'
    )
    shell.set("lang", language)
    next(shell.iter("title")).text = title
    return f"<!DOCTYPE html>\n{lxml_html.tostring(shell, encoding='unicode')}\n"


def _listed(table: HtmlElement) -> None:
    """A table of deals as a list: most of these editors know no tables."""
    for head in table.findall("thead"):
        table.remove(head)
    for row in table.iter("tr"):
        said = (cell.text_content() for cell in row if isinstance(cell.tag, str))
        parties, amount = ([" ".join(cell.split()) for cell in said] + ["", ""])[:2]
        links = [(link.text_content(), link.get("href")) for link in row.iter("a")]
        for child in list(row):
            row.remove(child)
        row.tag = "li"
        for text, _ in links:
            amount = amount.removesuffix(text).rstrip(" ·")
        row.text = " : ".join(filter(None, [parties, amount])) + (" — " if links else "")
        for text, address in links:
            link = lxml_html.Element("a", href=address)
            link.text = text
            row.append(link)
    table.tag = "ul"
    for body in list(table.findall("tbody")):
        body.drop_tag()


def _simplify(element: HtmlElement, base: str) -> None:
    if not isinstance(element.tag, str) or element.tag in _GONE:
        element.drop_tree()
        return
    element.tag = _CALLED.get(element.tag, element.tag)
    if element.tag == "img":
        _seen(element, base)
    if element.tag not in _KEPT:
        element.drop_tag()
        return
    kept = {
        name: element.get(name) for name in _ATTRIBUTES.get(element.tag, ()) if element.get(name)
    }
    for name in list(element.attrib):
        del element.attrib[name]
    for name, value in kept.items():
        element.set(name, value)


def _seen(image: HtmlElement, base: str) -> None:
    """A picture that the editor can fetch, or its words."""
    src = image.get("src") or ""
    if src.startswith(("http://", "https://")):
        return
    if base:
        image.set("src", base + src)
        return
    image.tag = "em"
    image.text = image.get("alt") or ""
