"""What a build wrote down beside the draft: the passages each sentence rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.model.article import Article
from digest.model.sentence import Line, Passage, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The record of the issue of `day`, as it was last built.

    `articles` are known by their id, `stories` name the articles of each story, lead first, and
    `sentences` those of each item as it was written, `deals` the passages of each row of the bubble
    watch, `lines` what a model wrote round the items. All are empty where nothing was built.
    """

    day: date
    articles: Mapping[str, Article] = field(default_factory=dict)
    stories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
    deals: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
