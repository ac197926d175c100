"""Why a story could not be written by the model: a value that becomes a mark on its item."""

__all__ = ["UnwrittenError"]


class UnwrittenError(Exception):
    """`kind` is one word for the item's mark, `why` words for the person, without any text of theirs.

    Kinds: "network" (the server fails or is silent), "key" (it refuses us), "refusal" (the model
    does not want to), "filter" (the server does not let it), "length" (the answer was cut),
    "answer" (nonsense), "facts" (nothing of it stands), "budget" (it does not fit), "reserved" (the
    publisher wants no model), "unasked" (the server is not to be asked), "error" (a mistake of this
    program). `fatal`:
    the next story would fail alike.
    """

    def __init__(self, kind: str, why: str, *, fatal: bool = False) -> None:
        super().__init__(why)
        self.kind = kind
        self.why = why
        self.fatal = fatal
