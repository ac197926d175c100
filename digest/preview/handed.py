"""What the newsroom needs of other stages: handed over by the roof, so that it knows none of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from digest.draft import Located
from digest.facts.vet import Vetted
from digest.model import Article, Constraints, Email, Finding, Issue, Item, Recalled, Story, Written

__all__ = ["Handed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """Every call may raise DigestError. `render` reads settings and templates anew each time."""

    render: Callable[[Issue, str], Email]
    """(issue, variant) -> the email as it would be sent."""

    check: Callable[[Located, Email, Vetted], tuple[Finding, ...]]
    """What must be put right before the email for everyone may leave."""

    write: Callable[[Story], Written]
    """A story -> its item, by the configured writer."""

    add: Callable[[str], Article]
    """A web address -> its article, kept among those of the issue."""

    together: Callable[[Constraints, Sequence[Story]], Constraints]
    """The constraints, and that these stories are one."""

    apart: Callable[[Constraints, Story, Sequence[Article]], Constraints]
    """The constraints, and that these articles leave their story for one of their own."""

    regrouped: Callable[[Constraints], Mapping[str, Story]]
    """The story of each article, by the article's id, under these constraints."""

    recall: Callable[[Item], Sequence[tuple[str, Sequence[Recalled]]]] = lambda _: ()
    """Each name of an item that past issues told of, with the items that did, newest first."""

    rewrite: Callable[[Story, Item, str], Sequence[Written]] | None = None
    """(story, the item that tells it, instruction) -> other ways to tell it; None: there are none."""

    post: Callable[[str], None] | None = None
    """Sends one copy of each variant to an address; None where nothing is configured to send."""
