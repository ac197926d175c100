"""Pictures on other sites are taken home once, so that no reader's program has to ask for them."""

from collections.abc import Iterator

from digest.errors import SourceError
from digest.fetch import Fetcher
from digest.model import Issue, Picture, Refusal
from digest.render.pixels import PictureError, fit
from digest.workspace import IssueFolder, write_atomic

__all__ = ["elsewhere", "take_home"]


def elsewhere(folder: IssueFolder, issue: Issue) -> tuple[str, ...]:
    """The addresses of the issue's pictures of which no copy is kept yet, in their order."""
    blocks = (*issue.preamble, *(block for section in issue.sections for block in section.blocks))
    sources = (block.src.strip() for block in blocks if isinstance(block, Picture))
    away = (src for src in sources if src.startswith(("https://", "http://")))
    return tuple(dict.fromkeys(src for src in away if not folder.copy_of(src).exists()))


def take_home(folder: IssueFolder, issue: Issue, fetch: Fetcher) -> Iterator[Refusal]:
    """Keep a copy of each picture of `issue` that lies elsewhere; yields those that will not come."""
    for url in elsewhere(folder, issue):
        try:
            body = fetch.get(url).body
            fit(body)
        except SourceError as error:
            yield Refusal(where=url, why=error.message)
        except PictureError as error:
            yield Refusal(where=url, why=error.why)
        else:
            write_atomic(folder.copy_of(url), body)
