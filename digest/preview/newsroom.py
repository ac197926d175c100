"""An issue under the editor's hands: what stands in the file, how it looks, and each change of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any

from digest import draft, edit
from digest.edit import Place
from digest.errors import DigestError, DraftError
from digest.model import Email, Issue, Written
from digest.preview import outline
from digest.workspace import IssueFolder, write_atomic

__all__ = ["Newsroom", "Render", "StaleError", "WriteStory"]

Render = Callable[[Issue, str], Email]
"""(issue, variant) -> the email; raises DigestError. It reads settings and templates anew."""

WriteStory = Callable[[str], Written]
"""The id of a story that was left out -> its item; raises DigestError."""

MARKS = ("locked",)


class StaleError(DigestError):
    """The file is not the one that the page was made from."""


@dataclass(slots=True)
class _Step:
    """One act of this session: the file before and after."""

    before: str
    after: str


@dataclass(slots=True)
class _Kept:
    """The last views that could be made: a mistake never leaves half of one."""

    stamp: str = ""
    emails: dict[str, Email] = field(default_factory=dict)


class Newsroom:
    """The one issue in `folder`. Safe to be called from several threads.

    A *stamp* names one state of `issue.md`; an act says which state it was made for, and is refused
    with `StaleError` when the file has become another one since.
    """

    def __init__(self, folder: IssueFolder, *, render: Render, write: WriteStory) -> None:
        self._folder = folder
        self._render = render
        self._write = write
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._entered: dict[str, Written] = {}
        self._kept = _Kept()
        self._turn = 0
        self._lock = RLock()

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files of the issue that a view or the outline is made from."""
        folder = self._folder
        return (folder.draft, folder.evidence, folder.stories, folder.articles)

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
            told = outline.state(located, self._folder, entered=self._entered)
            stamp = _stamp(text)
            told |= {
                "stamp": stamp,
                "version": self._version(stamp),
                "undo": bool(self._done) and self._done[-1].after == text,
                "redo": bool(self._undone) and self._undone[-1].before == text,
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
            version = self._version(_stamp(text))
            if self._kept.stamp != version:
                self._kept = _Kept(stamp=version)
            if variant not in self._kept.emails:
                self._kept.emails[variant] = self._render(located.issue, variant)
            return self._kept.emails[variant]

    def act(self, name: str, stamp: str, wish: dict[str, Any]) -> None:
        """Do `name` ("revise", "move", "mark", "remove", "enter") to the file that `stamp` names.

        Raises StaleError when the file is another one by now, DraftError when it cannot be done.
        """
        with self._lock:
            text, _ = self._read()
            if _stamp(text) != stamp:
                raise StaleError("issue.md has changed since this page was made.", "Look again.")
            changed = self._acted(name, text, wish)
            if changed != text:
                self._save(text, changed)
                self._done.append(_Step(text, changed))
                self._undone.clear()

    def undo(self) -> None:
        """Take the last act back; StaleError when the file has changed elsewhere since."""
        with self._lock:
            self._step(self._done, self._undone, back=True)

    def redo(self) -> None:
        """Do again what was taken back; StaleError when the file has changed elsewhere since."""
        with self._lock:
            self._step(self._undone, self._done, back=False)

    def _step(self, out: list[_Step], into: list[_Step], *, back: bool) -> None:
        if not out:
            return
        text, _ = self._read()
        step = out[-1]
        here, there = (step.after, step.before) if back else (step.before, step.after)
        if text != here:
            raise StaleError(
                "issue.md was changed elsewhere since, so this step cannot be taken.",
                "Change it there, or go on from here.",
            )
        self._save(text, there)
        into.append(out.pop())

    def _acted(self, name: str, text: str, wish: dict[str, Any]) -> str:
        at = _place(wish, "at")
        match name:
            case "revise":
                title, label, body = (_text(wish, key) for key in ("title", "label", "body"))
                return edit.revise(text, at, title=title, label=label, body=body)
            case "move":
                return edit.move(text, at, _place(wish, "to"))
            case "mark" if wish.get("word") in MARKS:
                return edit.mark(text, at, _text(wish, "word"), on=wish.get("on") is True)
            case "remove":
                return edit.remove(text, at)
            case "enter":
                written = self._write(_text(wish, "story"))
                self._entered[written.item.id or ""] = written
                return edit.insert(text, at, written.item)
        raise DraftError(f"There is no act {name!r}.")

    def _read(self) -> tuple[str, draft.Located]:
        path = self._folder.draft
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DraftError(
                f"There is no {path}.", f"Make it with `digest build --issue {self._folder.date}`."
            ) from error
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise DraftError(
                f"{path.name}:{line}: this is not UTF-8.", "Save the draft again as UTF-8."
            ) from error
        return text, draft.parse(text, path=path.name)

    def _save(self, was: str, text: str) -> None:
        """Write `text` if the file still holds `was`: the look and the write are one short moment."""
        if self._folder.draft.read_bytes() != was.encode():
            raise StaleError("issue.md has changed since this page was made.", "Look again.")
        write_atomic(self._folder.draft, text)

    def _version(self, stamp: str) -> str:
        return f"{stamp}-{self._turn}"


def _stamp(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _told(error: DigestError) -> dict[str, str]:
    return {"message": error.message, "hint": error.hint}


def _place(wish: dict[str, Any], key: str) -> Place:
    found = wish.get(key)
    if (
        not isinstance(found, list)
        or len(found) != 2
        or not all(type(number) is int and 0 <= number < 10**6 for number in found)
    ):
        raise DraftError(f"`{key}` is no place: [section, block] is.")
    return Place(section=found[0], block=found[1])


def _text(wish: dict[str, Any], key: str) -> str:
    found = wish.get(key)
    if not isinstance(found, str):
        raise DraftError(f"`{key}` is no text.")
    return found
