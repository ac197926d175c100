"""Whether a server answers, and which models it knows: asked before a week of articles is."""

import openai

from digest.config import WriterSettings
from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["known_models"]

PATIENCE = 15.0  # seconds


def known_models(settings: WriterSettings, *, key: str) -> tuple[str, ...]:
    """The names of the models at the server of `settings`; nothing of an article is sent.

    Raises DigestError. What the server says is not repeated: it may quote the key.
    """
    client = openai.OpenAI(
        api_key=key or "none", base_url=settings.base_url, timeout=PATIENCE, max_retries=0
    )
    try:
        with client:
            return tuple(model.id for model in client.models.list().data)
    except openai.AuthenticationError as error:
        raise DigestError(
            Notice("{base_url} does not accept the key.", base_url=settings.base_url),
            Notice(
                "Check what stands in the environment variable {key_env}.", key_env=settings.key_env
            ),
        ) from error
    except openai.OpenAIError as error:
        raise DigestError(
            Notice(
                "{base_url} does not answer as it should ({name}).",
                base_url=settings.base_url,
                name=type(error).__name__,
            ),
            Notice("Check `writer.base_url` in config/digest.toml, and whether the server runs."),
        ) from error
