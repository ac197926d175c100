"""The words of MJML that make sense in a mail: mrml lets a misspelt one pass in silence."""

import difflib
import re
from pathlib import Path

from digest.errors import RenderError
from digest.notice import Notice

__all__ = ["check"]


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


# Not mj-accordion, mj-carousel, mj-hero and mj-navbar: mail programs do not show them as meant.
_TAGS = _words(
    "mjml mj-all mj-attributes mj-body mj-breakpoint mj-button mj-class mj-column mj-divider mj-font mj-group "
    "mj-head mj-image mj-preview mj-raw mj-section mj-social mj-social-element mj-spacer mj-style "
    "mj-table mj-text mj-title mj-wrapper"
)
_ATTRIBUTES = _words(
    "align alt background-color background-position background-position-x background-position-y "
    "background-repeat background-size background-url border border-bottom border-color border-left "
    "border-radius border-right border-style border-top border-width color container-background-color "
    "css-class dir direction fluid-on-mobile font-family font-size font-style font-weight full-width "
    "height href icon-size inline inner-background-color inner-border inner-padding inner-width lang "
    "letter-spacing line-height mj-class mode name padding padding-bottom padding-left padding-right "
    "padding-top rel src srcset sizes table-layout target text-align text-decoration text-padding "
    "text-transform title vertical-align white-space width"
)
_TAG = re.compile(r"<(mj[\w-]*)((?:\s+[\w:-]+=\"[^\"]*\")*)")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"[^\"]*\"")


def check(source: str, templates: Path | None) -> None:
    """Raise RenderError for a tag or an attribute of MJML that `source` has and MJML has not.

    The error begins with the template and line of `templates` where the word stands.
    """
    for tag in _TAG.finditer(source):
        if tag[1] not in _TAGS:
            raise _unknown(Notice("tag"), tag[1], _TAGS, templates)
        for attribute in _ATTRIBUTE.findall(tag[2]):
            if attribute not in _ATTRIBUTES:
                raise _unknown(Notice("attribute"), attribute, _ATTRIBUTES, templates)


def _unknown(kind: Notice, word: str, known: frozenset[str], templates: Path | None) -> RenderError:
    near = difflib.get_close_matches(word, sorted(known), n=1)
    hint = (
        Notice("Did you mean {near}?", near=near[0])
        if near
        else Notice("Known are: {known}.", known=", ".join(sorted(known)))
    )
    return RenderError(
        Notice(
            "{place}: {word} is no {kind} a mail may use.",
            place=_place(word, templates),
            word=word,
            kind=kind,
        ),
        hint,
    )


def _place(word: str, templates: Path | None) -> str:
    for path in sorted(templates.glob("*.mjml")) if templates else []:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if word in line:
                return f"{path.name}:{number}"
    return "mail.mjml"
