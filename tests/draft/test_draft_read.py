"""What people write, and what is understood."""

from datetime import date

import pytest

from digest.draft import dumps, loads, parse
from digest.draft.lines import Lines
from digest.errors import DraftError
from digest.model import Epigraph, Issue, Item, Link, Note, Picture, Prose, Quote, Section, Subhead

HEAD = "---\ndate: 2025-09-27\n---\n"


def blocks(body):
    """The blocks before the first section."""
    return loads(HEAD + body).preamble


def only(body):
    (block,) = blocks(body)
    return block


def section(body):
    (found,) = loads(HEAD + body).sections
    return found


# ---------------------------------------------------------------------------- front matter


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("title: Stargate : la suite # 3", "Stargate : la suite # 3"),
        ('title: "Stargate : la suite"', "Stargate : la suite"),
        ('title: "Oui" et "non"', '"Oui" et "non"'),
        ("title: 'L''essai'", "L'essai"),
        ("title: 'tis l'heure'", "'tis l'heure'"),
        ("Title: Majuscule", "Majuscule"),
        ("title: >\n  Sur deux\n  lignes", "Sur deux lignes"),
        ("title:", ""),
        ("title: [crochets] & {accolades}: *tout*", "[crochets] & {accolades}: *tout*"),
    ],
)
def test_a_value_is_the_rest_of_its_line(row, title):
    assert loads(f"---\ndate: 2025-09-27\n{row}\n---\n").title == title


def test_the_teaser_is_a_list_or_one_line_with_bullets():
    for rows in ("teaser:\n  - Un : deux\n  - Trois", "teaser:\n- Un : deux\n- Trois"):
        assert loads(f"---\ndate: 2025-09-27\n{rows}\n---\n").teaser == ("Un : deux", "Trois")
    assert loads("---\ndate: 2025-09-27\nteaser: Un • Deux\n---\n").teaser == ("Un", "Deux")


def test_an_epigraph_has_a_text_and_an_author():
    text = "---\ndate: 2025-09-27\nepigraph:\n  text: « Mot »\n  author: Une autrice\n---\n"
    assert loads(text).epigraph == Epigraph(text="« Mot »", author="Une autrice")
    assert loads("---\ndate: 2025-09-27\nepigraph: « Mot »\n---\n").epigraph == Epigraph(
        text="« Mot »"
    )


def test_unknown_keys_and_yaml_comments_are_kept_in_their_order():
    text = "---\nmots: [a, b]\ndate: 2025-09-27\n# à moi\nliste:\n  - un\n---\n"
    issue = loads(text)
    assert issue.extra == (("mots", "[a, b]"), ("", "# à moi"), ("liste", "\n  - un"))
    assert "mots: [a, b]\n# à moi\nliste:\n  - un\n---" in dumps(issue)


def test_a_comment_in_the_front_matter_becomes_a_note():
    issue = loads("---\ndate: 2025-09-27\ntitle: Brouillon <!-- trouver mieux -->\n---\n")
    assert (issue.title, issue.preamble) == ("Brouillon", (Note(text="trouver mieux"),))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "issue.md:1: the file does not begin"),
        ("## Rubrique\n", "issue.md:1: the file does not begin"),
        ("---\ndate: 2025-09-27\n", "issue.md:1: the front matter that begins here is never"),
        ("---\ntitle: Sans date\n---\n", "issue.md:1: the front matter says no date"),
        ("---\ntitle: x\ndate: 27/09/2025\n---\n", "issue.md:3: '27/09/2025' is not a date"),
        ("---\ndate: 2025-02-30\n---\n", "issue.md:2: '2025-02-30' is not a date"),
        ("---\ndate: 2025-09-27\nnumber: douze\n---\n", "issue.md:3: 'douze' is not a number"),
        (f"{HEAD}\nTexte\n<!-- à moi\n\nencore\n", "issue.md:6: a comment begins here"),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_line_and_a_remedy(text, says):
    with pytest.raises(DraftError) as error:
        loads(text)
    assert error.value.message.startswith(says)
    assert error.value.hint


def test_windows_line_ends_a_byte_order_mark_and_smart_dashes_are_no_obstacle():
    issue = loads("\ufeff—\r\ndate: 2025-09-27\r\n—\r\n\r\n## Titre\r\n\r\n- Texte\r\n")
    assert issue.date == date(2025, 9, 27)
    assert issue.sections == (Section(title="Titre", blocks=(Item(text="Texte"),)),)


# ---------------------------------------------------------------------------- sections


def test_a_section_has_its_key_audience_standfirst_and_company_line():
    text = "## La bulle <!-- bubble subscribers -->\n\n*Un chapô.*\n\nAmiad • Cohere\n\nSuite.\n"
    assert section(text) == Section(
        key="bubble",
        title="La bulle",
        standfirst="Un chapô.",
        companies=("Amiad", "Cohere"),
        blocks=(Prose(text="Suite."),),
        audience="subscribers",
    )


@pytest.mark.parametrize("words", ["Subscribers", "subscribers", "bubble Abonnés", "abonnées"])
def test_a_section_for_subscribers_is_theirs_however_it_is_spelled(words):
    assert section(f"## La bulle <!-- {words} -->\n\nSecret.\n").audience == "subscribers"


@pytest.mark.parametrize(
    "words", ["audience: subscribers", "bubble, subscribers", "note --> <!-- bubble subscribers"]
)
def test_a_heading_that_speaks_of_subscribers_unclearly_is_refused(words):
    with pytest.raises(DraftError, match=r"issue\.md:4: for whom is this section\?"):
        section(f"## La bulle <!-- {words} -->\n\nSecret.\n")


def test_blank_lines_may_be_missing_beneath_a_heading():
    found = section("## La bulle\n*Un chapô.*\n- Texte\n### Inter\nSuite\n")
    assert found.standfirst == "Un chapô."
    assert found.blocks == (Item(text="Texte"), Subhead(text="Inter"), Prose(text="Suite"))


def test_a_word_to_oneself_in_a_heading_is_no_key():
    found = section("## Ma rubrique <!-- titre à revoir ! -->\n")
    assert (found.key, found.blocks) == (None, (Note(text="titre à revoir !"),))


def test_a_sentence_with_a_bullet_is_no_company_line():
    text = "Il a dit oui à tout le monde hier • et non à tous les autres."
    assert section(f"## Titre\n\n{text}\n").blocks == (Prose(text=text),)


@pytest.mark.parametrize("text", ["Amiad • Cohere", "*Tout en italique*", "![a](b.jpg)", "## a"])
def test_an_empty_comment_keeps_a_paragraph_a_paragraph(text):
    found = section(f"## Titre\n\n<!-- -->{text}\n")
    assert found == Section(title="Titre", blocks=(Prose(text=text),))


# ---------------------------------------------------------------------------- items


@pytest.mark.parametrize(
    "row",
    [
        "- **Titre** • texte",
        "* **Titre** • texte",
        "• **Titre** • texte",
        "  • **Titre** • texte",
        "-\t**Titre** – texte",
        "- **Titre** - texte",
        "- **Titre** — texte",
        "- **Titre** : texte",
        "- **Titre**: texte",
        "- **Titre :** texte",
        "-\u00a0**Titre**\u00a0•\u00a0texte",
        "- **Titre**\n  texte",
    ],
)
def test_many_hands_write_an_item_alike(row):
    assert only(row) == Item(title="Titre", text="texte")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("- texte seul", Item(text="texte seul")),
        ("- **Titre seul**", Item(title="Titre seul")),
        ("- **Gras** en tête de phrase", Item(text="**Gras** en tête de phrase")),
        ("- **Reprise.** Le texte suit", Item(title="Reprise.", text="Le texte suit")),
        ("- À SURVEILLER : texte", Item(label="À SURVEILLER", text="texte")),
        (
            "- À SURVEILLER\u00a0: **T** • texte",
            Item(label="À SURVEILLER", title="T", text="texte"),
        ),
        ("- VIDÉO • texte", Item(label="VIDÉO", text="texte")),
        ("- Nvidia : texte", Item(text="Nvidia : texte")),
        ("- **Le *Guardian* rit** • t", Item(title="Le Guardian rit", text="t")),
        (r"- **2 \* 3** • t", Item(title="2 * 3", text="t")),
    ],
)
def test_label_title_and_text_are_told_apart(row, expected):
    assert only(row) == expected


def test_an_item_has_paragraphs_links_id_and_marks():
    text = (
        "- **Titre** • un\n\n  deux\n\n  [Le Monde](https://a.org/x) · [FT](<https://b.org/(y)>) "
        "<!-- s1a2b3c lang:en locked -->\n\nAutre paragraphe.\n"
    )
    assert blocks(text) == (
        Item(
            id="s1a2b3c",
            title="Titre",
            text="un\n\ndeux",
            links=(
                Link(text="Le Monde", url="https://a.org/x"),
                Link(text="FT", url="https://b.org/(y)"),
            ),
            marks=("lang:en", "locked"),
        ),
        Prose(text="Autre paragraphe."),
    )


def test_a_word_to_oneself_in_an_item_is_neither_its_id_nor_its_text():
    text = "- **Titre** • un <!-- vérifier ce chiffre --> deux <!-- s1a2b3c -->"
    assert blocks(text) == (
        Item(id="s1a2b3c", title="Titre", text="un deux"),
        Note(text="vérifier ce chiffre"),
    )


def test_a_nested_list_stays_in_its_item():
    assert only("- tête\n  - un\n  - deux") == Item(text="tête\n- un\n- deux")


# ---------------------------------------------------------------------------- other blocks


def test_a_pull_quote_has_a_source():
    for text in (
        "> « Oui »\n>\n> — Elle, p. 3",
        "> « Oui »\n> – Elle, p. 3",
        ">« Oui »\n>-- Elle, p. 3",
    ):
        assert only(text) == Quote(text="« Oui »", source="Elle, p. 3")


def test_a_picture_has_a_caption_beneath_or_as_its_title():
    expected = Picture(src="a b.jpg", alt="Photo", caption="Légende")
    assert only("![Photo](<a b.jpg>)\n*Légende*") == expected
    assert only('![Photo](<a b.jpg> "Légende")') == expected


@pytest.mark.parametrize(
    "text",
    [
        "Un paragraphe\nsur deux lignes.",
        "1. un\n2. deux",
        "| a | b |\n|---|---|",
        "```\ncode\n```",
        "***",
        "# Un trop grand titre",
        "<div onclick=x>html</div>",
        r"\## pas un titre",
        r"\- pas un item",
    ],
)
def test_anything_else_is_kept_where_it_is_to_the_character(text):
    assert only(text) == Prose(text=text)
    assert dumps(loads(HEAD + text)).endswith(f"\n\n{text}\n")


def test_notes_of_one_line_and_of_many():
    assert blocks("<!-- un -->\n\n<!--\ndeux\n\n- trois\n-->") == (
        Note(text="un"),
        Note(text="deux\n\n- trois"),
    )


def test_an_article_cannot_smuggle_a_comment_a_section_or_a_link_line():
    text = "vu <!-- s9999999 locked -->\n## Fausse rubrique\n- **Faux** • item\n[x](https://x.org)"
    item = Item(id="s1a2b3c", title="Vrai --> titre <!-- x -->", text=text)
    issue = loads(HEAD + "## Titre <!-- a -->")
    issue = type(issue)(date=issue.date, sections=(Section(blocks=(item,)),))
    (found,) = loads(dumps(issue)).sections
    assert found.blocks == (item,)


# ---------------------------------------------------------------------------- positions


def test_every_part_knows_its_lines():
    text = (
        "---\ntitle: T\ndate: 2025-09-27\nteaser:\n  - a\n---\n\n"  # 1 to 7
        "<!-- note\nlongue -->\n\n"  # 8 to 10
        "## Titre <!-- bubble -->\n\n*Chapô*\n\nA • B\n\n"  # 11 to 16
        "- **Un** • texte\n\n  suite <!-- s1a2b3c -->\n- deux\n"  # 17 to 20
    )
    located = parse(text)
    assert located.head["teaser"] == Lines(first=4, last=5)
    assert located.preamble == (Lines(first=8, last=9),)
    (section_,) = located.sections
    assert section_.whole == Lines(first=11, last=20)
    assert section_.standfirst == Lines(first=13, last=13)
    assert section_.companies == Lines(first=15, last=15)
    assert section_.blocks == (Lines(first=17, last=19), Lines(first=20, last=20))
    assert located.item("s1a2b3c") == Lines(first=17, last=19)
    assert located.item("s0000000") is None


def test_a_comment_left_open_never_hides_what_follows() -> None:
    draft = (
        "---\ndate: 2025-09-27\n---\n\n<!-- à vérifier\n\n## France <!-- france -->\n\nUn texte.\n"
    )
    with pytest.raises(DraftError, match=r"issue\.md:5: a comment begins here"):
        loads(draft)


def test_a_note_may_quote_the_marks_of_a_comment() -> None:
    note = Note(text="Le titre : OpenAI <!-- lève --> deux milliards")
    issue = Issue(date=date(2025, 9, 27), preamble=(note,))
    assert loads(dumps(issue)).preamble == (note,)
