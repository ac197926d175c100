"""The site on disk: what changed is written, what is gone is taken away, nobody sees half of it.

Each file is written whole, a page before what links to it, and files go only after nothing links to
them any more. A list of its own files (`.archive.json`, which hosts do not serve) tells them from
those that somebody else put there.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digest.archive.places import Places
from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace import write_atomic

__all__ = ["Done", "paged", "publish", "published"]

LIST = ".archive.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How many files were written, left as they were, and taken away."""

    written: int
    kept: int
    removed: int


def published(folder: Path) -> tuple[date, ...]:
    """The issues that somebody named for this site by hand, oldest first."""
    return _listed(folder)[1]


def paged(folder: Path, days: Iterable[date], url: str) -> tuple[date, ...]:
    """Those of `days` that have a page in the site that was last built in `folder`, for `url`."""
    files, places = _listed(folder)[0], Places(url)
    return tuple(day for day in days if places.issue(day) in files)


def publish(folder: Path, files: Mapping[str, bytes], *, by_hand: Iterable[date]) -> Done:
    """Make `folder` hold exactly `files`, in their order, beside what others put there.

    Raises DigestError before anything is written when a file of another's stands in the way.
    """
    known, _ = _listed(folder)
    marks = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    foreign = [
        name
        for name in files
        if name not in known and _mark(folder / name) not in {"", marks[name]}
    ]
    if foreign:
        raise DigestError(
            Notice(
                "{folder} is there already, and no archive made it.", folder=folder / foreign[0]
            ),
            Notice(
                "Move it away, or build the archive elsewhere: `digest archive build --to DIR`."
            ),
        )
    chosen = sorted(day.isoformat() for day in by_hand)
    _list(folder, known | marks, chosen)  # what is written from now on is known to be ours
    written = 0
    for name, data in files.items():
        if _mark(folder / name) != marks[name]:
            write_atomic(folder / name, data)
            written += 1
    root = folder.resolve()
    gone = [
        name for name in known if name not in files and (root / name).resolve().is_relative_to(root)
    ]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        _prune((folder / name).parent, folder)
    _list(folder, marks, chosen)
    return Done(written=written, kept=len(files) - written, removed=len(gone))


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _prune(folder: Path, root: Path) -> None:
    """Take away a folder that holds nothing any more, and those above it, up to `root`."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _listed(folder: Path) -> tuple[dict[str, str], tuple[date, ...]]:
    """The site's own files with their marks, and the issues that were named by hand, oldest first."""
    path = folder / LIST
    if not path.exists():
        return {}, ()
    try:
        table = json.loads(path.read_bytes())
        files = {str(name): str(mark) for name, mark in table["files"].items()}
        return files, tuple(sorted(map(date.fromisoformat, table["by_hand"])))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DigestError(
            Notice("{path} cannot be read: {error}.", path=path, error=error),
            Notice("Delete the archive's folder and build it again; nothing else is in it."),
        ) from error


def _list(folder: Path, files: Mapping[str, str], chosen: list[str]) -> None:
    table = {"files": dict(sorted(files.items())), "by_hand": chosen}
    write_atomic(folder / LIST, json.dumps(table, indent=1) + "\n")
