"""Writes that are whole or absent."""

import errno
import json
import os
import shutil
import tempfile
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from digest.errors import ChangedError
from digest.notice import Notice

__all__ = ["new_file", "write_atomic", "write_json"]

# Of a file system without hard links: exFAT, FAT, some that are reached over a network.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


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
    if not path.exists() or _said(path.read_bytes()) != _said(seen):
        raise ChangedError(
            Notice("{path} was changed elsewhere meanwhile.", path=path.name), Notice("Look again.")
        )


def _said(data: bytes) -> bytes:
    """Without the mark of the byte order that some programs put first: it is no word."""
    return data.removeprefix(BOM_UTF8)


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file that a person can read and git can compare."""
    write_atomic(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """A text file (UTF-8) that only its owner may read, and that is there once it is whole.

    Raises FileExistsError where `path` is there, now or by the end, and leaves that alone. On a stick
    that knows no hard links it is there a moment before it is whole.
    """
    if path.exists():
        raise FileExistsError(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _named(Path(name), path)
    finally:
        Path(name).unlink()


def _named(new: Path, path: Path) -> None:
    """Give a whole file its name, if nobody has it: a rename would replace what is there."""
    try:
        path.hardlink_to(new)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as file, new.open("rb") as source:
                shutil.copyfileobj(source, file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
