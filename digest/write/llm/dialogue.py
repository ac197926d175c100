"""A question, the verdict on its answer, and one second chance."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from digest.notice import Notice
from digest.write.llm.answer import Shape, read, spoken
from digest.write.llm.caller import Caller
from digest.write.llm.prompt import Prompt
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["Exchange", "answered"]

AGAIN = """\
Some of this does not stand in the numbered sentences:
{complaints}
Answer once more with the whole JSON object. Keep what is right, correct or leave out what is not."""
NOT_JSON = "This was not the JSON object that was asked for. Answer with it and nothing else."


class Verdict(Protocol):
    """What a judge says of an answer: what is wrong with it, and how much of it stands."""

    @property
    def complaints(self) -> tuple[str, ...]: ...
    @property
    def sound(self) -> int: ...


_Shape = TypeVar("_Shape", bound=Shape)
_Verdict = TypeVar("_Verdict", bound=Verdict)


@dataclass(slots=True)
class Exchange:
    """A question and all that followed, to be explained."""

    prompt: Prompt | None = None
    turns: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        asked = self.prompt.messages if self.prompt else ()
        return "\n\n".join([*(f"--- {role}\n{text}" for role, text in asked), *self.turns])


@dataclass(frozen=True, slots=True)
class _Turn(Generic[_Verdict]):
    """A question, the words of its answer, the verdict (None: not readable), and the complaint to
    send back ("": there is none)."""

    question: Prompt
    words: str
    verdict: _Verdict | None
    complaint: str


async def answered(
    caller: Caller,
    prompt: Prompt,
    shape: type[_Shape],
    judge: Callable[[_Shape], _Verdict],
    exchange: Exchange,
) -> _Verdict:
    """The better of two answers to `prompt`; the second is only asked for with complaints about the
    first. `exchange` takes down what is said.

    Answers of which nothing stands are asked for again when failures are. Raises UnwrittenError when
    there is none that can be read.
    """
    exchange.prompt = prompt
    turns = [await _turn(caller, prompt, shape, judge, exchange)]
    if complaint := turns[0].complaint:
        again = prompt.followed(turns[0].words, complaint)
        try:
            turns.append(await _turn(caller, again, shape, judge, exchange))
        except UnwrittenError as error:
            exchange.turns.append(f"--- no second answer: {error.why}")
    answers = [turn.verdict for turn in reversed(turns) if turn.verdict is not None]
    if not any(one.sound for one in answers):
        for turn in turns:
            caller.doubt(turn.question, shape)
    if not answers:
        raise UnwrittenError("answer", Notice("both answers are not the JSON that was asked for"))
    return min(answers, key=lambda one: (one.sound == 0, len(one.complaints)))


async def _turn(
    caller: Caller,
    question: Prompt,
    shape: type[_Shape],
    judge: Callable[[_Shape], _Verdict],
    exchange: Exchange,
) -> _Turn[_Verdict]:
    text = await caller.ask(question, shape)
    exchange.turns.append(f"--- answer\n{text}")
    words = spoken(text)
    if not words.strip():
        caller.doubt(question, shape)
        raise UnwrittenError("refusal", Notice("the model answers with nothing"))
    verdict: _Verdict | None = None
    complaint = ""
    try:
        verdict = judge(read(text, shape))
    except UnwrittenError:
        complaint = NOT_JSON
    else:
        if verdict.complaints:
            said = "\n".join(f"- {why}" for why in verdict.complaints)
            complaint = AGAIN.format(complaints=said)
    if complaint:
        exchange.turns.append(f"--- complaint\n{complaint}")
    return _Turn(question, words, verdict, complaint)
