"""What the program tells a person: an English sentence that can be said in another language.

A stage does not know who reads what it says: the newsroom is French, a log is English. So it says a
template and its values, and whoever shows it chooses the language (`digest.languages.translated`).
"""

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any, Self

__all__ = ["NOTHING", "Notice"]


class _Agreeing(Formatter):
    def format_field(self, value: Any, spec: str) -> str:
        one, agrees, many = spec.partition("|")
        return (one if value == 1 else many) if agrees else str(format(value, spec))


_AGREEING = _Agreeing()


class Notice(str):
    """`Notice("{path} has no title.", path=path)`: that English sentence, filled in.

    A word agrees with a number: `{sent:mail|mails}` is "mail" when `sent` is 1.

    It keeps its `template` and its `values`, by which it is said in other languages; values may be
    notices. A template without values is taken as it stands, braces and all.

    It is a `str`, so that logs, JSON and tests need not know; what is cut from it or joined to it is
    a plain `str`, and mypy refuses that where a Notice is asked for.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        said = template
        if values:  # `format` takes a tenth of the time
            agrees = "|" in template
            said = _AGREEING.vformat(template, (), values) if agrees else template.format(**values)
        self = super().__new__(cls, said)
        self.template, self.values = template, values
        return self

    @classmethod
    def joined(cls, pieces: Iterable[str], by: str = ", ") -> Self:
        """The pieces one after the other; `by` may be a notice too (" and ")."""
        values: dict[str, object] = {f"piece{n}": piece for n, piece in enumerate(pieces)}
        return cls("{by}".join(f"{{{name}}}" for name in values), by=by, **values)

    @classmethod
    def restored(cls, template: str, values: Mapping[str, object]) -> Self:
        """The notice whose `template` and `values` were written down."""
        return cls(template, **values)

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.template,), self.values  # to be copied and pickled with both


NOTHING = Notice.joined(())
