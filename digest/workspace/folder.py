"""The folder of one issue: what stands in it, and how it is read and written."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from dataclasses import asdict
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from digest.errors import ChangedError, DigestError, DraftError
from digest.model import Article, Constraints, Offer, SourceReport
from digest.notice import Notice
from digest.workspace import rows
from digest.workspace.atomic import write_atomic, write_json

__all__ = ["IssueFolder"]

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

    def keep_draft(self, text: str | bytes, *, seen: str | bytes | None = None) -> None:
        """Write the draft; the one it takes the place of, if it said anything else, is kept.

        `seen` as for `write_draft`.
        """
        self.keep_version(text)
        self.write_draft(text, seen=seen)

    def write_draft(self, text: str | bytes, *, seen: str | bytes | None = None) -> None:
        """Write the draft; ChangedError when `seen` is given, and it is not what stands there."""
        write_atomic(self.draft, text, seen=seen.encode() if isinstance(seen, str) else seen)

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
        """Make one of `versions` the draft again; False when the base of its merge is not known.

        What is saved meanwhile is kept like the draft before it.
        """
        data, written = version.read_bytes(), False
        while not written:
            before = self.draft.read_bytes() if self.draft.exists() else None
            with suppress(ChangedError):
                self.keep_draft(data, seen=before)
                written = True
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
                found.append(rows.article(line))
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
            return {name: rows.report(name, row) for name, row in table.items()}
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}  # only what was said before is lost; the next run says it anew

    def write_reports(self, reports: Iterable[SourceReport]) -> None:
        """Remember what came of these sources; what is known of others stays."""
        known = self.read_reports() | {report.source: report for report in reports}
        write_json(self.reports, {name: rows.of_report(known[name]) for name in sorted(known)})

    def read_constraints(self) -> Constraints:
        """What the editor ruled of this issue's stories; DigestError when it cannot be read."""
        if not self.constraints.exists():
            return Constraints()
        try:
            return rows.constraints(json.loads(self.constraints.read_text(encoding="utf-8")))
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
            return rows.constraints(json.loads(self.opinions.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError):
            return Constraints()  # the score decides

    def write_opinions(self, opinions: Constraints) -> None:
        """Replace what a model said; a file is there only where it said something."""
        if opinions.rulings or self.opinions.exists():
            write_json(self.opinions, rows.of_constraints(opinions))

    def write_constraints(self, constraints: Constraints) -> None:
        """Replace what the editor ruled of this issue's stories."""
        write_json(self.constraints, rows.of_constraints(constraints))

    def write_articles(self, articles: Iterable[Article]) -> None:
        """Replace the collected articles (one JSON object a line, in the order given)."""
        write_atomic(self.articles, "".join(rows.of_article(article) for article in articles))


def _base(version: Path) -> Path:
    return version.with_suffix(".base.md")


def _offers(version: Path) -> Path:
    return version.with_suffix(".offers.json")
