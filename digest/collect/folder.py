"""Articles from files on disk: a folder that an editor keeps, or one file."""

import codecs
import os
import plistlib
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from xml.parsers.expat import ExpatError
from zoneinfo import ZoneInfo

from digest import urls
from digest.collect.article import one_line
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher
from digest.model import Article, Refusal
from digest.notice import Notice

__all__ = ["FolderSource", "read"]

LARGEST = 30_000_000  # bytes: a year of newsletters in one mbox, a long PDF
LARGEST_TEXT = 5_000_000  # bytes: a page or a note; the longest of news are a tenth of that


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """What every reader of a file is told: `name` is the file as the person named it."""

    name: str
    settings: SourceSettings
    zone: ZoneInfo
    by_hand: bool

    @property
    def stem(self) -> str:
        return self.name.rpartition("/")[2].rpartition(".")[0]


Reader = Callable[[bytes, _How], Iterator[Article | Refusal]]


class _RefusedError(Exception):
    """Why one file is not read, in words for the editor."""

    def __init__(self, why: Notice) -> None:
        super().__init__(why)
        self.why = why


class FolderSource:
    """A folder (or file) of the workspace, or anywhere on disk, as a source.

    What lies in it is collected at each run; the articles published before `since` are left where
    they are.
    """

    def __init__(
        self,
        settings: SourceSettings,
        *,
        root: Path,
        fetch: Fetcher | None,
        zone: ZoneInfo,
        environ: Mapping[str, str],
    ) -> None:
        del fetch, environ  # of the constructor all sources share; a folder needs neither
        self._settings = settings
        self._root = root
        self._zone = zone

    def articles(self, since: datetime) -> Iterator[Article | Refusal]:
        """The articles of the folder published at `since` or later, and those without a date.

        Raises SourceError when there is no such folder.
        """
        shown = str(self._settings.options["path"])
        path = self._root / Path(shown).expanduser()
        if not path.exists():
            raise SourceError(
                Notice(
                    "{source}: {shown} does not exist.", source=self._settings.name, shown=shown
                ),
                Notice("Make the folder, or correct `path` in config/sources.toml."),
            )
        found = read(path, shown=shown, settings=self._settings, zone=self._zone, by_hand=False)
        for one in found:
            if isinstance(one, Refusal) or one.published is None or one.published >= since:
                yield one


def read(
    path: Path, *, shown: str, settings: SourceSettings, zone: ZoneInfo, by_hand: bool
) -> Iterator[Article | Refusal]:
    """The articles in the file or folder `path`, in the order of their paths.

    `shown` is how `path` was named by the person: an article's `path` is `shown` joined with the
    file's place in the folder. A file that cannot be read is a Refusal that says why, and the
    others are read. Links that lead out of the folder are not followed; hidden files (`.name`) are
    not looked at.
    """
    how = _How(name=shown, settings=settings, zone=zone, by_hand=by_hand)
    if not path.is_dir():
        yield from _file(path, how)
        return
    root = path.resolve()
    for place in _places(path):
        file = path / place
        inner = replace(how, name=f"{shown.rstrip('/')}/{place}")
        if not file.is_symlink():
            yield from _file(file, inner)
        elif why := _astray(file, root):
            yield _refusal(inner, why)
        # What a link inside the folder leads to is read where it stands.


def _refusal(how: _How, why: Notice) -> Refusal:
    """A file's name may hold anything but a slash: it is shown on one line, and moves no cursor."""
    return Refusal(where=one_line(how.name), why=why)


def _astray(link: Path, root: Path) -> Notice | None:
    """Why `link` is not followed, or None when it leads to something in `root`."""
    try:
        inside = link.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise RuntimeError for a circle
        return Notice("is a link that leads round in a circle")
    return None if inside else Notice("is a link that leads out of the folder")


def _places(folder: Path) -> list[str]:
    """The files and links in `folder` and below, as POSIX paths relative to it, sorted."""
    found = []
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        names = (name for name in files + links if not name.startswith("."))
        found += [(Path(here) / name).relative_to(folder).as_posix() for name in names]
    return sorted(found)


def _file(path: Path, how: _How) -> Iterator[Article | Refusal]:
    """What the file holds, or one Refusal that says why there is nothing."""
    found = False
    try:
        for one in _reader(path)(_bytes(path), how):
            found = True
            yield one if isinstance(one, Refusal) else _stamped(one, how)
    except OSError as error:
        yield _refusal(how, Notice("cannot be opened: {error}", error=error.strerror))
    except _RefusedError as error:
        yield _refusal(how, error.why)
    else:
        if not found:
            yield _refusal(how, Notice("holds no article that could be found"))


def _reader(path: Path) -> Reader:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise _RefusedError(Notice("is not of a kind that is read ({known})", known=known))
    return reader


def _stamped(article: Article, how: _How) -> Article:
    return replace(article, path=how.name, by_hand=how.by_hand)


def _bytes(path: Path) -> bytes:
    if not path.is_file():  # a pipe or a device would never end
        raise _RefusedError(Notice("is not a file") if path.exists() else Notice("does not exist"))
    largest = LARGEST if path.suffix.lower() in _LARGE else LARGEST_TEXT
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise _RefusedError(Notice("is larger than {largest} MB", largest=largest // 1_000_000))
    if not data.strip():
        raise _RefusedError(Notice("is empty"))
    return data


def _text(data: bytes) -> str:
    """The text that `data` is: UTF-8 or UTF-16 with its mark, UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        raise _RefusedError(Notice("is not text (it holds binary data)"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _markdown(data: bytes, how: _How) -> Iterator[Article | Refusal]:
    from digest.collect.markdown import article_from_markdown  # noqa: PLC0415  # each where needed

    article = article_from_markdown(_text(data), how.stem, settings=how.settings, zone=how.zone)
    return iter((article,) if article else ())


def _saved(data: bytes, how: _How) -> Iterator[Article | Refusal]:
    from digest.collect.saved import articles_from_text  # noqa: PLC0415  # each where needed

    return articles_from_text(_text(data), how.stem, settings=how.settings, zone=how.zone)


def _html(data: bytes, how: _How) -> Iterator[Article | Refusal]:
    from digest.collect.extract import articles_from_page  # noqa: PLC0415  # trafilatura: 0.3 s

    return articles_from_page(data, how.stem, settings=how.settings, zone=how.zone)


def _mail(data: bytes, how: _How) -> Iterator[Article | Refusal]:
    from digest.collect.mail import articles_from_mail  # noqa: PLC0415  # each where needed

    return articles_from_mail(data, settings=how.settings, where=how.name, by_hand=how.by_hand)


def _mbox(data: bytes, how: _How) -> Iterator[Article | Refusal]:
    from digest.collect.mail import messages  # noqa: PLC0415  # each where needed

    for number, raw in enumerate(messages(data), 1):
        yield from _mail(raw, replace(how, name=f"{how.name}, message {number}"))


def _pdf(data: bytes, how: _How) -> Iterator[Article | Refusal]:
    from digest.collect.pdf import article_from_pdf  # noqa: PLC0415  # pypdf: 0.2 s

    return article_from_pdf(data, how.stem, settings=how.settings, zone=how.zone, where=how.name)


def _shortcut(data: bytes, _: _How) -> Iterator[Article | Refusal]:
    """An address without its page: a folder is read without the network, so the editor is told."""
    address = _address(data)
    if not urls.is_web(address):
        raise _RefusedError(Notice("names no web address"))
    raise _RefusedError(
        Notice(
            "is only an address; read its page with: digest add {address}",
            address=shlex.quote(address),
        )
    )


def _address(data: bytes) -> str:
    """The address in a .url (an INI file), .webloc (a property list), or "" when there is none."""
    try:
        return str(plistlib.loads(data).get("URL", ""))
    except (plistlib.InvalidFileException, ExpatError, ValueError, AttributeError, TypeError):
        lines = (line.partition("=") for line in _text(data).splitlines())
        return next((value.strip() for key, _, value in lines if key.strip().lower() == "url"), "")


_READERS: dict[str, Reader] = {
    ".eml": _mail,
    ".htm": _html,
    ".html": _html,
    ".markdown": _markdown,
    ".mbox": _mbox,
    ".md": _markdown,
    ".pdf": _pdf,
    ".txt": _saved,
    ".url": _shortcut,
    ".webloc": _shortcut,
}
_LARGE = frozenset({".eml", ".mbox", ".pdf"})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
