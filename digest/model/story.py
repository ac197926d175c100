"""What was grouped: stories, where they belong, and what is in."""

from dataclasses import dataclass
from datetime import date

from digest.model.article import Article
from digest.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event, the lead article first. `id` is stable while articles are added."""

    id: str
    articles: tuple[Article, ...]

    @property
    def lead(self) -> Article:
        return self.articles[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Why a story ranks where it does: named parts an editor can read; the total is their sum."""

    parts: tuple[tuple[str, float], ...] = ()

    @property
    def total(self) -> float:
        return round(sum(value for _, value in self.parts), 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure as it was told and as it is now, each as written: « 10 Md$ », « 15 Md$ »."""

    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The item of a past issue that told a story before, by its title and the issue's date.

    `anchor` is its place on the web page of that issue, "" where it has none; `likeness` says how like it the story is, in ]0, 1]; `new` holds the names and figures of the
    story that the item lacks, as they are written; `changed` the figures that it puts differently.
    """

    issue: date
    number: int | None
    title: str
    likeness: float
    anchor: str = ""
    new: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A story with its section (a key of `sections.toml`, or None) and its score.

    `sure` says how clearly the section came before the next one, in [0, 1]; `told` is what told
    the story in a past issue; `unsure` names the two sections that claim a story which the
    configuration asks to mark, the likelier first.
    """

    story: Story
    section: str | None
    score: Score
    sure: float = 1.0
    told: Told | None = None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that did not enter the issue, and why, in words for the editor."""

    placement: Placement
    why: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Several stories on one subject: their ids, how many articles they have, and a title.

    `dominates` says that the theme takes so much of the week that it might be a dossier.
    """

    title: str
    stories: tuple[str, ...]
    articles: int
    dominates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The week, decided: what is in, what is out, and the themes of what is in.

    `placed` is in reading order: by section, then by score, the stories of a theme side by side.
    """

    placed: tuple[Placement, ...]
    left_out: tuple[LeftOut, ...]
    themes: tuple[Theme, ...] = ()
