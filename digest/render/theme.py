"""Themes: folders of small templates. What a theme has not, it takes from the default one; and a
workspace may put a file of its own in the place of any.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import RenderError
from digest.languages import phrases
from digest.notice import Notice
from digest.render.edition import Edition
from digest.render.markdown import Rich

__all__ = ["DEFAULT", "fill", "partials", "themes"]

DEFAULT = "default"


@cache
def themes() -> tuple[str, ...]:
    """The names of the themes there are, the default one first."""
    folder = resources.files("digest.render") / "themes"
    found = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def partials(theme: str) -> dict[str, tuple[str, str]]:
    """Name of each template of `theme` -> (the theme whose file it is, its text). RenderError."""
    found = {}
    for name in dict.fromkeys((DEFAULT, _known(theme))):
        for entry in (resources.files("digest.render") / "themes" / name).iterdir():
            if "." in entry.name and not entry.name.startswith("."):
                found[entry.name] = (name, entry.read_text(encoding="utf-8"))
    return dict(sorted(found.items()))


def fill(template: str, edition: Edition, *, templates: Path | None) -> str:
    """`template` ("mail.mjml", "web.html") filled with the fields of `edition`, and with `say`.

    A file of that name in the folder `templates` goes before the theme's own; so does a part that
    it includes. Raises RenderError that begins with `template:line`.
    """
    values: Mapping[str, Any] = {
        name: getattr(edition, name) for name in Edition.__dataclass_fields__
    }
    try:
        return (
            _environment(_known(edition.theme), templates, _own(templates))
            .get_template(template)
            .render(**values, say=phrases(edition.language), day=edition.day)
        )
    except _MISTAKES as error:
        raise RenderError(
            Notice("{place}: {why}", place=_place(error, template), why=_why(error)),
            _hint(error),
        ) from error


def _known(theme: str) -> str:
    if theme not in themes():
        raise RenderError(
            Notice("digest.toml: newsletter.theme: there is no theme {theme!r}.", theme=theme),
            Notice("Choose one of: {themes}.", themes=", ".join(themes())),
        )
    return theme


# Whatever a template can bring about: a name that is not there, `1 / 0`, a template that includes
# itself, a file that is not UTF-8.
_MISTAKES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


_UNDEFINED = re.compile("'(.+)' is undefined")


def _hint(error: Exception) -> Notice:
    hint = Notice("Correct the template, or delete it from templates/ to use the theme's own.")
    if not isinstance(error, UndefinedError):
        return hint
    known = ", ".join(sorted(Edition.__dataclass_fields__))
    return Notice("{hint} It may use: {known}.", hint=hint, known=known)


_HARMLESS = (Rich, LoopContext)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A template prints what it is given and reaches nothing more."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        # The fields of our own values are data, a text's methods and a loop's counters harmless; asking
        # about each would cost a tenth of a render.
        if attribute in getattr(type(obj), "__dataclass_fields__", ()) or (
            isinstance(obj, _HARMLESS) and not attribute.startswith("_")
        ):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _own(templates: Path | None) -> tuple[tuple[str, int, int], ...]:
    """The files in the folder as they stand now: one that joins or changes makes all anew."""
    if templates is None or not templates.is_dir():
        return ()
    found = ((path.name, path.stat()) for path in templates.iterdir() if path.is_file())
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found))


@lru_cache(maxsize=8)
def _environment(
    theme: str, templates: Path | None, _files: tuple[tuple[str, int, int], ...]
) -> Environment:
    """One environment for each folder: it keeps the templates compiled while they do not change.

    `default/item.mjml` is a theme's own file whatever takes its place, so that a template may
    include the one it replaces. Sandboxed, since a folder of templates may come from someone else.
    """
    built_in = {name: PackageLoader("digest.render", f"themes/{name}") for name in themes()}
    loaders: list[BaseLoader] = [built_in[theme], built_in[DEFAULT], PrefixLoader(built_in)]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    return _Sandbox(
        loader=ChoiceLoader(loaders),
        autoescape=True,  # said, since select_autoescape() does not know the ending .mjml
        undefined=StrictUndefined,
        lstrip_blocks=True,
        auto_reload=False,  # or each of 130 includes of a mail looks at the disk; see `_own`
    )


def _place(error: Exception, template: str) -> str:
    """The innermost template line that `error` comes from: Jinja2 rewrites tracebacks to have it."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or template}:{error.lineno}"
    place, trace = f"{template}:1", error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix in {".mjml", ".html", ".css"}:
            place = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _why(error: Exception) -> str:
    if isinstance(error, UndefinedError) and (name := _UNDEFINED.fullmatch(str(error))):
        return Notice("'{name}' is undefined", name=name[1])
    if isinstance(error, TemplateError):
        return error.message or str(error) or type(error).__name__
    return str(error)
