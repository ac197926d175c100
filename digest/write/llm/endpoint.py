"""One question to a server that speaks the OpenAI protocol (Chat Completions), and its answer."""

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

import httpx2
import openai

from digest.config import WriterSettings
from digest.notice import Notice
from digest.write.llm.client import FAILURES, async_client, in_words
from digest.write.llm.purse import Attempts
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["Endpoint", "Manners", "Reply"]

MOST_WAITING = 120  # seconds that the package may wait because a server asks it to
# How an answer is asked for: OpenAI's structured output, the older way of llama.cpp and others to hand
# over a schema, JSON of any shape, and words.
FORMS = ("json_schema", "schema", "json_object", "text")
MANNERS = 6  # questions in which a server may show what it cannot do
REFUSED = {401, 403, 404}
# Answers of a gateway: the model behind it may have worked, and been billed.
UNSURE = {408, 502, 504, 524}
# Of these, nothing was sent.
UNSENT = (
    *(httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError),
    *(httpx2.LocalProtocolError, httpx2.UnsupportedProtocol),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The words of an answer and its tokens; None where the server does not count them.

    `held` is why it is no whole answer, if it is none.
    """

    text: str
    input_tokens: int | None
    output_tokens: int | None
    held: UnwrittenError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the server takes a question.

    `form` falls along FORMS; `limit` is the parameter that bounds an answer (newer models of OpenAI
    refuse the older name, other servers know no other).
    """

    form: str = FORMS[0]
    limit: str = "max_tokens"
    temperature: bool = True

    def humbler(self, said: str) -> "Manners | None":
        """Without what a question was refused for; None when nothing is left to give up."""
        if "max_completion_tokens" in said and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "temperature" in said and self.temperature:
            return replace(self, temperature=False)
        humbler = FORMS[FORMS.index(self.form) + 1 :]
        return replace(self, form=humbler[0]) if humbler else None


_attempts: ContextVar[Attempts] = ContextVar("attempts")


class _Client(openai.DefaultAsyncHttpxClient):
    """Counts the attempts of each question, which the package makes out of our sight."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        made = _attempts.get()
        made.lost += 1
        try:
            response = await super().send(request, **options)
        except UNSENT:
            made.lost -= 1
            raise
        if response.status_code >= 400 and response.status_code not in UNSURE:
            made.lost -= 1  # nobody is billed for an error
        return response


class Endpoint:
    """The server of `settings`, for one event loop; `close` it at the end."""

    def __init__(self, settings: WriterSettings, *, key: str, manners: Manners | None) -> None:
        self._settings = settings
        self.manners = manners or Manners()  # as far as the server has shown them
        self._client = async_client(
            settings.base_url,
            key=key,
            timeout=settings.timeout,
            retries=settings.retries,
            http=_Client,
        )
        # Per attempt the package bounds each read; a server that drips bytes must end too.
        self._deadline = (settings.retries + 1) * settings.timeout + MOST_WAITING

    async def close(self) -> None:
        await self._client.close()

    async def ask(
        self, messages: list[dict[str, str]], schema: dict[str, Any], attempts: Attempts
    ) -> Reply:
        """The answer to `messages`, in the form of `schema` as far as the server can.

        Of the `attempts` it tells, however it ends, how many may have been billed without an answer.

        Raises UnwrittenError: "network", or "key" (fatal). No message of the server is passed on: it may
        quote the question or the key.
        """
        _attempts.set(attempts)
        try:
            async with asyncio.timeout(self._deadline):
                answer = await self._create(messages, schema, attempts)
        except FAILURES as error:
            refused = getattr(error, "status_code", 0) in REFUSED
            kind = "key" if refused else "network"
            raise UnwrittenError(kind, in_words(error), fatal=refused) from None
        choices = getattr(answer, "choices", None)
        if not isinstance(choices, list) or not choices:  # such as the welcome page of a hotel
            raise UnwrittenError("network", Notice("the server answers something else"))
        attempts.lost -= 1
        return _reply(choices[0], getattr(answer, "usage", None))

    async def _create(
        self, messages: list[dict[str, str]], schema: dict[str, Any], attempts: Attempts
    ) -> Any:
        manners = self.manners
        for _ in range(MANNERS):
            # All forms together lose no more attempts than one would: the ceiling counts on it.
            client = self._client.with_options(max_retries=attempts.left - 1)
            create: Any = client.chat.completions.create
            try:
                answer = await create(
                    model=self._settings.model, messages=messages, **self._options(manners, schema)
                )
            except openai.APIStatusError as error:
                humbler = manners.humbler(str(error)) if _of_form(error) else None
                if humbler is None:
                    raise
                manners = humbler
                continue
            if getattr(answer, "choices", None):
                # Learnt by success alone: a gateway refuses a single question (its words) alike.
                self.manners = manners
                return answer
            # A page in place of an answer is no error to the package: tried again all the same.
            if attempts.left < 1:
                return answer
        raise UnwrittenError(
            "network", Notice("the server refuses every form of the question"), fatal=True
        )

    def _options(self, manners: Manners, schema: dict[str, Any]) -> dict[str, Any]:
        options: dict[str, Any] = {manners.limit: self._settings.max_output}
        if manners.temperature:
            options["temperature"] = self._settings.temperature
        if manners.form == "json_schema":
            described = {"name": "answer", "strict": True, "schema": schema}
            options["response_format"] = {"type": "json_schema", "json_schema": described}
        elif manners.form == "schema":
            options["response_format"] = {"type": "json_object", "schema": schema}
        elif manners.form == "json_object":
            options["response_format"] = {"type": "json_object"}
        return options


def _of_form(error: openai.APIStatusError) -> bool:
    """Whether the server refuses not the question but its form; the one of llama-cpp-python answers
    500 to a `response_format` that it does not know."""
    return error.status_code in {400, 422} or "response_format" in str(error)


def _reply(choice: Any, usage: Any) -> Reply:
    """The reply in a completion; servers leave out what they like, so nothing is taken for granted."""
    counts = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    read, written = (n if isinstance(n, int) and n >= 0 else None for n in counts)
    counted = bool(read)  # no question is without a word: where none was read, nobody counted
    message = getattr(choice, "message", None)
    text = _words(getattr(message, "content", None))
    return Reply(
        # Halves of a pair (a lone "\\ud83d") are no text, and no file can hold them.
        text=text.encode("utf-8", "ignore").decode(),
        input_tokens=read if counted else None,
        output_tokens=written if counted else None,
        held=_held(getattr(choice, "finish_reason", None), getattr(message, "refusal", None)),
    )


def _words(content: Any) -> str:
    """The text of a message; some servers part it, and tell thoughts in parts of another type."""
    if not isinstance(content, list):
        return content if isinstance(content, str) else ""
    parts = [part for part in content if isinstance(part, dict) and part.get("type") == "text"]
    return "".join(part["text"] for part in parts if isinstance(part.get("text"), str))


def _held(finish: Any, refusal: Any) -> UnwrittenError | None:
    if finish == "length":
        return UnwrittenError("length", Notice("the answer was cut: raise writer.max_output"))
    if finish == "content_filter":
        return UnwrittenError("filter", Notice("the server's filter held the answer back"))
    if refusal:
        return UnwrittenError("refusal", Notice("the model refuses to answer"))
    return None
