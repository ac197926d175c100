"""What asking the model comes to, in words for the person: before, meanwhile, and after."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from digest.config import WriterSettings
from digest.notice import NOTHING, Notice
from digest.write.llm.caller import Tally

__all__ = ["Bill"]

# What may come out otherwise when it is asked again; a cut answer would be cut again.
FAILED = {"network", "answer", "facts", "filter", "refusal"}


class Bill:
    """Tells `tell` one line at a time; `note` is what there is to say meanwhile, "" at first."""

    def __init__(self, settings: WriterSettings, tell: Callable[[str], None]) -> None:
        self._model = settings.model
        self._currency = settings.currency
        self._tell = tell
        self.note = NOTHING

    def estimate(self, new: int, stories: int, *, cost: Decimal, left: Decimal) -> None:
        """Say that `new` of `stories` are to be asked about, what that costs, and what may be spent."""
        self._tell(
            Notice(
                "{model}: {new} of {stories} {stories:story|stories} to ask about, about {cost:.4f} {currency} "
                "({left:.4f} left for this issue)",
                model=self._model,
                new=new,
                stories=stories,
                cost=cost,
                left=max(left, Decimal(0)),
                currency=self._currency,
            )
        )

    def changed(self, tally: Tally) -> None:
        """Take down what the run has spent so far."""
        tokens = tally.input_tokens + tally.output_tokens
        self.note = Notice(
            "{tokens:,} {tokens:token|tokens}, {cost:.4f} {currency}",
            tokens=tokens,
            cost=tally.cost,
            currency=self._currency,
        )

    def opinions(self, found: Sequence[bool | None]) -> None:
        """What was said of contested pairs of stories."""
        self._tell(
            Notice(
                "{model}: {pairs} contested {pairs:pair|pairs} of stories, {joined} joined, {parted} parted",
                model=self._model,
                pairs=len(found),
                joined=found.count(True),
                parted=found.count(False),
            )
        )

    def sum_up(
        self, tally: Tally, failed: Mapping[str, str], what: Notice, *, stopped: str = ""
    ) -> None:
        """Say what was asked and spent; `failed` has the kind of each failure, `what` says how many of
        what, and `stopped` why the server is not asked any more."""
        told: Notice = Notice(
            "{model}: {calls} {calls:call|calls}, {remembered} from memory, {spent}",
            model=self._model,
            calls=tally.calls,
            remembered=tally.remembered,
            spent=self.note or Notice("nothing spent"),
        )
        kinds = Counter(failed.values())
        if failed:
            reasons = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
            told = Notice("{told}; {what} ({reasons})", told=told, what=what, reasons=reasons)
        if stopped:
            told = Notice("{told}; the server is not asked ({why})", told=told, why=stopped)
        if kinds["length"]:
            told = Notice("{told}; answers were cut: raise writer.max_output", told=told)
        if kinds.keys() & FAILED:
            told = Notice("{told}; to ask about them again: digest build --retry", told=told)
        self._tell(told)
