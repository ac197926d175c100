"""What mail programs read: the features a mail uses are found by name, and looked up."""

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from digest.check.clients import FALLBACKS
from digest.check.features import used
from digest.check.support import support

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


def test_the_snapshot_knows_the_programs_of_our_readers():
    named = {one.partition(" (")[0] for known in support().values() for one in known.unread}
    assert named == {
        "Apple Mail", "Free", "Gmail", "La Poste", "Orange", "Outlook", "SFR", "Yahoo",
    }  # fmt: skip
    assert len(support()) > 250


@pytest.mark.parametrize(
    ("markup", "feature"),
    [
        ('<p style="display: flex">a</p>', "css-display-flex"),
        ('<p style="padding-left: 2px">a</p>', "css-padding"),
        ('<p style="border-top-color: #112233">a</p>', "css-border"),
        ('<p style="width: calc(100% - 2px)">a</p>', "css-unit-calc"),
        ('<p style="color: rgba(0, 0, 0, 0.5)">a</p>', "css-rgba"),
        ('<p style="margin: 2rem">a</p>', "css-unit-rem"),
        ("<style>@font-face { font-family: x }</style>", "css-at-font-face"),
        ("<style>@media (hover: hover) { p:hover { color: #112233 } }</style>", "css-at-media-hover"),
        ("<style>@media print { p::before { content: 'x' } }</style>", "css-pseudo-element-before"),
        ("<style>p + p { gap: 1px }</style>", "css-gap"),
        ("<video></video>", "html-video"),
        ("<section>a</section>", "html-semantics"),
        ('<img src="a.svg">', "image-svg"),
        ('<img src="data:image/png;base64,AAAA">', "image-base64"),
    ],
)  # fmt: skip
def test_a_feature_is_known_by_what_is_written(markup, feature):
    assert feature in used(lxml_html.document_fromstring(f"<html><body>{markup}</body></html>"))


def test_broken_css_breaks_nothing():
    page = lxml_html.document_fromstring('<p style="}{;:;color">a</p><style>@@{{{ p{</style>')
    assert "html-p" in used(page)


def test_the_page_lists_what_is_used_all_the_same():
    assert re.findall(r"^\| `((?:css|html|image)-[\w-]+)` \|", PAGE, re.MULTILINE) == sorted(
        FALLBACKS
    )


def test_no_fallback_is_listed_for_what_every_program_reads():
    assert all(support()[feature].unread for feature in FALLBACKS)
