"""Text in a PDF comes out in paragraphs."""

from zoneinfo import ZoneInfo

from digest.collect.pdf import article_from_pdf, paragraphs
from digest.config import SourceSettings
from digest.model import Article

LINES = (
    "The cooperative met its members on Tuesday evening to show",
    "them the accounts of the year, which are better than it had",
    "feared in spite of the price of energy and of the rents.",
)


def pdf(lines: tuple[str, ...]) -> bytes:
    """The smallest PDF that prints `lines`; readers rebuild the table of objects it lacks."""
    drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F 12 Tf 72 720 Td {drawn} ET"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources"
        "<</Font<</F 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        "trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    ).encode()


def test_the_lines_of_a_page_become_a_paragraph() -> None:
    settings = SourceSettings(name="x", type="folder")
    (found,) = article_from_pdf(
        pdf(LINES), "note", settings=settings, zone=ZoneInfo("UTC"), where="note.pdf"
    )
    assert isinstance(found, Article)
    assert found.text == " ".join(LINES)
    assert found.source == "note"


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    assert paragraphs("La coopé-\nrative des\nateliers.") == "La coopérative des ateliers."


def test_a_short_line_ends_a_paragraph() -> None:
    text = "\n".join(["Les comptes", *LINES, "It opens.", *LINES])
    assert paragraphs(text).split("\n\n")[0] == "Les comptes"
