"""The writer of `type = "llm"`; without its key, it only remembers."""

from collections.abc import Callable, Mapping
from datetime import date

from digest.config import Config
from digest.notice import Notice
from digest.workspace import Workspace
from digest.write.llm.key import key_in
from digest.write.llm.style import style
from digest.write.llm.voice import voice
from digest.write.llm.writer import LLM

__all__ = ["make"]


def make(
    config: Config,
    *,
    day: date,
    workspace: Workspace,
    environ: Mapping[str, str],
    tell: Callable[[str], None],
) -> LLM:
    """The writer for the issue of `day`. The key stands in the variable `config.writer.key_env`.

    Where there is none and the server needs one, it asks nobody, and `tell` is told so. Raises
    DigestError when the issue's costs cannot be read, or the key cannot be one.
    """
    settings, language = config.writer, config.newsletter.language
    key = key_in(environ, settings.key_env)
    told = (
        voice(workspace, day, settings.voice, reserved=settings.reserved) if settings.voice else ""
    )
    writer = LLM(
        settings,
        language=language,
        day=day,
        style="\n\n".join(filter(None, (style(workspace.config, language), told))),
        workspace=workspace,
        key=key,
        tell=tell,
    )
    if not key and settings.key_env and not settings.local:
        writer.ask_nobody(Notice("no key in {variable}", variable=settings.key_env))
    return writer
