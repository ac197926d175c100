"""What an editor decided by hand about stories: which articles tell one, and which do not."""

from dataclasses import dataclass, replace

Ruling = tuple[frozenset[str], ...]
"""Groups of article ids: each group tells one story, and no two groups the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """An editor's rulings on an issue, oldest first. A later one wins over what it contradicts.

    A merge is a ruling of one group, a split one of two. Rulings name articles and no stories, so they
    hold whatever else is collected later; an id that is not among the articles says nothing.
    """

    rulings: tuple[Ruling, ...] = ()

    def ruled(self, *groups: frozenset[str]) -> "Constraints":
        """These constraints with one more ruling."""
        return replace(self, rulings=(*self.rulings, groups))

    def over(self, weaker: "Constraints") -> "Constraints":
        """These constraints, and those of `weaker` that they do not contradict."""
        return replace(self, rulings=(*weaker.rulings, *self.rulings))

    def without_last(self) -> "Constraints":
        """These constraints without the latest ruling."""
        return replace(self, rulings=self.rulings[:-1])
