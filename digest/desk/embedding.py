"""The embeddings of articles for the commands that group, if the settings name a model."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from digest.desk import Desk
from digest.model import Article
from digest.notice import Notice

if TYPE_CHECKING:
    from digest.build.embed import Vectors

__all__ = ["vectors_of"]


def vectors_of(desk: Desk, articles: Sequence[Article], *, ask: bool) -> "Vectors":
    """The vectors of `articles`; of those not known yet only if the server may be asked.

    What goes wrong is said, and the grouping does without. Raises DigestError where the key that is
    asked with cannot be one.
    """
    settings = desk.config.embeddings
    if not settings.model:
        return {}
    from digest.build.embed import embed, may_be_read
    from digest.write.llm.key import key_in

    open_ones = may_be_read(articles, desk.config.writer.reserved)
    vectors, problem = embed(
        open_ones,
        settings=settings,
        cache=desk.workspace.cache / "embeddings",
        key=key_in(os.environ, settings.key_env) if ask else "",
        ask=ask,
    )
    if problem:
        desk.warn(
            Notice(
                "Grouped without embeddings of {number} {number:article|articles}: {problem}",
                number=len(articles) - len(vectors),
                problem=problem,
            )
        )
    return vectors
