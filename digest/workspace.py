"""The files of a workspace: a folder with `config/`, `templates/` and `issues/`.

The only place that knows where things stand on disk. Every write is atomic: a reader sees the old
file or the new one, whatever happens in between.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from copy import copy
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from digest.errors import ChangedError, DigestError, DraftError
from digest.model import Article, Constraints, Offer, Outcome, Refusal, SourceReport
from digest.notice import Notice

__all__ = ["IssueFolder", "Workspace", "find", "write_atomic"]

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


class IssueFolder:
    """`issues/DATE/`: the articles, the decisions and the draft of one issue, and what it renders to."""

    def __init__(self, root: Path, day: date) -> None:
        self.date = day
        self.issue_id = day.isoformat()  # what the ledger calls it
        self.path = root / "issues" / day.isoformat()
        self.pictures = self.path / "pictures"  # those the program made, and copies of others
        self.inbox = self.path / "inbox"  # files an editor drops here are collected as by hand
        self.articles = self.path / "articles.jsonl"
        self.reports = self.path / "sources.json"
        self.stories = self.path / "stories.json"
        self.constraints = self.path / "constraints.json"  # the editor's merges and splits
        self.opinions = self.path / ".digest" / "opinions.json"  # a model's, of contested stories
        self.evidence = self.path / "evidence.json"
        self.draft = self.path / "issue.md"
        self.generated = self.path / ".digest" / "generated.md"  # the last draft the program wrote
        self.offers = (
            self.path / ".digest" / "offers.json"
        )  # what it said where the editor's stands
        # The drafts before it, 0001.md …, each with what `generated` and `offers` were: 0001.base.md,
        # 0001.offers.json …
        self.history = self.path / ".digest" / "history"
        self.out = self.path / "out"
        self.outbox = self.path / "outbox"  # messages with addresses: never in git

    def correction(self, number: int) -> "IssueFolder":
        """The same folder for its correction of that number, whose draft is `correction-1.md` …"""
        folder = copy(self)
        folder.issue_id = f"{self.issue_id}-correction-{number}"
        folder.draft = self.path / f"correction-{number}.md"
        folder.outbox = self.outbox / f"correction-{number}"
        return folder

    def read_draft(self) -> str | None:
        """The text of `issue.md`, None when there is none; DraftError when it is not UTF-8."""
        if not self.draft.exists():
            return None
        data = self.draft.read_bytes()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise DraftError(
                Notice("{draft}:{line}: this is not UTF-8.", draft=self.draft, line=line),
                Notice("Save the draft again as UTF-8."),
            ) from error

    def picture(self, src: str) -> bytes | None:
        """The picture `src` of the draft: a file beside it, or the copy kept of an address.

        None when there is none. No name leads out of the folder, nor does a link.
        """
        path = self.copy_of(src) if src.startswith(("http://", "https://")) else self.path / src
        if path.suffix.lower() not in PICTURES:
            return None
        try:
            whole = path.resolve()
            inside = whole.is_relative_to(self.path.resolve())
            return whole.read_bytes() if inside else None
        except (OSError, ValueError):  # ValueError: a NUL in the name
            return None

    def copy_of(self, url: str) -> Path:
        """Where the copy of the picture at `url` is kept."""
        suffix = Path(urlsplit(url).path).suffix.lower()
        name = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:16]
        return self.pictures / f"{name}{suffix if suffix in PICTURES else '.jpg'}"

    def versions(self) -> tuple[Path, ...]:
        """The drafts that later ones took the place of, oldest first."""
        drafts = (path for path in self.history.glob("[0-9]*.md") if path.stem.isdecimal())
        return tuple(sorted(drafts, key=lambda path: int(path.stem)))

    def keep_draft(self, text: str | bytes, *, seen: str | None = None) -> None:
        """Write the draft; the one it takes the place of, if it said anything else, is kept.

        `seen` as for `write_draft`.
        """
        self.keep_version(text)
        self.write_draft(text, seen=seen)

    def write_draft(self, text: str | bytes, *, seen: str | None = None) -> None:
        """Write the draft; ChangedError when `seen` is given, and it is not what stands there."""
        write_atomic(self.draft, text, seen=None if seen is None else seen.encode())

    def keep_version(self, then: str | bytes) -> None:
        """Keep the draft, the base of its merge and its offers, if `then`, which takes its place, differs."""
        data = then.encode() if isinstance(then, str) else then
        if not self.draft.exists() or (before := self.draft.read_bytes()) == data:
            return
        versions = self.versions()
        if versions and versions[-1].read_bytes() == before:
            return
        version = self.history / f"{int(versions[-1].stem) + 1 if versions else 1:04}.md"
        if self.generated.exists():
            write_atomic(_base(version), self.generated.read_bytes())
        if self.offers.exists():
            write_atomic(_offers(version), self.offers.read_bytes())
        write_atomic(version, before)

    def restore(self, version: Path) -> bool:
        """Make one of `versions` the draft again; False when the base of its merge is not known."""
        self.keep_draft(version.read_bytes())
        if known := _base(version).exists():
            write_atomic(self.generated, _base(version).read_bytes())
        write_atomic(
            self.offers, _offers(version).read_bytes() if _offers(version).exists() else "[]"
        )
        return known

    def read_offers(self) -> tuple[Offer, ...]:
        """What the last build would say where the editor's text stands; none when unknown."""
        try:
            table = json.loads(self.offers.read_text(encoding="utf-8"))
            return tuple(Offer(**entry) for entry in table)
        except (OSError, ValueError, TypeError):
            return ()  # only an offer is lost; `digest diff` still shows the versions

    def write_offers(self, offers: Iterable[Offer]) -> None:
        """Replace the offers."""
        write_json(self.offers, [asdict(offer) for offer in offers])

    def read_articles(self) -> tuple[Article, ...]:
        """The collected articles, in the order they came; DigestError names a line it cannot read."""
        if not self.articles.exists():
            return ()
        found = []
        # Not splitlines(): it would also break at U+2028 and friends inside a text.
        lines = self.articles.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found.append(_article(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                raise DigestError(
                    Notice(
                        "{articles}:{number}: this line is not an article ({error}).",
                        articles=self.articles,
                        number=number,
                        error=error,
                    ),
                    Notice("Correct or delete the line; `digest collect` adds the article again."),
                ) from error
        return tuple(found)

    def read_reports(self) -> dict[str, SourceReport]:
        """What came of each source when it was last asked, by its name; empty when unknown."""
        if not self.reports.exists():
            return {}
        try:
            table = json.loads(self.reports.read_text(encoding="utf-8"))
            return {name: _report(name, entry) for name, entry in table.items()}
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}  # only what was said before is lost; the next run says it anew

    def write_reports(self, reports: Iterable[SourceReport]) -> None:
        """Remember what came of these sources; what is known of others stays."""
        known = self.read_reports() | {report.source: report for report in reports}
        write_json(self.reports, {name: _told(known[name]) for name in sorted(known)})

    def read_constraints(self) -> Constraints:
        """What the editor ruled of this issue's stories; DigestError when it cannot be read."""
        if not self.constraints.exists():
            return Constraints()
        try:
            table = json.loads(self.constraints.read_text(encoding="utf-8"))
            return Constraints(rulings=tuple(map(_ruling, table["rulings"])))
        except (ValueError, TypeError, KeyError) as error:
            raise DigestError(
                Notice(
                    "{constraints}: these are no merges and splits ({error}).",
                    constraints=self.constraints,
                    error=error,
                ),
                Notice(
                    "Correct the file, or delete it: the stories are then grouped without them."
                ),
            ) from error

    def read_opinions(self) -> Constraints:
        """What a model said of this issue's contested stories; nothing when it cannot be read."""
        try:
            table = json.loads(self.opinions.read_text(encoding="utf-8"))
            return Constraints(rulings=tuple(map(_ruling, table["rulings"])))
        except (OSError, ValueError, TypeError, KeyError):
            return Constraints()  # the score decides

    def write_opinions(self, opinions: Constraints) -> None:
        """Replace what a model said; a file is there only where it said something."""
        if opinions.rulings or self.opinions.exists():
            write_json(self.opinions, {"rulings": _rulings(opinions)})

    def write_constraints(self, constraints: Constraints) -> None:
        """Replace what the editor ruled of this issue's stories."""
        write_json(self.constraints, {"rulings": _rulings(constraints)})

    def write_articles(self, articles: Iterable[Article]) -> None:
        """Replace the collected articles (one JSON object a line, in the order given)."""
        write_atomic(self.articles, "".join(_line(article) for article in articles))


class Workspace:
    """A workspace at `root`; makes no folder before something is written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "config"
        self.templates = root / "templates"
        self.issues = root / "issues"
        self.subscribers = root / "subscribers.db"  # addresses: never in git, nor its key
        self.key = root / "subscribers.key"
        self.cache = root / ".cache"  # may be deleted at any time

    def issue(self, day: date) -> IssueFolder:
        return IssueFolder(self.root, day)

    def mailing(self, issue_id: str) -> IssueFolder:
        """The folder of an issue, or of its correction, by what the ledger calls it."""
        day, _, number = issue_id.partition("-correction-")
        folder = self.issue(date.fromisoformat(day))
        return folder.correction(int(number)) if number else folder

    def issue_dates(self) -> tuple[date, ...]:
        """The dates of all issues that have a draft, oldest first."""
        found = []
        for draft in self.issues.glob("*/issue.md"):
            try:
                found.append(date.fromisoformat(draft.parent.name))
            except ValueError:
                continue
        return tuple(sorted(found))


def find(start: Path) -> Workspace:
    """The nearest workspace at or above `start`; DigestError when there is none."""
    for folder in (start, *start.parents):
        if (folder / "config" / "digest.toml").is_file():
            return Workspace(folder)
    raise DigestError(
        Notice("There is no workspace at or above {start}.", start=start),
        Notice("Make one with `digest init DIR`, or name one with `-C DIR`."),
    )


def write_atomic(path: Path, content: str | bytes, *, seen: bytes | None = None) -> None:
    """Write `path` in one step, making its folder; text as UTF-8 with its line ends as they are.

    The new bytes are on disk before the old name points to them, and a link is written through,
    not replaced. `seen` is what the file held when it was read: the last look comes once the new
    bytes are on disk, which may take long, right before the name changes hands. Raises OSError, or
    ChangedError when the file holds something else, and then it is untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new = Path(name)
        new.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        if seen is not None:
            _look(path, seen)
        new.replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _look(path: Path, seen: bytes) -> None:
    if not path.exists() or path.read_bytes() != seen:
        raise ChangedError(
            Notice("{path} was changed elsewhere meanwhile.", path=path.name), Notice("Look again.")
        )


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file that a person can read and git can compare."""
    write_atomic(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _base(version: Path) -> Path:
    return version.with_suffix(".base.md")


def _offers(version: Path) -> Path:
    return version.with_suffix(".offers.json")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _told(report: SourceReport) -> dict[str, Any]:
    refused = [{"where": one.where, "why": one.why} for one in report.refused]
    return {
        "outcome": report.outcome.value,
        "articles": report.articles,
        "why": report.why,
        "refused": refused,
    }


def _report(name: str, entry: dict[str, Any]) -> SourceReport:
    return SourceReport(
        source=name,
        outcome=Outcome(entry["outcome"]),
        articles=entry["articles"],
        why=entry["why"],
        refused=tuple(Refusal(**one) for one in entry["refused"]),
    )


def _rulings(constraints: Constraints) -> list[list[list[str]]]:
    return [[sorted(group) for group in ruling] for ruling in constraints.rulings]


def _ruling(groups: list[list[str]]) -> tuple[frozenset[str], ...]:
    lists = all(isinstance(group, list) for group in groups)
    if not lists or not all(isinstance(key, str) for group in groups for key in group):
        raise TypeError("a ruling is a list of lists of article ids")
    return tuple(frozenset(group) for group in groups)


def _line(article: Article) -> str:
    table = {name: getattr(article, name) for name in Article.__slots__}
    if article.published is not None:
        table["published"] = article.published.isoformat()
    return json.dumps(table, ensure_ascii=False) + "\n"


def _article(table: dict[str, Any]) -> Article:
    if table.get("published"):
        table["published"] = datetime.fromisoformat(table["published"])
    return Article(**table)
