"""An issue under the editor's hands: what stands in the file, how it looks, and each change of it."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock, RLock
from typing import Any

from digest import draft
from digest.errors import ChangedError, DigestError, DraftError
from digest.evidence import read_evidence
from digest.facts.vet import Vetted, vet
from digest.model import Email, Evidence, Item
from digest.notice import Notice
from digest.preview import files, outline, preflight, recalled, sources
from digest.preview.acts import Acts
from digest.preview.files import Files
from digest.preview.handed import Handed
from digest.preview.stories import Stories
from digest.preview.wish import Wish
from digest.workspace import IssueFolder

__all__ = ["Newsroom"]


@dataclass(slots=True)
class _Step:
    """One act of this session: the files before and after."""

    before: Files
    after: Files


@dataclass(slots=True)
class _Kept:
    """What was made of one version: views, and what the check says of them."""

    version: str = ""
    emails: dict[str, Email] = field(default_factory=dict)
    vetted: Vetted | None = None


class Newsroom:
    """The one issue in `folder`. Safe to be called from several threads.

    A *stamp* names one state of `issue.md`; an act says which state it was made for, and is refused
    with `ChangedError` when the file has become another one since.
    """

    def __init__(self, folder: IssueFolder, handed: Handed) -> None:
        self._folder = folder
        self._handed = handed
        self._stories = Stories(folder, handed)
        self._acts = Acts(self._stories)
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._kept = _Kept()
        self._turn = 0
        self._begun = False
        self._lock = RLock()
        self._vetting = Lock()

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files of the issue that a view or the outline is made from, the draft first."""
        folder = self._folder
        return (folder.draft, folder.evidence, folder.stories, folder.articles, folder.offers)

    def changed(self) -> None:
        """Something outside the draft (template, setting, evidence) is new: views are made again."""
        with self._lock:
            self._turn += 1

    def state(self) -> dict[str, Any]:
        """Everything the page shows beside the paper, JSON-ready; `error` is set when there is no draft
        that can be read or no view of it.
        """
        with self._lock:
            try:
                text, located = self._read()
            except DigestError as error:
                return {"stamp": "", "version": self._version(""), "error": _told(error)}
            told = outline.state(located, self._folder)
            stamp = _stamp(text)
            told |= {
                "stamp": stamp,
                "version": self._version(stamp),
                "undo": bool(self._done) and self._done[-1].after.text == text,
                "redo": bool(self._undone) and self._undone[-1].before.text == text,
                "can": {
                    "rewrite": self._handed.rewrite is not None,
                    "post": self._handed.post is not None,
                },
                "error": None,
            }
            try:
                email = self.view("everyone")
            except DigestError as error:
                told["error"] = _told(error)
            else:
                told["bytes"] = len(email.html.encode())
                told["subject"] = email.subject
            return told

    def view(self, variant: str) -> Email:
        """The email for `variant`, exactly as it would be sent now; DigestError when there is none."""
        with self._lock:
            text, located = self._read()
            kept = self._of(_stamp(text))
            if variant not in kept.emails:
                kept.emails[variant] = self._handed.render(located.issue, variant)
            return kept.emails[variant]

    def preflight(self) -> dict[str, Any]:
        """What the check finds, and how many claims of each item no source bears out."""
        text, located = self._read()
        version = self._version(_stamp(text))
        vetted = self._vetted(text, located)
        findings = self._handed.check(located, self.view("everyone"), vetted)
        return preflight.told(located, findings, vetted) | {"version": version}

    def sources(self, section: int, block: int) -> dict[str, Any]:
        """What the item at this place rests on, sentence by sentence; DraftError when there is none."""
        text, located = self._read()
        for one in self._vetted(text, located).items:
            if (one.section, one.block) == (section, block):
                return sources.told(one, self._evidence())
        raise DraftError(
            Notice("There is no item at this place any more."), Notice("Reload the page.")
        )

    def recalled(self, section: int, block: int) -> list[dict[str, Any]]:
        """What past issues said of the names of the item at this place; nothing where none stands."""
        sections = self._read()[1].issue.sections
        blocks = sections[section].blocks if section < len(sections) else ()
        here = blocks[block] if block < len(blocks) else None
        return recalled.told(self._handed.recall(here)) if isinstance(here, Item) else []

    def variants(self, section: int, block: int, instruction: str) -> list[dict[str, Any]]:
        """Other ways to tell the story of the item at this place, by the configured model."""
        if self._handed.rewrite is None:
            raise DigestError(
                Notice("No model is configured."), Notice("See `[writer]` in config/digest.toml.")
            )
        story, item = self._stories.at(self._read()[0], section, block)
        return [
            {"title": one.item.title, "label": one.item.label, "text": one.item.text}
            for one in self._handed.rewrite(story, item, instruction)
        ]

    def post(self, address: str) -> dict[str, str]:
        """Send one copy of each variant to `address`."""
        if self._handed.post is None:
            raise DigestError(
                Notice("Nothing is configured to send."), Notice("See docs/sending.md.")
            )
        self._handed.post(address)
        return {"address": address}

    def act(self, name: str, stamp: str, wish: dict[str, Any]) -> None:
        """Do `name` (see `Acts`) to the file that `stamp` names.

        Raises ChangedError when the file is another one by now, DraftError when it cannot be done.
        """
        before = files.read(self._folder, self._read()[0])
        if _stamp(before.text) != stamp:
            raise ChangedError(
                Notice("issue.md has changed since this page was made."), Notice("Look again.")
            )
        after = self._acts(name, before, Wish(wish))  # may take a while: a page read, a model asked
        if after != before:
            with self._lock:
                self._save(before, after)
                self._done.append(_Step(before, after))
                self._undone.clear()

    def undo(self) -> None:
        """Take the last act back; ChangedError when the file has changed elsewhere since."""
        with self._lock:
            self._step(self._done, self._undone, back=True)

    def redo(self) -> None:
        """Do again what was taken back; ChangedError when the file has changed elsewhere since."""
        with self._lock:
            self._step(self._undone, self._done, back=False)

    def _step(self, out: list[_Step], into: list[_Step], *, back: bool) -> None:
        if not out:
            return
        step = out[-1]
        here, there = (step.after, step.before) if back else (step.before, step.after)
        if self._read()[0] != here.text:
            raise ChangedError(
                Notice("issue.md was changed elsewhere since, so this step cannot be taken."),
                Notice("Change it there, or go on from here."),
            )
        self._save(here, there)
        into.append(out.pop())

    def _read(self) -> tuple[str, draft.Located]:
        path = self._folder.draft
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DraftError(
                Notice("There is no {path}.", path=path),
                Notice("Make it with `digest build --issue {date}`.", date=self._folder.date),
            ) from error
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise DraftError(
                Notice("{path}:{line}: this is not UTF-8.", path=path.name, line=line),
                Notice("Save the draft again as UTF-8."),
            ) from error
        return text, _parsed(text, path.name)

    def _save(self, was: Files, now: Files) -> None:
        """Write what differs; the draft as it was when the session began is kept in the history."""
        files.save(self._folder, was, now, keep=not self._begun)
        self._begun = self._begun or now.text != was.text

    def _vetted(self, text: str, located: draft.Located) -> Vetted:
        with self._lock:
            kept = self._of(_stamp(text))
        with self._vetting:  # it may take a second: no act waits for it
            if kept.vetted is None:
                kept.vetted = vet(located.issue, self._evidence())
            return kept.vetted

    def _evidence(self) -> Evidence:
        try:
            return read_evidence(self._folder)
        except DigestError:
            return Evidence(day=self._folder.date)  # the draft is what counts

    def _of(self, stamp: str) -> _Kept:
        version = self._version(stamp)
        if self._kept.version != version:
            self._kept = _Kept(version=version)
        return self._kept

    def _version(self, stamp: str) -> str:
        return f"{stamp}-{self._turn}"


@lru_cache(maxsize=2)  # one act reads the same text several times
def _parsed(text: str, path: str) -> draft.Located:
    return draft.parse(text, path=path)


def _stamp(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _told(error: DigestError) -> dict[str, str]:
    return {"message": error.message, "hint": error.hint}
