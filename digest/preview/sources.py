"""What an item rests on, sentence by sentence, as the page shows it."""

from typing import Any

from digest.facts.vet import VettedItem
from digest.facts.vetting import VettedSentence
from digest.model import Article, Evidence, Passage

__all__ = ["told"]

AROUND = 160  # characters shown on either side of a passage


def told(item: VettedItem, evidence: Evidence) -> dict[str, Any]:
    """The sentences of `item` with their passages and verdicts, and the articles of its story."""
    return {
        "place": [item.section, item.block],
        "sentences": [_sentence(one, evidence) for one in item.sentences],
        "articles": [_article(one) for one in item.articles],
    }


def _sentence(sentence: VettedSentence, evidence: Evidence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "title": sentence.title,
        "as_written": sentence.as_written,
        "vouched": sentence.vouched,
        "passages": [
            shown for one in sentence.passages if (shown := _passage(one, evidence)) is not None
        ],
        "facts": [
            {"kind": one.kind, "text": one.text, "status": one.status, "nearest": one.nearest}
            for one in sentence.verdicts
        ],
    }


def _passage(passage: Passage, evidence: Evidence) -> dict[str, Any] | None:
    """A passage in its surroundings; None where the article was read anew and says something else."""
    article = evidence.articles.get(passage.article)
    if article is None:
        return None
    whole = article.title if passage.field == "title" else article.text
    start, end = passage.start, passage.end
    if whole[start:end] != passage.text:
        return None
    return _article(article) | {
        "before": ("…" if start > AROUND else "") + whole[max(0, start - AROUND) : start],
        "passage": passage.text,
        "after": whole[end : end + AROUND] + ("…" if end + AROUND < len(whole) else ""),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "date": article.published.date().isoformat() if article.published else "",
    }
