"""What a writer is, and how one is made from its settings. Built-ins and plug-ins load alike."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Protocol

from digest.config import Config
from digest.errors import WriterError
from digest.model import Issue, Item, Line, Story, Written
from digest.notice import Notice
from digest.workspace import Workspace
from digest.write.extractive import Extractive

__all__ = ["Writer", "finish", "lines", "make", "rewrite", "same_event", "write"]

BUILT_IN = {
    "extractive": "digest.write.writers:extractive",
    "llm": "digest.write.llm.make:make",
}


class Writer(Protocol):
    """Writes the item of one story. One of your own has this constructor and this method:

        class MyWriter:
            def __init__(
                self,
                config: Config,
                *,
                day: date,
                workspace: Workspace,
                environ: Mapping[str, str],
                tell: Callable[[str], None],
            ) -> None: ...

            def write(self, story: Story) -> Written: ...

    and stands in `digest.toml` as `type = "my_package.my_module:MyWriter"` of `[writer]`; the keys
    of `[writer.options]` arrive in `config.writer.options`. `day` is the issue's, `environ` holds
    the keys, `tell` takes one line at a time for the person who asked for the build.

    It may have five further methods. `write_all(stories, progress) -> Mapping[str, Written]` writes
    many at once: by story id, a story it cannot write without an entry; `progress` is told how many
    are done, and a few words. `finish(issue, written) -> Issue` may add to the composed issue what
    stands round the items (standfirsts, teaser, an editorial); then `lines: Sequence[Line]` says what
    these rest on. `explain(story_id) -> str` says how an
    item came about. `rewrite(story, item, instruction) -> Sequence[Written]` gives other versions of an
    item after an editor's words. `same(pairs) -> Sequence[bool | None]` says of pairs of stories whether
    they tell one event, None where it has no opinion.
    """

    def write(self, story: Story) -> Written:
        """The item of `story` and its evidence; WriterError (one story's failure) with what to do."""
        ...


def extractive(config: Config, **_: object) -> Extractive:
    """The writer that needs no model, nor anything else."""
    return Extractive(language=config.newsletter.language)


def make(
    config: Config,
    *,
    day: date,
    workspace: Workspace,
    environ: Mapping[str, str],
    tell: Callable[[str], None],
) -> Writer:
    """The writer that `config.writer` describes.

    Raises WriterError for a type that cannot be loaded. A plug-in is the editor's own code: it runs
    with the same rights as digest.
    """
    kind = config.writer.type
    target = BUILT_IN.get(kind, kind)
    module, _, name = target.partition(":")
    try:
        maker = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise WriterError(
            Notice("The writer {name} cannot be loaded ({why}).", name=target, why=str(error)),
            Notice(
                "Install its package beside digest, or correct `writer.type` in config/digest.toml."
            ),
        ) from error
    writer: Writer = maker(config, day=day, workspace=workspace, environ=environ, tell=tell)
    return writer


def write(
    stories: Sequence[Story],
    writer: Writer,
    progress: Callable[[int, str], None] = lambda _done, _note: None,
) -> dict[str, Written]:
    """What `writer` makes of `stories`, by story id; a story it cannot write has no entry.

    A writer that can write many at once is asked to.
    """
    at_once = getattr(writer, "write_all", None)
    if at_once is not None:
        return dict(at_once(stories, progress))
    written = {}
    for done, story in enumerate(stories, 1):
        with suppress(WriterError):
            written[story.id] = writer.write(story)
        progress(done, "")
    return written


def finish(issue: Issue, written: Mapping[str, Written], writer: Writer) -> Issue:
    """`issue` as composed, with what `writer` has to add round its items, if it can."""
    add = getattr(writer, "finish", None)
    finished: Issue = add(issue, written) if add is not None else issue
    return finished


def lines(writer: Writer) -> tuple[Line, ...]:
    """What `writer` wrote round the items, and what it rests on."""
    return tuple(getattr(writer, "lines", ()))


def rewrite(story: Story, item: Item, instruction: str, writer: Writer) -> tuple[Written, ...]:
    """Up to three other versions of `item`, which tells `story`, each with what it rests on.

    WriterError when `writer` cannot, or when nothing it wrote stands.
    """
    again = getattr(writer, "rewrite", None)
    if again is None:
        raise WriterError(
            Notice("Other versions need a model, and the items are written without one."),
            Notice(
                'Set `type = "llm"` in [writer] of config/digest.toml; docs/writing.md says how.'
            ),
        )
    return tuple(again(story, item, instruction))


def same_event(pairs: Sequence[tuple[Story, Story]], writer: Writer) -> tuple[bool | None, ...]:
    """Whether each pair tells one event, in the opinion of `writer`; None where it has none."""
    say = getattr(writer, "same", None)
    return (None,) * len(pairs) if say is None or not pairs else tuple(say(pairs))
