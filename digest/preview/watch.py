"""Word of every change on disk, a moment after it."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from watchfiles import awatch

__all__ = ["changes"]

# Milliseconds: programs write a file in two or three steps; a person does not see fifty.
TOGETHER, STEP = 100, 10


async def changes(paths: Sequence[Path]) -> AsyncIterator[set[Path]]:
    """Yields those of `paths` (files, or folders with all in them) that changed, together.

    A file is watched by way of its folder, so that one that is not there yet, or is replaced in one
    step as editors do, is seen too. Folders that do not exist are not watched.
    """
    named = {path.resolve(): path for path in paths}
    folders = {path if path.is_dir() else path.parent for path in named}

    def wanted(_: object, name: str) -> bool:
        path = Path(name)
        return path in named or any(folder in named for folder in path.parents)

    there = sorted(folder for folder in folders if folder.is_dir())
    async for found in awatch(
        *there, watch_filter=wanted, debounce=TOGETHER, step=STEP, ignore_permission_denied=True
    ):
        yield {
            named[place]
            for _, name in found
            for place in (Path(name), *Path(name).parents)
            if place in named
        }
