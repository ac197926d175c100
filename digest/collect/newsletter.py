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
    """The newsletter that `html` is, or None when it does not hold several headings that link out.

    An item is a heading (by its tag, or a paragraph all bold or all linked) with the prose up to
    the next one, or a paragraph that begins with a bold or linked title. Its URL is the heading's
    link, else that of its "read more", else the first in its text. Subheads of an essay do not
    link, and the links in its sentences prove nothing.
    """
    found = [block for block in blocks(html) if not _BARE_ADDRESS.fullmatch(block.text)]
    end = next((n for n, block in enumerate(found) if n > 2 and _is_over(block.text)), len(found))
    drafts = [draft for draft in _drafts(found[:end]) if draft.words >= FEWEST_WORDS]
    if sum(bool(draft.link) for draft in drafts) < FEWEST_LINKED:
        return None
    opening = " ".join(block.text for block in found[:6])
    return Newsletter(
        title=_issue_title([block.text for block in found]),
        name=_name(opening),
        opening=opening,
        entries=tuple(
            Entry(title=draft.title, text="\n\n".join(draft.text), url=draft.link or draft.mention)
            for draft in drafts
        ),
    )


def is_mailed(written: str) -> bool:
    """Whether `written` (text or HTML) says what only newsletters say."""
    return _MAILED.search(fold(written[:2_000_000])) is not None


_MAILED = re.compile(
    r"se desabonner|me desabonner|desinscri|unsubscribe|view (?:this email )?in (?:your )?browser"
    r"|bienvenue dans (?:ce|cette|notre|votre)? ?(?:newsletter|lettre|infolettre|numero)|infolettre"
    r"|voir (?:cet e-?mail |ce message )?(?:dans (?:le|votre) navigateur|en ligne)|read online"
)
_BARE_ADDRESS = re.compile(r"https?://\S+")
_MORE = re.compile(
    r"\W*(?:(?:read|learn|see|find out|go|continue|lire|en savoir|voir|decouvrir|je)\b"
    r"(?: (?:more|deeper|on|it|the|full|story|article|here|reading|la|suite|plus|l'article|lis))*)\W*\Z"
)
_READING_TIME = re.compile(
    r"\s*\((?:lecture )?\d{1,3}[- ]?min\w{0,5}(?: read| de lecture)?\)\Z", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[^\W\d])")


@dataclass(slots=True)
class _Draft:
    """An item while it is read: the link that is its own, and one that its text mentions."""

    title: str
    text: list[str]
    link: str = ""
    mention: str = ""

    @property
    def words(self) -> int:
        return sum(map(word_count, self.text))

    def add(self, runs: Sequence[Run]) -> None:
        links = [run for run in runs if run.url]
        more = next((run.url for run in links if _MORE.match(fold(run.text))), "")
        last = runs[-1]  # "… (Reuters)", "… More": a short link after the last sentence
        if not more and last.url and len(runs) > 1 and word_count(last.text) <= 3:
            more = last.url
        self.link = self.link or more
        self.mention = self.mention or (links[0].url if links else "")


def _drafts(found: Iterable[Block]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for block in found:
        lead = None if is_furniture(block.text) else _titled(block)
        if lead:
            if draft:
                yield draft
            title, link, rest = lead
            draft = _Draft(title=title, text=[rest] if rest else [], link=link)
        if draft:
            draft.add(block.runs)
            if not lead and not is_furniture(block.text):
                draft.text.append(block.text)
    if draft:
        yield draft


def _titled(block: Block) -> tuple[str, str, str] | None:
    """The title that `block` is or begins with, its link and its text; None when it has none."""
    lead = 0
    for run in block.runs:
        if not (run.heading or run.bold or run.url) and run.text.strip(_MARGIN):
            break
        lead += 1
    written = one_space("".join(run.text for run in block.runs[:lead]))
    link = next((run.url for run in block.runs[:lead] if run.url), "")
    rest = one_space("".join(run.text for run in block.runs[lead:])).lstrip(_MARGIN)
    title = _NUMBER.sub("", _READING_TIME.sub("", written.strip(_MARGIN)))
    if not 2 <= word_count(title) <= LONGEST_TITLE:
        return None
    if rest and (word_count(rest) < FEWEST_WORDS or rest[0].islower()):
        return None  # a paragraph that opens with a linked or bold word
    if rest and written.endswith(":") and not link and word_count(title) <= 4:
        return None  # "Why it matters: …", a label inside an item
    return title, link, rest


_MARGIN = " \n\t•·|:–—-"
