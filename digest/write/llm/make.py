"""The writer of `type = "llm"`; without its key, the one that needs none."""

from collections.abc import Callable, Mapping
from datetime import date

from digest.config import Config
from digest.notice import Notice
from digest.workspace import Workspace
from digest.write.extractive import Extractive
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
) -> LLM | Extractive:
    """The writer for the issue of `day`. The key stands in the variable `config.writer.key_env`.

    Where there is none and the server needs one, the extractive writer is given, and `tell` says
    so. Raises DigestError when the issue's costs cannot be read, or the key cannot be one.
    """
    settings, language = config.writer, config.newsletter.language
    key = key_in(environ, settings.key_env)
    if not key and settings.key_env and not settings.local:
        tell(
            Notice(
                "No key in {variable}: the items are written without a model.",
                variable=settings.key_env,
            )
        )
        return Extractive(language=language)
    told = (
        voice(workspace, day, settings.voice, reserved=settings.reserved) if settings.voice else ""
    )
    return LLM(
        settings,
        language=language,
        day=day,
        style="\n\n".join(filter(None, (style(workspace.config, language), told))),
        workspace=workspace,
        key=key,
        tell=tell,
    )
