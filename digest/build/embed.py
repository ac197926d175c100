"""Vectors of articles from any server that speaks the OpenAI protocol (`/v1/embeddings`), kept on disk.

Articles whose publisher wants no model to read them are never sent. What the server does not answer
is missing, and the grouping stands on its words: a build never fails for it.
"""

import hashlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from digest.config import EmbeddingSettings
from digest.model import Article
from digest.notice import NOTHING, Notice
from digest.workspace import write_atomic
from digest.write.llm.rights import closed

__all__ = ["NO_VECTORS", "Vectors", "embed", "may_be_read"]

Vectors = Mapping[str, Sequence[float]]
"""The vector of each article by its id; all of one length. An article may have none."""
NO_VECTORS: Vectors = {}

_READ = 2000  # characters, as the grouping reads
_AT_ONCE = 64  # texts in one question


def embed(
    articles: Sequence[Article],
    *,
    settings: EmbeddingSettings,
    cache: Path,
    key: str,
    ask: bool,
) -> tuple[Vectors, Notice]:
    """The vectors of `articles` (those no model may read left out by the caller), and what went wrong.

    `ask` says whether the server may be asked for what is not in `cache`, a folder. The second value
    is empty or a reason in words.
    """
    if not settings.model:
        return {}, NOTHING
    texts = {article.id: f"{article.title}\n\n{article.text[:_READ]}" for article in articles}
    places = {key_: _place(cache, settings.model, text) for key_, text in texts.items()}
    found = {key_: vector for key_, place in places.items() if (vector := _kept(place))}
    missing = [key_ for key_ in texts if key_ not in found]
    problem = NOTHING
    if ask and missing:
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            vectors, problem = _asked([texts[key_] for key_ in some], settings, key)
            for key_, vector in zip(some, vectors, strict=False):
                write_atomic(places[key_], array("f", vector).tobytes())
                found[key_] = vector
            if problem:
                break
    lengths = {len(vector) for vector in found.values()}
    if len(lengths) > 1:
        several = Notice(
            "{model} gave vectors of {number} lengths; delete {folder}",
            model=settings.model,
            number=len(lengths),
            folder=cache,
        )
        return {}, several
    return found, problem


def may_be_read(articles: Sequence[Article], reserved: Iterable[str]) -> list[Article]:
    """The articles that may be shown to a model: as for writing, neither reserved by themselves nor
    of `reserved` publishers."""
    kept_out = closed(articles, reserved)
    return [one for one in articles if one not in kept_out]


def _asked(
    texts: Sequence[str], settings: EmbeddingSettings, key: str
) -> tuple[list["array[float]"], Notice]:
    from digest.write.llm.client import FAILURES, client, in_words  # noqa: PLC0415  # openai: 2 s

    try:
        with client(settings.base_url, key=key, timeout=settings.timeout, retries=1) as asked:
            answer = asked.embeddings.create(
                model=settings.model, input=list(texts), encoding_format="float"
            )
        ordered = sorted(answer.data, key=lambda one: one.index)
        vectors = [array("f", one.embedding) for one in ordered]
    except FAILURES as error:
        return [], in_words(error)
    if [one.index for one in ordered] != list(range(len(texts))) or not all(vectors):
        return [], Notice("the answer does not hold one vector for each text")
    return vectors, NOTHING


def _place(cache: Path, model: str, text: str) -> Path:
    """Where a vector is kept: the name covers all it depends on."""
    name = hashlib.sha256(f"{model}\x00{text}".encode()).hexdigest()
    return cache / f"{name}.f32"


def _kept(path: Path) -> "array[float] | None":
    vector = array("f")
    try:
        vector.frombytes(path.read_bytes())
    except (OSError, ValueError):
        return None
    return vector or None
