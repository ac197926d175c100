"""What other programs make of the Markdown that they are given."""

from datetime import date

import markdown as python_markdown
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from digest.export import markdown, short
from digest.model import Deal, Issue, Item, Link, Picture, Prose, Quote, Section, Subhead

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\\<b onclick=x>", "<!-- x -->",
    "[clic](javascript:alert(1))", "[clic]( javascript:x)", "[clic](<javascript:x>)", "![p](data:x)",
    "[clic][a]", "\n\n[a]: javascript:alert(1)\n\n", "[a]:javascript:x", "<javascript:alert(1)>",
    "java&#115;cript:x", "](", "`", "<", ">", "\n\n", "    <p onclick=x>", "| ", "mot ", "*", "[",
]  # fmt: skip
hostile = st.lists(st.sampled_from(HOSTILE), max_size=6).map("".join)
KNOWN = {"html", "body", "div", "span", "p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "a",
         "code", "pre", "hr", "br", "img"}  # fmt: skip


def issue(text: str, url: str = "https://a.example/x") -> Issue:
    """An issue in which `text` stands wherever there may be words."""
    deal = Deal(who=text, whom=text, kind=text, amount=text, links=(Link(text=text, url=url),))
    item = Item(title=text, label=text, text=text, links=(Link(text=text, url=url),))
    picture = Picture(src="https://a.example/a.png", alt=text, caption=text)
    blocks = (
        item,
        Prose(text=text),
        Quote(text=text, source=text),
        Subhead(text=text),
        picture,
        deal,
    )
    section = Section(title=text, standfirst=text, companies=(text,), blocks=blocks)
    return Issue(date=date(2025, 9, 27), title=text, teaser=(text,), sections=(section,))


@example(">[a]:javascript:x\n\n[clic][a]", "")
@given(hostile, hostile)
def test_no_element_and_no_link_of_an_article_gets_through(text, url):
    made = python_markdown.markdown(markdown(issue(text, url)))
    for element in html.document_fromstring(f"<body>{made}</body>").iter():
        assert element.tag in KNOWN
        assert set(element.attrib) <= {"href", "src", "alt", "title", "start"}
        for name in ("href", "src"):
            assert element.get(name, "https://").startswith(("https://", "http://", "mailto:"))


def test_a_link_to_the_web_stays_one():
    assert "[clic](https://b.example/c)" in markdown(issue("[clic](https://b.example/c)"))


def test_a_readers_name_gives_way_to_its_fallback():
    written = issue("Bonjour {first_name|cher lecteur}")
    assert "Bonjour cher lecteur" in markdown(written)
    assert "first_name" not in markdown(written) + short(written, "linkedin")
