"""The client of a server that speaks the OpenAI protocol: how it is made, and its failures in words."""

import logging
from typing import Any

import httpx2
import openai

from digest.notice import Notice

__all__ = ["FAILURES", "async_client", "client", "in_words"]

# At DEBUG the package logs whole requests, which hold the articles.
logging.getLogger("openai").setLevel(logging.WARNING)

# The package would take these from the environment; they are for one house's server only.
NOT_OURS: Any = {"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit()}

# What the package stumbles over where a page, or odd JSON, stands in place of an answer.
ODD = (AttributeError, LookupError, TypeError, ValueError, RecursionError)
FAILURES = (openai.OpenAIError, httpx2.HTTPError, TimeoutError, *ODD)
"""All that a question to a server, and the reading of its answer, raises for the server's sake."""


def client(base_url: str, *, key: str, timeout: float, retries: int) -> openai.OpenAI:
    """A client for single questions; `timeout` in seconds."""
    http = openai.DefaultHttpxClient(follow_redirects=False)
    return openai.OpenAI(http_client=http, **_common(base_url, key, timeout, retries))


def async_client(
    base_url: str,
    *,
    key: str,
    timeout: float,
    retries: int,
    http: type[openai.DefaultAsyncHttpxClient],
) -> openai.AsyncOpenAI:
    """A client for questions at once, whose requests go through an `http`; `timeout` in seconds."""
    line = http(follow_redirects=False)
    return openai.AsyncOpenAI(http_client=line, **_common(base_url, key, timeout, retries))


def in_words(error: Exception) -> Notice:
    """What one of FAILURES is, by its status or its class alone: the words of a server may quote the
    question, or the key."""
    if isinstance(error, openai.APIStatusError):
        return Notice("the server answers {status}", status=error.status_code)
    if isinstance(error, (openai.APIResponseValidationError, *ODD)):
        return Notice("the server answers something else")
    return Notice("the server gives no answer ({kind})", kind=type(error).__name__)


def _common(base_url: str, key: str, timeout: float, retries: int) -> dict[str, Any]:
    """Articles go where the settings say, and nowhere else: neither client follows a redirect."""
    return {
        "api_key": key or "none",  # a server of one's own looks at none, the package asks for one
        "base_url": base_url,
        "timeout": timeout,
        "max_retries": retries,
        "default_headers": NOT_OURS,
    }
