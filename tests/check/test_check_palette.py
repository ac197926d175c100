import pytest
from lxml import html as lxml_html

from digest.check.palette import contrast, dark_rules, shown


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#b23a24", "#ffffff", 5.96)],
)
def test_contrast_is_that_of_wcag_whichever_comes_first(one, other, ratio):
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


PAGE = """<html><head><style>@media (prefers-color-scheme: dark) {
p { color: #eeeeee !important; } p.soft, [broken, p::before, p:focus-visible { color: #999999 !important; }
body { background-color: #111111 !important; } }</style></head>
<body style="background-color:#ffffff"><p style="color:#222222" class="soft">a</p>
<div style="display:none">b</div><p>c</p></body></html>"""


def test_the_light_palette_is_what_elements_say():
    page = lxml_html.document_fromstring(PAGE)
    assert list(shown(page, [])) == [("a", "#222222", "#ffffff"), ("c", "#000000", "#ffffff")]


def test_in_the_dark_the_more_specific_rule_wins_and_a_broken_one_is_passed_over():
    page = lxml_html.document_fromstring(PAGE)
    assert list(shown(page, dark_rules(PAGE))) == [
        ("a", "#999999", "#111111"),
        ("c", "#eeeeee", "#111111"),
    ]
