"""Mails that lie on this machine: an mbox file, a Maildir, a folder of .eml files, one .eml file."""

import mailbox
from collections.abc import Iterator
from pathlib import Path

from digest.errors import DigestError
from digest.fetch.mailbox import LARGEST_MAIL
from digest.notice import Notice

__all__ = ["stored"]


def stored(path: Path) -> Iterator[tuple[str, bytes | str]]:
    """The mails at `path`, as (where it stands, its bytes or why they cannot be had).

    Nothing is changed there. Raises DigestError when there is no mail at `path`.
    """
    if path.is_dir():
        files = _files(path)
        if not files:
            raise DigestError(
                Notice("{path}: holds no mail.", path=path),
                Notice("Give a Maildir, or a folder with .eml files."),
            )
        for file in files:
            yield str(file), _read(file)
        return
    with path.open("rb") as opened:
        start = opened.read(5)
    if start != b"From ":
        yield str(path), _read(path)
        return
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            yield f"{path}, mail {number}", box.get_bytes(key)
    finally:
        box.close()


def _files(folder: Path) -> list[Path]:
    maildir = [folder / "cur", folder / "new"]
    if all(part.is_dir() for part in maildir):
        return [file for part in maildir for file in sorted(part.iterdir()) if file.is_file()]
    return sorted(file for file in folder.rglob("*.eml") if file.is_file())


def _read(file: Path) -> bytes | str:
    try:
        if file.stat().st_size > LARGEST_MAIL:
            return Notice("is larger than {largest} MB", largest=LARGEST_MAIL // 1_000_000)
        return file.read_bytes()
    except OSError as error:
        return error.strerror or Notice("cannot be read")
