"""A vouch: an editor's word for a sentence that the sources do not bear out.

In the draft it is a note, easily written by hand:

    <!-- garanti : La phrase entière. -->
    <!-- vouched (town hall, by phone): The whole sentence. -->

It holds for a sentence of exactly these words, wherever that stands: an item may move, and a word
that changes takes the vouch away. Typography may change: spaces, capitals, the form of quotation
marks (not where words are quoted), emphasis, dashes.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.draft.escape import to_comment
from digest.draft.lines import rows
from digest.draft.normal import note as normal_note
from digest.draft.plain import plain
from digest.draft.read import parse
from digest.errors import DraftError
from digest.model import Issue, Item, Note
from digest.notice import Notice
from digest.text import sentences

__all__ = ["Vouch", "add", "key", "read", "vouches"]

_VOUCH = re.compile(
    r"\s*(?:garantie?|vouched)\s*(?:\((?P<why>[^()]*)\)\s*)?:\s*(?P<sentence>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# Signs that mean something beside letters: 1,1 is not 11, € is not $, -5 is not 5, 1/2 is not 1 2; what is
# quoted is said by somebody, and a question says nothing.
_TOKEN = re.compile(
    r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[%‰°$£¥฿₠-⃏?\"]|(?<![\w.,])[+-](?=[ \u00a0\u202f]?\d)"
)
_MINUS = re.compile(r"(?<![\w.,])[−–-](?=[ \u00a0\u202f]?\d)")
_QUOTES = re.compile(r"[«»“”„‹›]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch:
    """`sentence` as the editor copied it, and why it is true, in words for the house."""

    sentence: str
    why: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """What it holds for: the whole, what guillemets round it hold, and each sentence or point of it when
        several were copied."""
        text = plain(self.sentence)
        parts = (
            text,
            text.strip('«»“”" \u00a0\u202f'),
            *(one.text for one in sentences(text)),
            *text.split("•"),
        )
        return frozenset(filter(None, map(key, parts)))


@lru_cache(maxsize=1 << 12)  # a draft's sentences are looked up among those of its stories
def key(sentence: str) -> str:
    """What of a sentence (plain text) a vouch is bound to: its words, figures and their signs."""
    shown = (sign for sign in sentence if unicodedata.category(sign) != "Cf")  # soft hyphens …
    text = unicodedata.normalize("NFC", "".join(shown)).casefold()
    return " ".join(_TOKEN.findall(_QUOTES.sub('"', _MINUS.sub("-", text))))


def read(note: str) -> Vouch | None:
    """The vouch that the text of a note is, else None."""
    found = _VOUCH.fullmatch(note)
    if found is None:
        return None
    return Vouch(
        sentence=" ".join(found["sentence"].split()), why=" ".join((found["why"] or "").split())
    )


def vouches(issue: Issue) -> tuple[Vouch, ...]:
    """All that stand in the draft, in its order."""
    return tuple(found for note in _notes(issue) if (found := read(note.text)))


def _notes(issue: Issue) -> Iterator[Note]:
    for blocks in (issue.preamble, *(section.blocks for section in issue.sections)):
        yield from (block for block in blocks if isinstance(block, Note))


def add(text: str, section: int, block: int, sentence: str, *, why: str = "") -> str:
    """The draft `text` with a vouch for `sentence` (plain text) behind the item at this place.

    `section` and `block` count from 0. One line and a blank one are put in; all other bytes stay.
    Where the sentence is vouched for already, `text` comes back. Raises DraftError when there is
    no item there, or nothing to vouch for.
    """
    here = parse(text)
    try:
        blocks = here.issue.sections[section].blocks
        item, at = blocks[block], here.sections[section].blocks[block]
    except IndexError:
        raise DraftError(
            Notice("There is no item at this place any more."), Notice("Reload the page.")
        ) from None
    bound = key(sentence)
    if not isinstance(item, Item) or not bound:
        raise DraftError(
            Notice("There is no sentence to vouch for at this place."), Notice("Reload the page.")
        )
    if any(bound in one.keys for one in vouches(here.issue)):
        return text
    row = _row(sentence, why, here.issue.language)
    lines = rows(text)
    end = "\r\n" if lines[at.last - 1].endswith("\r\n") else "\n"
    before = "".join(lines[: at.last])
    before += "" if before.endswith(("\n", "\r", "\x0b", "\x0c")) else end
    changed = "".join([before, end, f"<!-- {to_comment(row)} -->{end}", *lines[at.last :]])
    inside = sum(one == at for one in here.sections[section].blocks)  # notes in the item's lines
    meant = [*blocks[: block + inside], Note(text=normal_note(row)), *blocks[block + inside :]]
    sections = list(here.issue.sections)
    sections[section] = replace(sections[section], blocks=tuple(meant))
    if parse(changed).issue != replace(here.issue, sections=tuple(sections)):
        raise DraftError(
            Notice("The vouch cannot be put here without touching more than was meant."),
            Notice("Write it into issue.md by hand: <!-- {row} -->", row=to_comment(row)),
        )
    return changed


def _row(sentence: str, why: str, language: str) -> str:
    word, colon = ("garanti", " : ") if language == "fr" else ("vouched", ": ")
    why = " ".join(why.replace("(", "[").replace(")", "]").split())
    reason = f" ({why})" if why else ""
    return f"{word}{reason}{colon}{' '.join(sentence.split())}"
