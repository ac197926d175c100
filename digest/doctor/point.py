"""One point that is looked at, and how it stands."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from digest.errors import DigestError
from digest.languages import Phrases, translated

__all__ = ["Light", "Point", "Words", "examined"]


class Light(StrEnum):
    """Green is ready, amber works and could be better, red must be put right before sending."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """`name` is a short key ("spf"); `said` and `remedy` are for the editor, in their language."""

    name: str
    light: Light
    said: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Makes points of one name from the phrases `doctor.NAME_WHAT` and `doctor.NAME_WHAT_remedy`."""

    say: Phrases
    name: str

    def __call__(self, light: Light, what: str, **values: object) -> Point:
        key = f"doctor.{self.name}_{what}"
        remedy = "" if light is Light.GREEN else self.say(f"{key}_remedy", **values)
        return Point(name=self.name, light=light, said=self.say(key, **values), remedy=remedy)


Check = Callable[[], Iterable[Point]]


def examined(checks: Iterable[tuple[str, Check]], say: Phrases) -> Iterator[Point]:
    """The points of each check, as they are found. One that fails is a red point and stops no other.

    `say` names the language in which that is told.
    """
    for name, check in checks:
        try:
            yield from check()
        except DigestError as error:
            said, remedy = (translated(text, say.code) for text in (error.message, error.hint))
            yield Point(name=name, light=Light.RED, said=said, remedy=remedy)
        except OSError as error:
            said = f"{error.filename or ''} {error.strerror or error}".strip()
            yield Point(name=name, light=Light.RED, said=said)
