"""What goes wrong, in words that say what to do next, and the exit code each failure ends in."""

from enum import IntEnum

from digest.notice import NOTHING, Notice

__all__ = [
    "ChangedError",
    "CheckError",
    "ConfigError",
    "DigestError",
    "DraftError",
    "ExitCode",
    "RenderError",
    "SourceError",
    "WriterError",
]


class ExitCode(IntEnum):
    """The exit codes of every command (they are documented in `digest --help`)."""

    OK = 0
    ERROR = 1
    USAGE = 2
    CHECK_FORBIDS = 3
    PARTIAL = 4
    INTERRUPTED = 130


class DigestError(Exception):
    """Root of all errors a person is told about, in the language of that person.

    `message` says what is wrong and where; `hint` says what to do next (it may be empty).
    """

    exit_code: ExitCode = ExitCode.ERROR

    def __init__(self, message: Notice, hint: Notice = NOTHING) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def whole(self) -> Notice:
        """Message and hint, one after the other."""
        return Notice.joined(filter(None, (self.message, self.hint)), " ")


class ConfigError(DigestError):
    """One or several mistakes in `config/`; the message lists them all, each with file and key."""


class SourceError(DigestError):
    """A source could not be read; the message names the source and its address."""


class WriterError(DigestError):
    """A story could not be written; the message names the story."""


class DraftError(DigestError):
    """`issue.md` cannot be read; the message begins with `path:line`."""


class ChangedError(DigestError):
    """A file is not what it was when it was read, and so nothing was written."""


class RenderError(DigestError):
    """A template or a rich text cannot be rendered; the message begins with `template:line`."""


class CheckError(DigestError):
    """The preflight check forbids sending."""

    exit_code = ExitCode.CHECK_FORBIDS
