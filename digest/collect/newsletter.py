"""A newsletter told apart from an article, and split into the items it tells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest import text as words
from digest.collect.blocks import Block, Run, blocks, one_space
from digest.collect.furniture import is_box, is_end, is_furniture, is_prose, word_count
from digest.text import fold

__all__ = ["Entry", "Newsletter", "from_html", "from_text", "is_mailed"]

FEWEST_BULLETS = 4  # « • Titre • texte »: an article has lists, but not of titled paragraphs
FEWEST_LINKED = 3  # headings that link out: an article that is mailed has one at most
FEWEST_WORDS = 12  # of an item's text
LONGEST_TITLE = 25  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a newsletter; `url` is where it links to, or ""."""

    title: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """An issue of somebody's newsletter: `title` of the issue, `name` of the newsletter (or "")."""

    title: str
    name: str
    opening: str
    entries: tuple[Entry, ...]


_BULLET = re.compile(r"[•·▪◦‣●■*–—-]\s?(?=\S)")
# « Titre • texte », "Title: text", "Title — text": the first of these within a headline's length.
_SEPARATOR = re.compile(r"\s[•·|]\s|\s[–—]\s|\s?:\s")
_SURE = re.compile(r"\s[•·|]\s")
# « EN FILIGRANE : haro sur … »: a label in capitals before the title.
_LABEL = re.compile(r"(?:[A-ZÀ-Þ’'-]{1,20}\s){0,3}[A-ZÀ-Þ’'-]{2,20}\s?:\s")
_WELCOME = re.compile(
    r"\b(?:bienvenue (?:dans|sur|à)|welcome (?:back )?to|vous lisez|you(?:’|')re reading)\s"
    r"(?P<name>[^,.;:!?•|\n]{2,60})",
    re.IGNORECASE,
)
# What only subscribers get, and what stands under every issue.
_OVER = re.compile(
    r"en exclusivite pour|reserve(?:e|es|s)? aux abonne|la suite (?:est )?reserve|pour lire la suite"
    r"|(?:for )?(?:paid )?subscribers only|subscribe to read|keep reading with"
    r"|(?:les )?derniers (?:articles|numeros)|se desabonner|unsubscribe|vous recevez (?:cet|ce)"
    r"|you (?:are receiving|received) this|manage (?:your )?preferences|gerer (?:vos|mes) preferences"
)
_PERSON = re.compile(
    r"(?:[A-ZÀ-Ý][\w’'-]+|d[eu]|la|le|van|von)(?:\s(?:[A-ZÀ-Ý][\w’'.-]+|d[eu]|la|le|van|von)){1,3}\Z"
)


def from_text(lines: Sequence[str]) -> Newsletter | None:
    """The newsletter that the paragraphs `lines` are, or None when they are none.

    A newsletter holds several titled paragraphs that begin with a bullet (« • Titre • texte »;
    "- Title: text" also stands in lists of ordinary articles, so it counts only where the text
    speaks as newsletters do). The prose before the
    first of them, up to its signature, is an item too: the editorial. What follows "for
    subscribers only" or "unsubscribe" is not read: teasers, biographies, lists of other issues.
    """
    marks = [number for number, line in enumerate(lines) if _split_bullet(line)]
    if len(marks) < FEWEST_BULLETS:
        return None
    end = next((n for n in range(marks[0], len(lines)) if _is_over(lines[n])), len(lines))
    marks = [number for number in marks if number < end]
    sure = sum(_is_sure(lines[number]) for number in marks)
    if len(marks) < FEWEST_BULLETS or (sure < FEWEST_BULLETS and not is_mailed("\n".join(lines))):
        return None
    head = lines[: marks[0]]
    entries = [*_editorial(head)]
    for number, following in zip(marks, [*marks[1:], end], strict=True):
        bullet = _split_bullet(lines[number])
        if bullet:
            rest = _continuation(lines[number + 1 : following])
            entries.append(Entry(title=bullet[0], text="\n\n".join([bullet[1], *rest])))
    opening = " ".join(head[:6])
    return Newsletter(
        title=_issue_title(head), name=_name(opening), opening=opening, entries=tuple(entries)
    )


def _split_bullet(line: str) -> tuple[str, str] | None:
    """Title and text of « • Titre • texte », or None when `line` is no such thing."""
    bullet = _BULLET.match(line)
    if bullet is None or word_count(line) < FEWEST_WORDS:
        return None
    body = line[bullet.end() :]
    label = _LABEL.match(body)
    if label:
        body = body[label.end() :]
        first = words.sentences(body[:400])[0].text
        title, text = first.rstrip(" ."), body[len(first) :].strip()
    else:
        separator = _SEPARATOR.search(body, 0, 150)
        if separator is None:
            return None
        title, text = body[: separator.start()].strip(), body[separator.end() :].strip()
    if not 0 < word_count(title) <= LONGEST_TITLE or word_count(text) < FEWEST_WORDS:
        return None
    return title, text


def _is_sure(line: str) -> bool:
    """Whether only newsletters write `line` so: « • Titre • texte », « • EN FILIGRANE : texte »."""
    return _SURE.search(line, 0, 150) is not None or (
        line[0] in "•▪●■" and _LABEL.match(line[1:].lstrip()) is not None
    )


def _continuation(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs that go on with an item: prose right below it, no heading, no pull quote."""
    for line in lines:
        if not is_prose(line) or is_furniture(line) or line[0] in '«“"':
            return
        yield line


def _editorial(head: Sequence[str]) -> Iterator[Entry]:
    """The editorial in what stands before the first bullet, when there is one."""
    headings = [n for n, line in enumerate(head) if not is_prose(line) and word_count(line) >= 2]
    starts = [n for n in headings if n > 0 and n + 1 < len(head) and is_prose(head[n + 1])]
    if not starts:
        return
    start = starts[0]
    signature = next((n for n in range(start + 2, len(head)) if _PERSON.match(head[n])), None)
    # Without a signature, the last heading belongs to the bullets.
    end = signature or (starts[-1] if len(starts) > 1 else len(head))
    text = [line for line in head[start + 1 : end] if not is_furniture(line)]
    if sum(map(word_count, text)) >= 5 * FEWEST_WORDS:
        yield Entry(title=head[start], text="\n\n".join(text))


def _issue_title(head: Sequence[str]) -> str:
    """The first line that can be a title: neither a button, nor a date, nor the teaser line."""
    for line in head[:6]:
        if not is_furniture(line) and 2 <= word_count(line) <= LONGEST_TITLE and "•" not in line:
            return line
    return ""


def _name(opening: str) -> str:
    """The newsletter's name in « Bienvenue dans … », or ""."""
    welcome = _WELCOME.search(opening)
    return welcome["name"].strip() if welcome else ""


def _is_over(line: str) -> bool:
    return word_count(line) <= 40 and (
        _OVER.search(fold(line)) is not None or is_end(line) or is_box(line)
    )


# ---------------------------------------------------------------------------- as HTML


def from_html(html: str) -> Newsletter | None:
    """The newsletter that `html` is, or None when it holds no several headings that link out.

    An item is a heading (by its tag, or a paragraph all bold or all linked) with the prose up to
    the next one, or a paragraph that begins with a bold or linked title. Its URL is the heading's
    link, else the first in its text.
    """
    found = [block for block in blocks(html) if not _BARE_ADDRESS.fullmatch(block.text)]
    end = next((n for n, block in enumerate(found) if n > 2 and _is_over(block.text)), len(found))
    entries = tuple(_entries(found[:end]))
    if sum(bool(entry.url) for entry in entries) < FEWEST_LINKED:
        return None
    opening = " ".join(block.text for block in found[:6])
    title = _issue_title([block.text for block in found])
    return Newsletter(title=title, name=_name(opening), opening=opening, entries=entries)


def is_mailed(written: str) -> bool:
    """Whether `written` (text or HTML) says what only newsletters say."""
    return _MAILED.search(fold(written[:2_000_000])) is not None


_MAILED = re.compile(
    r"se desabonner|me desabonner|desinscri|unsubscribe|view (?:this email )?in (?:your )?browser"
    r"|bienvenue dans (?:ce|cette|notre|votre)? ?(?:newsletter|lettre|infolettre|numero)|infolettre"
    r"|voir (?:cet e-?mail |ce message )?(?:dans (?:le|votre) navigateur|en ligne)|read online"
)
_BARE_ADDRESS = re.compile(r"https?://\S+")


def _entries(found: Iterable[Block]) -> Iterator[Entry]:
    title, url, text = "", "", list[str]()
    for block in found:
        if is_furniture(block.text):
            continue
        lead = _titled(block)
        if lead is None:
            text.append(block.text)
            url = url or _first_link(block.runs)
            continue
        yield from _entry(title, url, text)
        title, rest = lead
        url = _first_link(block.runs)
        text = [rest] if rest else []
    yield from _entry(title, url, text)


def _entry(title: str, url: str, text: Sequence[str]) -> Iterator[Entry]:
    if title and sum(map(word_count, text)) >= FEWEST_WORDS:
        yield Entry(title=title, text="\n\n".join(text), url=url)


def _titled(block: Block) -> tuple[str, str] | None:
    """The title that `block` is or begins with, and its text; None when it has none."""
    lead = 0
    for run in block.runs:
        if not (run.heading or run.bold or run.url) and run.text.strip(" \n\t•·|:–—-"):
            break
        lead += 1
    title = one_space("".join(run.text for run in block.runs[:lead])).strip("•·|:–—- ")
    rest = one_space("".join(run.text for run in block.runs[lead:])).lstrip("•·|:–—- ")
    if not 2 <= word_count(title) <= LONGEST_TITLE:
        return None
    if rest and (word_count(rest) < FEWEST_WORDS or rest[0].islower()):
        return None  # a paragraph that opens with a linked or bold word
    return title, rest


def _first_link(runs: Iterable[Run]) -> str:
    return next((run.url for run in runs if run.url), "")
