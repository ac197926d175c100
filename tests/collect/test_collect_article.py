"""An article is normalised the same way wherever it comes from, and has one id."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.article import LONGEST_TEXT, make_article, normalise, one_line


def test_the_id_is_that_of_the_canonical_url() -> None:
    one = make_article(url="https://Example.fr/a?utm_source=x#top", title="A", text="t", source="S")
    two = make_article(url="https://example.fr/a", title="B", text="u", source="T")
    assert one.id == two.id
    assert len(one.id) == 12
    assert one.url == "https://example.fr/a"


def test_without_url_the_id_is_that_of_title_and_text() -> None:
    one = make_article(title="A", text="b", source="S")
    assert one.id == make_article(title=" A ", text="b\n", source="T").id
    assert one.id != make_article(title="A", text="c", source="S").id


def test_items_of_a_newsletter_that_link_to_one_page_are_different_articles() -> None:
    page = make_article(url="https://example.fr/a", title="A", text="t", source="S")
    item = make_article(url="https://example.fr/a", title="A", text="t", source="S", part_of="N")
    other = make_article(url="https://example.fr/a", title="B", text="u", source="S", part_of="N")
    assert len({page.id, item.id, other.id}) == 3


def test_an_address_that_is_not_of_the_web_is_dropped() -> None:
    assert make_article(url="javascript:alert(1)", title="A", text="t", source="S").url == ""


def test_the_publisher_is_the_family_of_the_address() -> None:
    article = make_article(url="https://www.actu.example.co.uk/a", title="A", text="t", source="S")
    assert article.publisher == "example.co.uk"
    assert make_article(title="A", text="t", source="S").publisher == "S"


def test_a_date_without_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        make_article(title="A", text="t", source="S", published=datetime(2025, 9, 27))  # noqa: DTZ001  # the point
    aware = datetime(2025, 9, 27, tzinfo=UTC)
    assert make_article(title="A", text="t", source="S", published=aware).published == aware


def test_a_language_code_is_two_letters() -> None:
    assert make_article(title="A", text="t", source="S", language="fr-FR").language == "fr"
    assert make_article(title="A", text="t", source="S").language is None


def test_paragraphs_are_separated_by_one_blank_line() -> None:
    assert normalise("\r\n Un.\r\n\r\n\r\nDeux.\u2028Trois. \n") == "Un.\n\nDeux.\n\nTrois."


def test_lines_that_a_mail_program_wrapped_are_joined() -> None:
    wrapped = (
        "Cette longue phrase a été coupée par un logiciel de\n"
        "courrier qui tient à ses soixante-douze colonnes, comme\n"
        "au bon vieux temps.\n\n- premier point de la liste qui suit le paragraphe\n- second point"
    )
    first, *points = normalise(wrapped).split("\n\n")
    assert first.endswith("comme au bon vieux temps.")
    assert len(points) == 2


def test_invisible_characters_go_and_no_break_spaces_stay() -> None:
    assert (
        normalise("a\u00adb\u200bc \ufeffd\x00\ue000 16\u202f000\u00a0€")
        == "abc d 16\u202f000\u00a0€"
    )
    assert one_line("un\ntitre\u202esur deux lignes") == "un titresur deux lignes"


def test_an_endless_text_is_cut_at_a_paragraph() -> None:
    text = normalise("Une phrase.\n\n" * LONGEST_TEXT)
    assert len(text) <= LONGEST_TEXT
    assert text.endswith("phrase.")


def test_an_endless_paragraph_is_cut_inside() -> None:
    text = normalise("Un titre.\n\n" + "Une phrase. " * LONGEST_TEXT)
    assert LONGEST_TEXT // 2 < len(text) <= LONGEST_TEXT


@given(st.text(max_size=400))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_composed_and_decomposed_text_are_the_same_article(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert normalise(composed) == normalise(decomposed)


@given(st.text(alphabet="ab cd\n", max_size=200))
def test_a_no_break_space_is_a_space(text: str) -> None:
    spaced = normalise(text.replace(" ", "\u00a0"))
    assert spaced.replace("\u00a0", " ") == normalise(text)
