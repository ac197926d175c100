"""Whether a server answers, and which models it knows: asked before a week of articles is."""

import openai

from digest.config import WriterSettings
from digest.errors import DigestError
from digest.notice import Notice
from digest.write.llm.client import FAILURES, client, in_words

__all__ = ["known_models"]

PATIENCE = 15.0  # seconds


def known_models(settings: WriterSettings, *, key: str) -> tuple[str, ...]:
    """The names of the models at the server of `settings`; nothing of an article is sent.

    Raises DigestError. What the server says is not repeated: it may quote the key.
    """
    try:
        with client(settings.base_url, key=key, timeout=PATIENCE, retries=0) as asked:
            listed = asked.models.list().data
            return tuple(model.id for model in listed if isinstance(model.id, str))
    except openai.AuthenticationError:
        raise DigestError(
            Notice("{base_url} does not accept the key.", base_url=settings.base_url),
            Notice(
                "Check what stands in the environment variable {key_env}.", key_env=settings.key_env
            ),
        ) from None
    except FAILURES as error:
        raise DigestError(
            Notice(
                "{base_url} does not answer as it should: {why}.",
                base_url=settings.base_url,
                why=in_words(error),
            ),
            Notice("Check `writer.base_url` in config/digest.toml, and whether the server runs."),
        ) from None
