"""The article in a PDF: the text it holds, not the pictures of text."""

import io
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from digest.collect.article import make_article, one_line
from digest.collect.clean import clean
from digest.collect.furniture import word_count
from digest.collect.markdown import headline
from digest.config import SourceSettings
from digest.model import Article, Refusal
from digest.notice import Notice

__all__ = ["article_from_pdf", "paragraphs"]

MOST_PAGES = 100
FEWEST_WORDS = 25

# Titles that programs fill in: "Microsoft Word - note.docx".
_FILE_TITLE = re.compile(r"microsoft|untitled|sans titre|\.\w{2,4}$", re.IGNORECASE)


def article_from_pdf(
    data: bytes, name: str, *, settings: SourceSettings, zone: ZoneInfo, where: str
) -> Iterator[Article | Refusal]:
    """The article in the PDF `name`; a Refusal when it is encrypted, broken or has no text.

    The title is the document's own, else its first sentence. When it was published is not known: a
    PDF says only when the file was made.
    """
    del zone  # of the signature that readers of files share
    from pypdf import PdfReader  # noqa: PLC0415  # 0.2 s, only where there is a PDF

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield Refusal(where=where, why=Notice("is a PDF with a password; save it without one"))
            return
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
        title = one_line(str((reader.metadata and reader.metadata.title) or ""))
    except Exception as error:  # noqa: BLE001  # pypdf raises anything on broken files
        yield Refusal(
            where=where, why=Notice("is a PDF that cannot be read ({error})", error=error)
        )
        return
    text = clean(paragraphs("\n".join(pages)))
    if word_count(text) < FEWEST_WORDS:
        yield Refusal(
            where=where, why=Notice("is a PDF without text (pictures of pages are not read)")
        )
        return
    if _FILE_TITLE.search(title) or word_count(title) < 2:
        title = ""
    yield make_article(
        title=title or headline(text),
        text=text,
        source=name,
        publisher=settings.publisher,
        language=settings.language or None,
    )


def paragraphs(text: str) -> str:
    """`text` with the lines that a page's width broke joined to paragraphs.

    A paragraph ends at a blank line, or at a line that is shorter than the page is wide and ends a
    sentence; a heading is a short line that the next one does not go on with.
    """
    lines = [line.strip() for line in text.splitlines()]
    widths = sorted(len(line) for line in lines if line)
    wide = 0.8 * widths[9 * len(widths) // 10] if widths else 0.0
    joined: list[str] = []
    open_paragraph = False
    for line in lines:
        if not line:
            open_paragraph = False
            continue
        if open_paragraph and joined[-1].endswith("-") and line[0].islower():
            joined[-1] = joined[-1][:-1] + line
        elif open_paragraph:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        open_paragraph = len(line) >= wide
    return "\n\n".join(joined)
