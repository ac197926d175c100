"""The newsroom in a real Chromium: what an editor does there, by mouse and by keyboard."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
CABLE = "Le câble arrive"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Containers have no namespaces for its sandbox; what is opened here is our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, house) -> Iterator[Page]:
    """The newsroom, opened as the terminal's address opens it; fails when a script did."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="null")
    page = context.new_page()
    page.set_default_timeout(5000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.goto(f"{house.address}/?token=un-secret-de-session")
    shown(page)
    yield page
    context.close()
    assert not mistakes


def shown(page: Page) -> None:
    expect(page.locator("#desk iframe:not(.coming)")).to_have_count(1)


def line(page: Page, title: str):
    return page.locator(".line", has_text=title)


def mail(page: Page):
    return page.frame_locator("#desk iframe:not(.coming)")


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def test_a_click_in_the_mail_chooses_the_item_and_shows_its_sources(page):
    mail(page).get_by_text(CABLE).first.click()
    expect(page.locator("[aria-current]")).to_contain_text(CABLE)
    page.locator(".sentence summary").click()
    expect(page.locator("mark")).to_have_text("Le port a posé son câble.")


def test_a_title_typed_here_is_in_the_file_and_in_the_mail(page, house):
    line(page, CABLE).click()
    page.fill("#field-title", "Le câble est là")
    page.press("#field-title", "Control+Enter")
    expect(mail(page).get_by_text("Le câble est là")).to_be_visible()
    assert "- **Le câble est là** • Le port a posé son câble." in house.draft


def test_words_are_saved_without_being_asked(page, house):
    line(page, CABLE).click()
    page.locator("#field-text").press_sequentially(" Fin.")
    said(page, "Enregistré")
    assert "3 km. Fin." in house.draft


def test_a_change_on_disk_shows_and_keeps_the_place(page, house):
    page.set_viewport_size({"width": 1280, "height": 400})
    inside = page.locator("#desk iframe").element_handle().content_frame()
    page.evaluate("document.querySelector('#desk iframe').contentWindow.scrollTo(0, 200)")
    assert inside is not None
    house.folder.draft.write_text(house.draft.replace("3 km", "5 km"), encoding="utf-8")
    expect(mail(page).get_by_text("5 km")).to_have_count(1)
    shown(page)
    assert page.evaluate("document.querySelector('#desk iframe').contentWindow.scrollY") == 200


def test_another_item_changed_on_disk_at_once_and_both_changes_stay(page, house):
    line(page, CABLE).click()
    page.fill("#field-title", "À moi")
    house.folder.draft.write_text(house.draft.replace("ligne 4", "ligne 6"), encoding="utf-8")
    page.press("#field-title", "Control+Enter")
    said(page, "Enregistré")
    assert "**À moi**" in house.draft
    assert "ligne 6" in house.draft


def test_the_same_item_changed_on_disk_and_both_versions_are_shown(page, house):
    line(page, CABLE).click()
    page.locator("#field-title").press_sequentially(" ici")
    house.folder.draft.write_text(house.draft.replace(CABLE, "Sur le disque"), encoding="utf-8")
    expect(page.locator(".conflict")).to_contain_text("Sur le disque")
    expect(page.locator("#field-title")).to_have_value(f"{CABLE} ici")
    page.get_by_role("button", name="Garder le mien").click()
    said(page, "Enregistré")
    assert f"**{CABLE} ici**" in house.draft
    assert "Sur le disque" not in house.draft


def test_an_item_that_vanished_on_disk_leaves_its_typed_words(page, house):
    line(page, "Le tram roule").click()
    page.locator("#field-title").press_sequentially(" vite")
    without = re.sub(r"- \*\*Le tram.*\n", "", house.draft)
    house.folder.draft.write_text(without, encoding="utf-8")
    expect(page.locator(".conflict")).to_be_visible()
    expect(page.locator("#field-title")).to_have_value("Le tram roule vite")


def test_an_item_is_moved_by_keyboard_and_undone(page, house):
    before = house.draft
    line(page, CABLE).click()
    page.keyboard.press("Control+ArrowDown")
    said(page, "Le port, place 2")
    assert house.draft.index("grues") < house.draft.index(CABLE)
    page.keyboard.press("Control+z")
    said(page, "Annulé")
    assert house.draft == before
    page.keyboard.press("Control+Shift+z")
    said(page, "Rétabli")
    assert house.draft.index("grues") < house.draft.index(CABLE)


def test_the_last_of_a_section_moves_on_into_the_next(page, house):
    line(page, "La note").click()
    page.keyboard.press("Control+ArrowDown")
    said(page, "La ville, place 1")
    assert house.draft.index("## La ville") < house.draft.index("La note")


def test_an_item_is_dragged_into_another_section(page, house):
    target = line(page, "Le tram roule")
    box = target.bounding_box()
    line(page, CABLE).drag_to(target, target_position={"x": 20, "y": box["height"] - 4})
    said(page, "La ville, place 2")
    assert house.draft.index("Le tram") < house.draft.index(CABLE)


def test_the_outline_is_walked_and_written_by_keyboard(page, house):
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[aria-current]")).to_contain_text("Les grues attendent")
    page.keyboard.press("Enter")
    expect(page.locator("#field-title")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    said(page, "verrouillé")
    assert "à l'arrêt. <!-- locked -->" in house.draft
    page.keyboard.press("x")
    said(page, "retiré")
    assert "grues" not in house.draft


def test_a_story_left_out_enters_and_its_hostile_title_stays_text(page, house):
    page.locator("summary", has_text="laissé").click()
    page.get_by_role("button", name="Faire entrer").click()
    said(page, "est entré")
    expect(page.locator("#field-title")).to_have_value("Un <b>phare</b> s'éteint")
    assert page.locator("#outline b").count() == 0
    assert house.draft.index("Le tram") < house.draft.index("s'éteint") < house.draft.index("abos")


def test_hostile_words_never_run_or_lead_away(page, house):
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script> [ici](javascript:alert(3))"
    line(page, CABLE).click()
    page.fill("#field-text", nasty)
    page.press("#field-text", "Control+Enter")
    said(page, "Enregistré")
    shown(page)
    page.on("dialog", lambda _: pytest.fail("something ran"))
    assert page.locator("img, #outline script, #inspector script").count() == 0
    assert mail(page).locator("script, [onerror]").count() == 0
    mail(page).get_by_role("link", name="Le Fil").first.click()
    assert page.url == f"{house.address}/"
    shown(page)
    expect(mail(page).get_by_role("link", name="Le Fil")).to_have_count(1)


def test_a_broken_draft_is_told_in_place_above_the_last_good_view(page, house):
    whole = house.draft
    house.folder.draft.write_text(whole + "\n<!-- jamais fermé", encoding="utf-8")
    expect(page.locator("#error")).to_contain_text("issue.md:29")
    expect(mail(page).get_by_text(CABLE).first).to_be_visible()
    house.folder.draft.write_text(whole, encoding="utf-8")
    expect(page.locator("#error")).to_be_hidden()


def test_a_template_is_followed_too(page, house, templates):
    (templates / "footer.mjml").write_text("<mj-text>Pied à moi</mj-text>", encoding="utf-8")
    expect(mail(page).get_by_text("Pied à moi")).to_have_count(1)


def test_the_views_are_switched(page):
    page.get_by_role("button", name="375").click()
    assert page.locator("#desk iframe").bounding_box()["width"] == 375
    page.get_by_role("button", name="Abonnés").click()
    expect(mail(page).get_by_text("Les comptes")).to_have_count(1)
    page.get_by_role("button", name="Sombre").click()
    dark = "document.querySelector('#desk iframe').contentWindow.matchMedia('(prefers-color-scheme: dark)').matches"
    assert page.evaluate(dark)
    page.get_by_role("button", name="Texte").click()
    expect(page.locator("#plain")).to_contain_text(CABLE)


def test_every_control_has_a_name(page):
    line(page, CABLE).click()
    nameless = """[...document.querySelectorAll('button, input, select, textarea, iframe, a')]
        .filter((one) => !one.textContent.trim() && !one.ariaLabel && !one.title && !one.labels?.length)
        .map((one) => one.outerHTML)"""
    assert page.evaluate(nameless) == []


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_nothing_is_wider_than_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
