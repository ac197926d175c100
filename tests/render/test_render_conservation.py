"""No word of the issue is lost on the way to a reader, and none changes its place."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from digest.model import (
    Deal,
    Epigraph,
    Issue,
    Item,
    Link,
    Note,
    Picture,
    Prose,
    Quote,
    Section,
    Subhead,
)
from digest.render import render

_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "li",
    "div",
    "td",
    "pre",
    "br",
    "section",
    "figure",
    "figcaption",
    "blockquote",
    "cite",
}


def words(text):
    return re.findall(r"\w+", text)


def words_of_page(page):
    body = lxml_html.document_fromstring(page).body
    said = []
    for element in body.iter():
        if element.tag in _BLOCKS:
            element.text = " " + (element.text or "")
            element.tail = " " + (element.tail or "")
        if element.tag == "img":
            element.tail = f" {element.get('alt')} " + (element.tail or "")
    said.append("".join(body.itertext()))
    return words(" ".join(said))


def words_of_issue(issue):  # noqa: C901 - a case for each kind of block
    """What the model says, in reading order, read without any code of the renderer."""
    said = [issue.title, *issue.teaser]
    if issue.epigraph:
        said += [issue.epigraph.text, issue.epigraph.author]
    for section in (Section(blocks=issue.preamble), *issue.sections):
        if section.audience != "everyone" or all(isinstance(b, Note) for b in section.blocks):
            continue
        said += [section.title, section.standfirst, *section.companies]
        for block in section.blocks:
            match block:
                case Item():
                    said += [block.label, block.title, block.text]
                    said += [link.text for link in block.links]
                case Prose(text=text) | Subhead(text=text):
                    said.append(text)
                case Quote():
                    said += [block.text, block.source]
                case Picture():
                    said += [block.alt, block.caption]
                case Deal() if block.sure:
                    said += [block.who, block.whom, block.kind, block.amount]
                    said += [link.text for link in block.links]
                case Note() | Deal():
                    pass
    return words(" ".join(re.sub(r"\]\([^)]*\)", "]", text) for text in said))


def missing(some, among):
    """The first word of `some` that is not in `among` after the ones before it."""
    rest = iter(among)
    return next((word for word in some if word not in rest), None)


def test_the_demo_says_every_word_in_every_reading(issue, email):
    spoken = words_of_issue(issue)
    assert len(spoken) > 300
    assert missing(spoken, words_of_page(email.html)) is None
    assert missing(spoken, words_of_page(email.web)) is None
    assert missing(spoken, words(email.text)) is None


@pytest.mark.parametrize(
    "unspoken", ["Éditorial à écrire", "Rien cette semaine", "locked", "lang:en"]
)
def test_notes_and_marks_never_reach_a_reader(email, unspoken):
    for reading in (email.html, email.text, email.web, email.eml.decode()):
        assert unspoken not in reading


def test_mail_and_text_have_the_same_links(email):
    page = lxml_html.document_fromstring(email.html)
    targets = {link.get("href") for link in page.iter("a")}
    assert targets == {url for url in targets if url in email.text.split()}


PLAIN = st.lists(
    st.sampled_from(["un", "deux", "trois", "l'IA", "«", "!", "5", "%", "Md$", "&", "<b>", "été"]),
    max_size=6,
).map(" ".join)
MARKDOWN = (
    PLAIN | PLAIN.map(lambda text: f"**{text}**") | PLAIN.map(lambda text: f"- {text}\n- fin")
)
LINKS = st.lists(st.builds(Link, text=PLAIN, url=st.just("https://a.example/b")), max_size=2).map(
    tuple
)
BLOCKS = st.lists(
    st.builds(Item, title=PLAIN, text=MARKDOWN, label=PLAIN, links=LINKS)
    | st.builds(Prose, text=MARKDOWN)
    | st.builds(Subhead, text=PLAIN)
    | st.builds(Quote, text=MARKDOWN, source=PLAIN)
    | st.builds(Picture, src=st.sampled_from(["a.png", "javascript:x"]), alt=PLAIN, caption=PLAIN)
    | st.builds(Deal, who=PLAIN, kind=PLAIN, amount=PLAIN, links=LINKS)
    | st.just(Deal(who="confidentiel", sure=False))
    | st.builds(Note, text=st.just("confidentiel")),
    max_size=4,
).map(tuple)
SECTIONS = st.builds(
    Section,
    key=st.sampled_from([None, "editorial", "teasers", "france"]),
    title=PLAIN,
    standfirst=MARKDOWN,
    companies=st.lists(PLAIN, max_size=2).map(tuple),
    blocks=BLOCKS.map(lambda blocks: (*blocks, Prose(text="reste"))),
)
ISSUES = st.builds(
    Issue,
    date=st.just(date(2025, 9, 27)),
    title=PLAIN,
    language=st.sampled_from(["fr", "en"]),
    teaser=st.lists(PLAIN, max_size=2).map(tuple),
    epigraph=st.none() | st.builds(Epigraph, text=PLAIN.map("x {}".format), author=PLAIN),
    preamble=BLOCKS,
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(issue=ISSUES)
def test_any_issue_says_every_word_in_every_reading(newsletter, issue):
    email = render(issue, newsletter=newsletter, templates=None)
    spoken = words_of_issue(issue)
    for reading in (words_of_page(email.html), words_of_page(email.web), words(email.text)):
        assert missing(spoken, reading) is None
        assert "confidentiel" not in reading
