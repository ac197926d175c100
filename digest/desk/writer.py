"""What `build` needs of a writer: one made from the settings, and the story of an item."""

import os
import unicodedata
from decimal import Decimal

import click

from digest.desk import Desk
from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace import IssueFolder
from digest.write.writers import Writer

__all__ = ["ask_again", "tell_explained", "writer_for"]


def ask_again(desk: Desk) -> None:
    """Let the model be asked what it failed to answer before."""
    from digest.write.llm.memory import Memory, answers

    Memory(answers(desk.workspace)).forget_failures()


def writer_for(desk: Desk, folder: IssueFolder, *, budget: float | None, offline: bool) -> Writer:
    """The configured writer for the issue in `folder`.

    `budget` is what it may spend on top of what the issue has cost, in place of the configured
    ceiling. Offline, a model on this machine may be asked, and of any other what it has answered before
    is used.
    """
    from digest.write import make

    config = desk.config
    settings = config.writer
    if budget is not None:
        from digest.write.llm.account import Account, costs_path

        spent = Account(costs_path(folder)).total
        ceiling = float(spent + Decimal(str(budget)))
        settings = settings.model_copy(update={"max_cost": ceiling})
    writer = make(
        config.model_copy(update={"writer": settings}),
        day=folder.date,
        workspace=desk.workspace,
        environ=os.environ,
        tell=desk.say,
    )
    ask_nobody = getattr(writer, "ask_nobody", None)
    if offline and not settings.local and ask_nobody is not None:
        ask_nobody(Notice("offline"))
    return writer


def tell_explained(writer: Writer, story: str) -> None:
    """Print how the item of `story` came about; DigestError when nothing is known of it."""
    explain = getattr(writer, "explain", None)
    told = explain(story) if explain is not None else ""
    if not told:
        raise DigestError(
            Notice("No model was asked about a story {story}.", story=story),
            Notice(
                "An item's id stands at its end in issue.md; `writer.type` in "
                "config/digest.toml says who writes."
            ),
        )
    click.echo("".join(map(_shown, told)))


def _shown(sign: str) -> str:
    """`sign`, spelt out where a terminal would obey it: a model, or an article, may have written it."""
    obeyed = unicodedata.category(sign)[0] == "C" and sign not in "\n\t"
    return sign.encode("unicode_escape").decode() if obeyed else sign
