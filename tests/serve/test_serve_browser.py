"""The public pages in a real Chromium with scripts switched off: the whole way of a reader."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from digest.subscribers.schema import Status

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
ANNA = "anna@lecteurs.example"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Containers have no namespaces for its sandbox; what is opened here is our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone in the dark without scripts; fails when a page asked for what it may not have."""
    context = browser.new_context(
        viewport={"width": 375, "height": 700},
        color_scheme="dark",
        java_script_enabled=False,
        locale="fr-FR",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)  # only a failure waits that long
    refused: list[str] = []
    page.on(
        "console", lambda message: "422" in message.text or refused.append(message.text)
    )  # a browser also tells of the form that was sent back
    yield page
    context.close()
    assert not refused


def test_from_the_form_to_the_list_and_off_it_again(page, house):
    page.goto(f"{house.address}/")
    page.get_by_label("Adresse électronique").fill("anna@")
    page.get_by_role("button", name="S’abonner").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Adresse électronique").fill(ANNA)
    page.get_by_label("La technique").check()
    page.get_by_role("button", name="S’abonner").click()
    expect(page.get_by_role("heading")).to_have_text("Regardez votre courrier")
    page.goto(house.address + house.link())
    page.get_by_role("button", name="Oui, je m’abonne").click()
    expect(page.get_by_role("heading")).to_contain_text("Bienvenue")
    assert house.person(ANNA).segments == ("tech",)
    page.get_by_role("link", name="Voir vos préférences").click()
    page.get_by_label("Le droit").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("C’est enregistré.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger mes données").click()
    assert download.value.suggested_filename == "my-data.json"
    page.goto(f"{house.address}/unsubscribe/{house.leave_token(ANNA)}")
    assert house.person(ANNA).status is Status.ACTIVE
    page.get_by_role("button", name="Me désabonner").click()
    expect(page.get_by_role("heading")).to_have_text("Vous êtes désabonné")
    assert house.person(ANNA).status is Status.UNSUBSCRIBED


def test_pages_fit_a_phone_and_take_the_brands_dark_colour(browser, house):
    house.put_in(ANNA)
    house.post("/preferences?lang=fr", {"email": ANNA})
    context = browser.new_context(viewport={"width": 320, "height": 600}, color_scheme="dark")
    page = context.new_page()
    for path in ("/subscribe", house.link(), f"/unsubscribe/{house.leave_token(ANNA)}", "/odd"):
        page.goto(house.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.goto(f"{house.address}/subscribe")
    colour = "getComputedStyle(document.querySelector('button')).backgroundColor"
    assert page.evaluate(colour) == "rgb(240, 145, 125)"
    context.close()


def test_the_other_language_is_one_link_away(page, house):
    page.goto(f"{house.address}/subscribe")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button")).to_have_text("Subscribe")
