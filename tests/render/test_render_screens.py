"""What readers see: the demo in a real browser beside the pictures that a person looked at."""

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from digest.render.edition import edition
from digest.render.mail import _guard, _tables
from digest.render.theme import fill
from tests.axe import needs_axe, violations

GOLDEN = runpy.run_path(str(Path(__file__).with_name("golden.py")))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(GOLDEN["missing"]()), reason=GOLDEN["missing"]()),
]
# A pixel differs when it is further off than the few colours of the kept picture explain.
FAR, MANY = 60, 0.002


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = GOLDEN["launch"](playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def emails(issue, newsletter):
    return {
        theme: GOLDEN["email_of"](issue, newsletter, theme)
        for theme in ("default", "letter", "briefing")
    }


@pytest.mark.parametrize("view", GOLDEN["VIEWS"], ids=lambda view: " ".join(map(str, view)))
def test_it_looks_as_it_did_when_a_person_looked(browser, emails, tmp_path, view):
    theme, width, scheme = view
    email = emails[theme]
    now = GOLDEN["shot"](browser, email.standalone(email.html), width, scheme)
    now.save(tmp_path / "now.png")
    now = GOLDEN["kept"](now)
    before = Image.open(GOLDEN["path"](theme, width, scheme)).convert("RGB")
    again = f"Look at {tmp_path}/now.png; if it is right: python tests/render/golden.py"
    assert now.size == before.size, again
    red, green, blue = ImageChops.difference(now, before).split()
    off = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    assert sum(off[FAR:]) / (now.width * now.height) < MANY, again


@pytest.mark.parametrize("theme", ["default", "letter", "briefing"])
def test_styles_in_the_elements_look_as_in_a_style_sheet(browser, issue, newsletter, emails, theme):
    printed = edition(issue, newsletter=GOLDEN["pinned"](newsletter, theme), variant="everyone")
    css = fill("mail.css", printed, templates=None)
    tables = _tables(_guard(fill("mail.mjml", printed, templates=None)))
    sheet = tables.replace("<!doctype html>", "<!DOCTYPE html>")
    # Behind MJML's own sheets, before the one for phones and dark screens.
    first, _, own = sheet.partition(":root {")
    at = first.rindex("<style")
    sheet = f"{first[:at]}<style>{css}</style>{first[at:]}:root {{{own}"
    email = emails[theme]
    for width, scheme in ((600, "light"), (375, "dark")):
        before, after = (
            GOLDEN["shot"](browser, email.standalone(page), width, scheme)
            for page in (sheet, email.html)
        )
        assert before.size == after.size
        assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("theme", ["default", "letter", "briefing"])
def test_nothing_is_wider_than_a_phone(browser, emails, theme):
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    for reading in (emails[theme].html, emails[theme].web):
        page.set_content(emails[theme].standalone(reading))
        assert page.evaluate("document.documentElement.scrollWidth") == 375
    context.close()


# A mail has no landmarks (its frame is the mail program's), and MJML writes no `main`.
LANDMARKS = ("region:", "landmark-one-main:")


@needs_axe
@pytest.mark.parametrize("theme", ["default", "letter", "briefing"])
def test_axe_finds_nothing_in_mail_and_page(browser, emails, theme):
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        for reading, granted in ((emails[theme].html, LANDMARKS), (emails[theme].web, ())):
            page.set_content(emails[theme].standalone(reading))
            assert not [one for one in violations(page) if not one.startswith(granted)]
        context.close()
