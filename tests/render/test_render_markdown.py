import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digest.render.address import is_address
from digest.render.markdown import DEEPEST, LONGEST, MOST_SIGNS, parse


def html(text, language="fr"):
    return parse(text, language).__html__()


def spoken(text):
    return " ".join(paragraph.text for paragraph in parse(text, "en").paragraphs())


def test_emphasis_links_and_lists():
    assert html("Un **mot**, [ici](https://a.example/b?c=d&e=f).") == (
        '<p>Un <strong>mot</strong>, <a href="https://a.example/b?c=d&amp;e=f">ici</a>.</p>'
    )
    assert html("- a\n- b").replace("\n", "") == "<ul><li>a</li><li>b</li></ul>"


def test_typography_reaches_across_emphasis():
    assert html("« **Oui** » vaut *5* %") == (
        "<p>«\u00a0<strong>Oui</strong>\u00a0» vaut <em>5</em>\u00a0%</p>"
    )


def test_code_and_addresses_are_not_typeset():
    assert html("`l'a ; b` ?") == "<p><code>l'a ; b</code>\u202f?</p>"
    assert 'href="https://a.example/l\'x...y"' in html("[z](https://a.example/l'x...y)")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div>\n\n<b>x</b>\n\n</div>",
        "<!-- x -->",
        "<![CDATA[ x ]]>",
        "<mj-text>x</mj-text>",
        "{{ 7 * 7 }} {% include 'x' %}",
    ],
)
def test_raw_html_is_text(hostile):
    element = etree.fromstring(f"<div>{html(hostile)}</div>")
    assert {child.tag for child in element.iter()} <= {"div", "p"}
    assert "".join(element.itertext()).replace("\n", "").split() != []


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.example",
        "/page",
        "#top",
        "",
    ],
)
def test_only_the_web_and_mailboxes_are_linked(target):
    assert "href" not in html(f"[mot]({target}) <{target}>")
    assert "mot" in html(f"[mot]({target})")
    assert not is_address(target)


def test_an_address_cannot_leave_its_attribute():
    link = html('[x](<https://a.example/"onclick="y>)')
    assert list(etree.fromstring(link)[0].attrib) == ["href"]


def test_headings_are_paragraphs_so_that_no_level_is_skipped():
    assert html("# Titre") == "<p>Titre</p>"


def test_pictures_inside_prose_are_their_words():
    assert html("![une carte](https://a.example/c.png)") == "<p>une carte</p>"


def test_line_ends_inside_a_paragraph_are_spaces():
    assert html("un\ndeux") == "<p>un deux</p>"


def test_lead_stands_in_the_first_paragraph_and_is_escaped():
    assert parse("texte", "fr").led_by("<b> • ") == "<p>&lt;b&gt; • texte</p>"
    assert str(parse("- a", "fr").led_by("x")).startswith("<p>x</p><ul>")


def test_plain_text_says_the_links_it_does_not_spell_out():
    said = list(parse("a [b](https://b.example) <https://c.example>", "fr").paragraphs())
    assert said[0].text == "a b https://c.example"
    assert said[0].urls == ("https://b.example",)


def test_plain_text_of_lists():
    said = [
        (p.first, p.text) for p in parse("1. un\n2. deux\n   - trois\n\n> q", "fr").paragraphs()
    ]
    assert said == [("1. ", "un"), ("2. ", "deux"), ("   – ", "trois"), ("    ", "q")]


def test_too_deep_or_too_long_is_plain_text_with_every_word():
    for text in ("> " * 1500 + "mot", "mot " * LONGEST, "*a **b " * 1000 + "c* d** " * 1000):
        source, result = text.split(), html(text)
        depth = max(
            len(list(element.iterancestors())) for element in etree.fromstring(result).iter()
        )
        assert depth <= DEEPEST
        assert result.count("mot") == source.count("mot")


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "`", "<", "\\", "> ", "[a](", "&", "<http:", "1. ", "- "]
)
def test_text_beyond_the_limits_takes_linear_time(linear, piece):
    linear(html, piece * (5 * LONGEST // len(piece)))
    linear(html, (piece + "mot ") * 5 * MOST_SIGNS)


def test_what_stopped_the_parser_leaves_no_trace():
    calm = "un **mot**, [ici](https://a.example)"
    before = html(calm)
    html("1. " * 3000)
    html("*a **b _c " * 60)
    assert html(calm) == before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n- b", "<p>a</p><ul><li>b</li></ul>"),
        ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n\n  suite\n- b", "<ul><li><p>a</p><p>suite</p></li><li><p>b</p></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("en\n2025. Une année", "<p>en 2025. Une année</p>"),
        ("#1 mondial", "<p>#1 mondial</p>"),
        ("[a]: https://a.example", "<p>[a]: https://a.example</p>"),
        ("[note](voir page 2)", "<p>[note](voir page 2)</p>"),
        (r"\<b> \* \&amp;", "<p>&lt;b&gt; * &amp;amp;</p>"),
        ("a  \nb", "<p>a<br />b</p>"),
        ("```\n- x\n\ny\n```", "<pre><code>- x<br /><br />y</code></pre>"),
        ("```\nx", "<p>``` x</p>"),
        ("    indenté", "<p>indenté</p>"),
    ],
)
def test_read_as_an_editors_viewer_does(text, shown):
    assert html(text) == shown


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "mot ",
            "*",
            "**",
            "_",
            "`",
            "[",
            "](https://a.example)",
            "<b>",
            "&amp;",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "# ",
            "1. ",
            "    ",
            "```\n",
            "\x00",
            "\x0b",
            "\ud800",
            "\u202e",
            "é",
            "e\u0301",
            "]]>",
            "-->",
            "\\",
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKDOWN | st.text(max_size=80))
def test_always_well_formed(text):
    etree.fromstring(f"<div>{html(text)}</div>")


@given(MARKDOWN)
def test_both_readings_say_the_same_words(text):
    element = etree.fromstring(f"<div>{html(text, 'en')}</div>")
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    for block in element.iter("p", "li", "pre", "blockquote", "ul", "ol"):
        block.text = " " + (block.text or "")
        block.tail = " " + (block.tail or "")
    assert "".join(element.itertext()).split() == spoken(text).split()
