"""The key of a server, as it stands in the environment."""

from collections.abc import Mapping

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["key_in"]


def key_in(environ: Mapping[str, str], variable: str) -> str:
    """The key in `variable`, without the blanks and line breaks round it, which files of secrets end
    in; "" where there is none.

    Raises DigestError where no header of a request can carry it.
    """
    key = environ.get(variable, "").strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise DigestError(
            Notice("What {variable} holds is no key: a blank or a sign is in it that no key has.",
                   variable=variable),
            Notice("Copy the key anew, all of it and nothing else, into that environment variable."),
        )  # fmt: skip
    return key
