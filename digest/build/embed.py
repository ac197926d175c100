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
) -> tuple[Vectors, str]:
    """The vectors of `articles` (those no model may read left out by the caller), and what went wrong.

    `ask` says whether the server may be asked for what is not in `cache`, a folder. The second value
    is "" or a reason in words.
    """
    if not settings.model:
        return {}, ""
    texts = {article.id: f"{article.title}\n\n{article.text[:_READ]}" for article in articles}
    places = {key_: _place(cache, settings.model, text) for key_, text in texts.items()}
    found = {key_: vector for key_, place in places.items() if (vector := _kept(place))}
    missing = [key_ for key_ in texts if key_ not in found]
    problem = ""
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
        return {}, f"{settings.model} gave vectors of {len(lengths)} lengths; delete {cache}"
    return found, problem


def may_be_read(articles: Sequence[Article], reserved: Iterable[str]) -> list[Article]:
    """The articles that may be shown to a model: as for writing, neither reserved by themselves nor
    of `reserved` publishers."""
    kept_out = closed(articles, reserved)
    return [one for one in articles if one not in kept_out]


def _asked(
    texts: Sequence[str], settings: EmbeddingSettings, key: str
) -> tuple[list["array[float]"], str]:
    import openai  # noqa: PLC0415  # 0.5 s, for who has a server

    # Articles go where the settings say, and nowhere else.
    client = openai.OpenAI(
        api_key=key or "none",
        base_url=settings.base_url,
        timeout=settings.timeout,
        max_retries=1,
        http_client=openai.DefaultHttpxClient(follow_redirects=False),
    )
    try:
        with client:
            answer = client.embeddings.create(
                model=settings.model, input=list(texts), encoding_format="float"
            )
            ordered = sorted(answer.data, key=lambda one: one.index)
            vectors = [array("f", one.embedding) for one in ordered]
    except (openai.OpenAIError, TypeError, ValueError, AttributeError) as error:
        return [], f"{type(error).__name__}: {error}"
    if [one.index for one in ordered] != list(range(len(texts))) or not all(vectors):
        return [], "the answer does not hold one vector for each text"
    return vectors, ""


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
