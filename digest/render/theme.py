"""The theme: templates of the package, each of which a workspace may replace by its own."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import RenderError
from digest.languages import phrases
from digest.render.edition import Edition

__all__ = ["fill"]


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
            _environment(templates, _own(templates))
            .get_template(template)
            .render(**values, say=phrases(edition.language), day=edition.day)
        )
    except _MISTAKES as error:
        raise RenderError(f"{_place(error, template)}: {_why(error)}", _hint(error)) from error


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


def _hint(error: Exception) -> str:
    hint = "Correct the template, or delete it from templates/ to use the theme's own."
    if isinstance(error, UndefinedError):
        hint += f" It may use: {', '.join(sorted(Edition.__dataclass_fields__))}."
    return hint


class _Sandbox(ImmutableSandboxedEnvironment):
    """A template prints what it is given and reaches nothing more."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        # The fields of our own values are data; asking about each would cost a tenth of a render.
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _own(templates: Path | None) -> tuple[str, ...]:
    """The names in the folder: a file that joins it takes the place of a template already compiled."""
    if templates is None or not templates.is_dir():
        return ()
    return tuple(sorted(path.name for path in templates.iterdir()))


@lru_cache(maxsize=4)
def _environment(templates: Path | None, _names: tuple[str, ...]) -> Environment:
    """One environment for each folder: it keeps the templates compiled while they do not change.

    Sandboxed, since a folder of templates may come from someone else.
    """
    loaders: list[BaseLoader] = [PackageLoader("digest.render", "themes/default")]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    return _Sandbox(
        loader=ChoiceLoader(loaders),
        autoescape=True,  # said, since select_autoescape() does not know the ending .mjml
        undefined=StrictUndefined,
        lstrip_blocks=True,
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
    if isinstance(error, TemplateError):
        return error.message or str(error) or type(error).__name__
    return str(error)
