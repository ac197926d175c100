"""The front matter of a draft: written as YAML, read without YAML's traps.

A journalist writes `title: Stargate : la suite # 3`, which YAML refuses or cuts; here a value is
the rest of its line, to the character, and no line is ever lost.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.draft.escape import from_markdown, to_markdown
from digest.draft.extra import ENTRY, FENCE, KNOWN, extra_rows, is_continuation, normal_extra
from digest.draft.lines import Lines, lift_all
from digest.draft.normal import line
from digest.errors import DraftError
from digest.model import Epigraph, Issue
from digest.notice import Notice

__all__ = ["Head", "entry", "read", "write"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4000}")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?")
_YAML_WORD = re.compile(r"true|false|yes|no|on|off|null|y|n", re.IGNORECASE)
_YAML_BREAKS = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The front matter. `notes` are the comments that stood in it; `ends` is its last line."""

    day: date
    number: int | None
    texts: Mapping[str, str]
    teaser: tuple[str, ...]
    epigraph: Epigraph | None
    extra: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    at: Mapping[str, Lines]
    ends: int


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A key with the rows of its value, the first one beside the key."""

    key: str
    rows: list[str]
    first: int
    last: int


@dataclass(slots=True, kw_only=True)
class _Values:
    """Decodes values and keeps the comments found in them."""

    notes: list[str] = field(default_factory=list)

    def text(self, rows: Iterable[str]) -> str:
        words = [row.strip() for row in rows if row.strip()]
        if len(words) > 1 and _BLOCK_SCALAR.fullmatch(words[0]):
            words = words[1:]
        text, comments = lift_all(_unquote(" ".join(words)))
        self.notes.extend(comments)
        return line(from_markdown(text))

    def teaser(self, rows: list[str]) -> tuple[str, ...]:
        points: list[list[str]] = [[piece] for piece in _unquote(rows[0].strip()).split("•")]
        for row in rows[1:]:
            words = row.strip()
            if words == "-" or words.startswith("- "):
                points.append([words[1:]])
            else:
                points[-1].append(words)
        return tuple(point for point in map(self.text, points) if point)

    def epigraph(self, rows: list[str]) -> Epigraph | None:
        parts: dict[str, list[str]] = {"text": [rows[0]], "author": []}
        here = "text"
        for row in rows[1:]:
            found = ENTRY.fullmatch(row.strip())
            if found and found[1].strip().lower() in parts:
                here = found[1].strip().lower()
                parts[here].append(found[2] or "")
            else:
                parts[here].append(row)
        epigraph = Epigraph(text=self.text(parts["text"]), author=self.text(parts["author"]))
        return epigraph if epigraph != Epigraph(text="") else None


def read(rows: list[str], *, path: str) -> Head:
    """The front matter at the beginning of `rows` (the lines of the file).

    Raises DraftError when there is none, when it is not closed, when its date is missing or no
    date, when its number is no number.
    """
    start = next((at for at, row in enumerate(rows) if row.strip()), 0)
    if not FENCE.fullmatch(rows[start].rstrip()):
        raise DraftError(
            Notice(
                "{path}:{line}: the file does not begin with its front matter.",
                path=path,
                line=start + 1,
            ),
            Notice(
                "Begin it with a line `---`, a line `date: 2025-09-27`, and another line `---`."
            ),
        )
    end = next(
        (at for at in range(start + 1, len(rows)) if FENCE.fullmatch(rows[at].rstrip())), None
    )
    if end is None:
        raise DraftError(
            Notice(
                "{path}:{line}: the front matter that begins here is never closed.",
                path=path,
                line=start + 1,
            ),
            Notice("Write a line `---` beneath its last line."),
        )
    known: dict[str, _Entry] = {}
    extra: list[tuple[str, str]] = []
    for entry in _entries(rows, start + 1, end):
        key = entry.key.lower()
        if key in KNOWN and key not in known:
            known[key] = entry
        else:
            extra.append((line(entry.key), "\n".join(entry.rows)))
    values = _Values()
    texts: dict[str, str] = {
        key: values.text(known[key].rows)
        for key in ("title", "subject", "preheader", "newsletter", "language", "frozen")
        if key in known
    }
    return Head(
        day=_day(known.get("date"), path=path, line_=start + 1),
        number=_number(known.get("number"), path=path),
        texts=texts,
        teaser=values.teaser(known["teaser"].rows) if "teaser" in known else (),
        epigraph=values.epigraph(known["epigraph"].rows) if "epigraph" in known else None,
        extra=normal_extra(extra),
        notes=tuple(values.notes),
        at={key: Lines(first=entry.first, last=entry.last) for key, entry in known.items()},
        ends=end + 1,
    )


def _entries(rows: list[str], start: int, end: int) -> Iterable[_Entry]:
    entry: _Entry | None = None
    for number, row in enumerate(rows[start:end], start + 1):
        if not row.strip():
            continue
        if entry and is_continuation(row):
            entry.rows.append(row.rstrip())
            entry.last = number
            continue
        if entry:
            yield entry
        found = ENTRY.fullmatch(row.rstrip())
        key, value = (found[1].strip(), found[2] or "") if found else ("", row.strip())
        entry = _Entry(key=key, rows=[value], first=number, last=number)
    if entry:
        yield entry


def _day(entry: _Entry | None, *, path: str, line_: int) -> date:
    hint = Notice("Write the day the issue comes out, as in `date: 2025-09-27`.")
    if entry is None:
        raise DraftError(
            Notice("{path}:{line}: the front matter says no date.", path=path, line=line_), hint
        )
    said = _unquote(" ".join(entry.rows).strip())
    try:
        # Python reads more, such as 20250927; a person who mistypes a date should hear of it.
        return date.fromisoformat(said if _ISO.fullmatch(said) else "")
    except ValueError as error:
        raise DraftError(
            Notice(
                "{path}:{line}: {said!r} is not a date.", path=path, line=entry.first, said=said
            ),
            hint,
        ) from error


def _number(entry: _Entry | None, *, path: str) -> int | None:
    said = _unquote(" ".join(entry.rows).strip()) if entry else ""
    if entry is None or not said:
        return None
    if not _NUMBER.fullmatch(said):
        raise DraftError(
            Notice(
                "{path}:{line}: {said!r} is not a number.", path=path, line=entry.first, said=said
            ),
            Notice("Write the issue's number in digits, as in `number: 12`, or delete the line."),
        )
    return int(said)


def write(issue: Issue) -> str:
    """The front matter of a normal issue, with its fences."""
    rows = [row for key in KNOWN for row in entry(issue, key)]
    rows += [extra_rows(key, value) for key, value in issue.extra]
    return "\n".join(["---", *(row.rstrip() for row in rows), "---"])


def entry(issue: Issue, key: str) -> list[str]:
    """The rows that say `key` of a normal issue; none where there is nothing to say."""
    value = getattr(issue, key)
    match key:
        case "date":
            return [f"date: {value.isoformat()}"]
        case "number":
            return [f"number: {value}"] if value is not None else []
        case "teaser":
            return ["teaser:", *(f"  - {_quote(point)}" for point in value)] if value else []
        case "epigraph" if value:
            author = [f"  author: {_quote(value.author)}"] if value.author else []
            return ["epigraph:", f"  text: {_quote(value.text)}", *author]
        case "newsletter" | "frozen" | "epigraph" if not value:
            return []
    return [f"{key}: {_quote(value)}"]


def _quote(text: str) -> str:
    """`text` as a YAML scalar: plain where YAML reads it as these very words."""
    text = to_markdown(text)
    return text if not text or _is_plain(text) else _json(text)


def _is_plain(text: str) -> bool:
    if _YAML_WORD.fullmatch(text) or _YAML_BREAKS.search(text) or "\t" in text:
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    if text[0].isdecimal():  # "3 idées" is text to YAML, "2025", "1e3" and "12:30" are not
        return re.search(r" [^\W\d_]", text) is not None
    return text[0].isalpha() or text[0] == "«"


def _json(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _YAML_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _unquote(value: str) -> str:
    """A value without the quotation marks of YAML; anything else as it stands."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        try:
            return str(json.loads(value))
        except ValueError:
            return value
    if len(value) >= 2 and value[0] == value[-1] == "'":
        inside = value[1:-1].replace("''", "\0")
        return value if "'" in inside else inside.replace("\0", "'")
    return value
