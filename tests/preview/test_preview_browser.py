"""The newsroom in a real Chromium: what an editor does there, by mouse and by keyboard."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from digest.model import Offer

from .conftest import DRAFT

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
CABLE = "Le câble arrive"
LOW = 24  # pixels: in the lower half of a line of the outline that has no second one
expect.set_options(timeout=20_000)  # only a failure waits that long, however busy the machine is
AXE = Path(__file__).parents[2] / ".cache/npm/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Containers have no namespaces for its sandbox; what is opened here is our own.
        elsewhere = "--host-resolver-rules=MAP evil.example 127.0.0.1"
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", elsewhere]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, house) -> Iterator[Page]:
    """The newsroom, opened as the terminal's address opens it; fails when a script did."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="null")
    page = context.new_page()
    page.set_default_timeout(20_000)
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
    return page.locator("#outline .line", has_text=title)


def take(page: Page, title: str, *, to: str, behind: bool = False) -> None:
    """One line is taken by the mouse and held above another, in its upper half or in its lower one."""
    line(page, title).hover()
    page.mouse.down()
    line(page, to).hover(position={"x": 20, "y": LOW if behind else 6})


def mail(page: Page):
    return page.frame_locator("#desk iframe:not(.coming)")


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def stands(house, words: str) -> None:
    """The words stand in the file, at once or in a moment."""
    for _ in range(400):
        if words in house.draft:
            return
        time.sleep(0.05)
    pytest.fail(f"{words!r} is not in {house.draft}")


def test_a_sentence_clicked_in_the_mail_shows_what_it_rests_on(page):
    mail(page).get_by_text("Le port a posé").first.click(position={"x": 260, "y": 12})
    expect(page.locator(".line[aria-current]")).to_contain_text(CABLE)
    expect(page.locator(".sentence[open] mark")).to_have_text("Le port a posé son câble.")
    expect(page.locator(".sentence[open] figcaption a")).to_have_attribute(
        "href", "https://fil.example/1"
    )
    expect(page.locator(".sentence[open] figcaption")).to_contain_text("24 sept.")


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
    stands(house, "3 km. Fin.")


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
    stands(house, "**À moi**")
    assert "ligne 6" in house.draft


def test_the_same_item_changed_on_disk_and_both_versions_are_shown(page, house):
    line(page, CABLE).click()
    page.locator("#field-title").press_sequentially(" ici")
    house.folder.draft.write_text(house.draft.replace(CABLE, "Sur le disque"), encoding="utf-8")
    expect(page.locator(".conflict")).to_contain_text("Sur le disque")
    expect(page.locator("#field-title")).to_have_value(f"{CABLE} ici")
    page.get_by_role("button", name="Garder le mien").click()
    said(page, "Enregistré")
    stands(house, f"**{CABLE} ici**")
    assert "Sur le disque" not in house.draft


def test_a_version_on_disk_that_is_taken_back_is_no_longer_offered(page, house):
    before = house.draft
    elsewhere(page, house, CABLE, "Sur le disque")
    house.folder.draft.write_text(before, encoding="utf-8")
    expect(page.locator(".conflict")).to_have_count(0)
    stands(house, f"**{CABLE} ici**")


def test_an_item_that_vanished_on_disk_is_put_back_in_the_words_typed(page, house):
    line(page, "Le tram roule").click()
    page.locator("#field-title").press_sequentially(" vite")
    without = re.sub(r"- \*\*Le tram.*\n", "", house.draft)
    house.folder.draft.write_text(without, encoding="utf-8")
    offered = page.locator(".conflict")
    expect(offered).to_contain_text("Le tram roule vite")
    line(page, CABLE).click()  # the words wait, whatever is done meanwhile
    expect(page.locator("#field-title")).to_have_value(CABLE)
    offered.get_by_role("button", name="Remettre").click()
    stands(house, "- **Le tram roule vite** • La ligne 4 a ouvert. <!-- s333333333333 -->")
    expect(offered).to_have_count(0)


def test_a_paragraph_that_vanished_on_disk_is_never_taken_for_the_next_one(page, house):
    house.folder.draft.write_text(
        house.draft.replace("Un mot à moi.", "Un mot à moi.\n\nUn autre mot."), encoding="utf-8"
    )
    expect(line(page, "Un autre mot")).to_be_visible()
    line(page, "Un mot à moi").click()
    page.locator("#field-text").press_sequentially(" Encore.")
    house.folder.draft.write_text(house.draft.replace("Un mot à moi.\n\n", ""), encoding="utf-8")
    expect(page.locator(".conflict")).to_contain_text("Un mot à moi. Encore.")
    page.locator(".conflict").get_by_role("button", name="Remettre").click()
    stands(house, "Un mot à moi. Encore.\n\nUn autre mot.")


def test_two_paragraphs_that_vanished_from_one_place_are_both_offered_back(page, house):
    for words in ("Un mot à moi", "Un autre mot"):
        line(page, words).click()
        page.locator("#field-text").press_sequentially(" Encore.")
        other = house.draft.replace(f"{words}.", "Un autre mot." if words == "Un mot à moi" else "")
        house.folder.draft.write_text(other, encoding="utf-8")
        expect(page.locator(".conflict", has_text=f"{words}. Encore.")).to_be_visible()
    expect(page.locator(".conflict")).to_have_count(2)


def test_what_is_typed_follows_a_paragraph_that_another_one_pushed_down(page, house):
    line(page, "Un mot à moi").click()
    page.locator("#field-text").press_sequentially(" Encore")
    pushed = house.draft.replace("Un mot à moi.", "Du disque.\n\nUn mot à moi.")
    house.folder.draft.write_text(pushed, encoding="utf-8")
    expect(line(page, "Du disque")).to_be_visible()
    page.locator("#field-text").press_sequentially(" !")
    stands(house, "Du disque.\n\nUn mot à moi. Encore !\n")
    expect(page.locator(".conflict")).to_have_count(0)


def test_the_links_of_an_item_are_changed_added_and_removed(page, house):
    line(page, CABLE).click()
    page.locator("summary", has_text="Liens des sources").click()
    fields = page.locator(".links input")
    fields.nth(0).fill("Le Fil du port")
    fields.nth(2).fill("Le Quai")
    fields.nth(3).fill("https://quai.example/cable")
    fields.nth(3).blur()
    said(page, "Les liens sont enregistrés")
    stands(
        house, "[Le Fil du port](https://fil.example/cable) · [Le Quai](https://quai.example/cable)"
    )
    page.get_by_role("button", name="Retirer ce lien").first.click()
    stands(house, "  [Le Quai](https://quai.example/cable) <!-- s111111111111 -->")


def test_what_stands_before_the_first_section_and_a_quote_s_source_are_written(page, house):
    house.folder.draft.write_text(
        house.draft.replace(
            "## Éditorial", "Merci à tous.\n\n> « Voilà »\n>\n> — Un marin\n\n## Éditorial"
        ),
        encoding="utf-8",
    )
    line(page, "Merci à tous").click()
    page.fill("#field-text", "Merci à toutes.")
    line(page, "Voilà").click()
    page.fill("#field-source", "Une marine")
    page.press("#field-source", "Control+Enter")
    stands(house, "---\n\nMerci à toutes.\n\n> « Voilà »\n>\n> — Une marine\n\n## Éditorial")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+ArrowDown")
    said(page, "Éditorial")
    stands(house, "## Éditorial <!-- editorial -->\n\n> « Voilà »")


def test_a_choice_put_off_leaves_both_versions(page, house):
    line(page, CABLE).click()
    page.locator("#field-title").press_sequentially(" ici")
    house.folder.draft.write_text(house.draft.replace(CABLE, "Sur le disque"), encoding="utf-8")
    expect(page.locator(".conflict")).to_be_visible()
    line(page, "Le tram roule").click()
    expect(page.locator("#field-title")).to_have_value("Le tram roule")
    line(page, "Sur le disque").click()
    expect(page.locator("#field-title")).to_have_value(f"{CABLE} ici")
    expect(page.locator(".conflict")).to_contain_text("Sur le disque")
    page.get_by_role("button", name="Garder le mien").click()
    said(page, "Enregistré")
    stands(house, f"**{CABLE} ici**")


def test_what_is_typed_goes_along_with_an_item_that_is_moved(page, house):
    line(page, "Les grues").click()
    mail(page).get_by_text("Deux grues").dblclick()
    page.keyboard.type(" Encore.")
    line(page, "Les grues").click()
    page.keyboard.press("Control+ArrowUp")
    expect(
        page.locator("#outline .line", has_text=re.compile("Les grues|Le câble")).first
    ).to_contain_text("Les grues")
    stands(house, "Encore.")
    assert house.draft.index("Encore") < house.draft.index(CABLE)


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


def test_a_press_that_a_change_on_disk_falls_into_is_still_a_click(page, house):
    line(page, CABLE).hover()
    page.mouse.down()
    house.folder.draft.write_text(house.draft.replace("ligne 4", "ligne 6"), encoding="utf-8")
    expect(mail(page).get_by_text("ligne 6")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".line[aria-current]")).to_contain_text(CABLE)


def test_an_item_is_dragged_into_another_section(page, house):
    take(page, CABLE, to="Le tram roule", behind=True)
    page.mouse.up()
    said(page, "La ville, place 2")
    assert house.draft.index("Le tram") < house.draft.index(CABLE)


def test_an_item_is_dragged_by_its_grip_with_a_finger(browser, house):
    context = browser.new_context(viewport={"width": 1024, "height": 1024}, has_touch=True)
    page = context.new_page()
    page.goto(f"{house.address}/?token=un-secret-de-session")
    shown(page)
    finger = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    expect(page.locator("#verdict")).to_be_visible()  # the outline is drawn anew no more
    target = line(page, "Le tram roule")
    box, grip = target.bounding_box(), line(page, CABLE).locator(".grip").bounding_box()
    assert box is not None
    assert grip is not None
    start = (grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    end = (box["x"] + 20, box["y"] + box["height"] - 4)
    touch("touchStart", start)
    for step in (0.3, 0.6, 1.0):
        touch("touchMove", tuple(a + (b - a) * step for a, b in zip(start, end, strict=True)))
    touch("touchEnd")
    said(page, "La ville, place 2")
    assert house.draft.index("Le tram") < house.draft.index(CABLE)
    context.close()


def test_a_drag_is_called_off_with_escape(page, house):
    before = house.draft
    take(page, CABLE, to="Le tram roule")
    expect(page.locator("#ghost")).to_have_text(CABLE)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("#ghost, .above, .below")).to_have_count(0)
    assert house.draft == before


def test_a_drag_does_nothing_to_a_file_that_changed_under_it(page, house):
    take(page, CABLE, to="Le tram roule")
    changed = house.draft.replace(
        f"**{CABLE}**", "**Un autre** • Un mot.\n\n- **" + CABLE + "**", 1
    )
    house.folder.draft.write_text(changed, encoding="utf-8")
    expect(line(page, "Un autre")).to_be_visible()
    page.mouse.up()
    said(page, "plus à cette place")
    assert house.draft == changed


def test_an_item_is_dragged_while_the_words_just_typed_are_saved(page, house):
    line(page, CABLE).click()
    page.locator("#field-title").press_sequentially(" ici")
    take(page, "Les grues attendent", to="Le tram roule")
    stands(house, f"**{CABLE} ici**")
    said(page, "Enregistré")
    page.mouse.up()
    said(page, "« Les grues attendent »")
    assert house.draft.index("grues") > house.draft.index("## La ville")


def test_a_row_of_the_bubble_watch_is_chosen_in_the_mail(page, house):
    table = (
        "| Qui | Avec qui | Nature | Montant | Source | <!-- deals -->\n|---|---|---|---:|---|\n"
        "| Nvidia | Intel | investissement | 5 Md$ | [Le Fil](https://fil.example/5) |\n"
        "| Nvidia | OpenAI | investissement | 100 Md$ | [Le Fil](https://fil.example/9) |\n"
    )
    house.folder.draft.write_text(
        house.draft.replace("## La ville", f"{table}\n## La ville"), encoding="utf-8"
    )
    mail(page).get_by_text("OpenAI").click()
    expect(page.locator(".line[aria-current]")).to_contain_text("Nvidia – OpenAI")
    expect(page.locator("#field-amount")).to_have_value("100 Md$")
    mail(page).get_by_text("Intel").dblclick()
    expect(page.locator("#field-who")).to_be_focused()
    expect(page.locator("#field-amount")).to_have_value("5 Md$")


def test_a_page_that_heard_of_no_change_says_so_keeps_what_is_typed_and_goes_on(page, house):
    page.route("**/events", lambda route: route.abort())
    page.reload()
    shown(page)
    line(page, CABLE).click()
    house.folder.draft.write_text(house.draft.replace("ligne 4", "ligne 6"), encoding="utf-8")
    page.keyboard.press("l")
    expect(page.locator("#said.wrong")).to_be_visible()
    assert "locked" not in house.draft
    page.keyboard.press("l")
    said(page, "verrouillé")
    house.folder.draft.write_text(house.draft.replace("ligne 6", "ligne 8"), encoding="utf-8")
    page.fill("#field-title", "Le câble est là")
    page.press("#field-title", "Control+Enter")
    stands(house, "**Le câble est là**")
    assert "ligne 8" in house.draft


def test_what_is_typed_while_the_server_is_away_is_saved_when_it_is_back(page, house):
    line(page, CABLE).click()
    page.route("**/act/**", lambda route: route.abort())
    page.fill("#field-title", "Tapé sans serveur")
    page.press("#field-title", "Control+Enter")
    expect(page.locator("#said.wrong")).to_be_visible()
    page.unroute("**/act/**")
    stands(house, "**Tapé sans serveur**")


def test_words_whose_save_was_refused_outlive_the_next_act(page, house):
    no = {"status": 403, "body": "Non.", "content_type": "text/plain"}
    page.route("**/act/revise", lambda route: route.fulfill(**no), times=1)
    line(page, CABLE).click()
    page.fill("#field-title", "Le câble est là")
    page.press("#field-title", "Control+Enter")
    said(page, "Non.")
    page.get_by_role("button", name="Verrouiller").click()
    stands(house, "locked")
    stands(house, "**Le câble est là**")


def test_a_page_that_the_server_knows_no_more_says_why_and_goes_on_once_it_does(page, house):
    cookies = page.context.cookies()
    page.context.clear_cookies()
    line(page, CABLE).click()
    page.fill("#field-title", "Le câble est là")
    page.press("#field-title", "Control+Enter")
    said(page, "Ouvrez l’adresse que `digest preview` a donnée.")
    page.context.add_cookies(cookies)
    house.folder.draft.write_text(house.draft.replace("ligne 4", "ligne 6"), encoding="utf-8")
    expect(mail(page).get_by_text("ligne 6")).to_have_count(1)
    page.press("#field-title", "Control+Enter")
    stands(house, "**Le câble est là**")


def test_a_page_under_another_name_is_not_answered(browser, house):
    page = browser.new_page()
    answer = page.goto(f"http://evil.example:{house.port}/?token=un-secret-de-session")
    assert answer is not None
    assert answer.status == 421
    assert CABLE not in page.content()
    page.close()


def test_the_outline_is_walked_and_states_are_set_by_keyboard(page, house):
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator(".line[aria-current]")).to_contain_text("Les grues attendent")
    page.keyboard.press("l")
    said(page, "verrouillé")
    assert "à l'arrêt. <!-- locked -->" in house.draft
    page.keyboard.press("x")
    said(page, "écarté")
    assert "<!-- locked dropped -->" in house.draft
    expect(mail(page).get_by_text("Les grues")).to_have_count(0)
    page.get_by_role("button", name="Remettre").click()
    expect(mail(page).get_by_text("Les grues")).to_have_count(1)


def test_keys_that_come_faster_than_the_file_is_written_all_count(page, house):
    line(page, CABLE).click()
    for _ in range(2):
        page.keyboard.press("Control+ArrowDown")
    said(page, "Le port, place 3")
    assert house.draft.index("La note") < house.draft.index(CABLE)
    for _ in range(2):
        page.keyboard.press("Control+z")
    stands(house, f"## Le port <!-- port -->\n\n- **{CABLE}**")


def test_a_sentence_under_the_pointer_is_marked_in_both_places(page):
    line(page, CABLE).click()
    expect(page.locator(".sentence")).to_have_count(3)
    for step in range(30):  # the mail may still be on its way to the item: a hand goes on moving
        mail(page).get_by_text("Le port a posé").first.hover(
            position={"x": 260 + step % 2, "y": 12}
        )
        if page.locator(".sentence.near").count():
            break
        page.wait_for_timeout(100)
    expect(page.locator(".sentence.near")).to_contain_text("Le port a posé son câble.")


def test_an_item_is_held_for_the_next_issue_and_leaves_the_mail(page, house):
    line(page, CABLE).click()
    page.keyboard.press("h")
    said(page, "en réserve")
    assert "<!-- s111111111111 held -->" in house.draft
    expect(page.locator(".away")).to_contain_text(CABLE)
    expect(mail(page).get_by_text(CABLE)).to_have_count(0)


def test_an_item_is_written_where_it_stands_in_the_mail(page, house):
    line(page, CABLE).click()
    page.keyboard.press("Enter")
    title = mail(page).get_by_role("textbox", name="Titre")
    expect(title).to_be_focused()
    page.keyboard.type(" enfin")
    page.keyboard.press("Enter")
    expect(mail(page).get_by_role("textbox", name="Texte")).to_be_focused()
    page.keyboard.type(" Bravo")
    page.keyboard.press("Control+b")
    page.keyboard.type(" à tous")
    page.keyboard.press("Escape")
    stands(
        house,
        "- **Le câble arrive enfin** • Le port a posé son câble. Il mesure 3 km. Bravo **à tous**\n",
    )
    shown(page)
    expect(mail(page).get_by_role("textbox")).to_have_count(0)
    expect(mail(page).get_by_text("Le câble arrive enfin")).to_be_visible()


def test_a_state_that_comes_behind_a_blank_leaves_the_caret_where_it_is(page, house):
    line(page, CABLE).click()
    page.keyboard.press("Enter")
    title = mail(page).get_by_role("textbox", name="Titre")
    expect(title).to_be_focused()
    page.keyboard.type(" ")
    house.folder.draft.write_text(
        house.draft.replace("Le tram roule", "Le tram file"), encoding="utf-8"
    )
    expect(line(page, "Le tram file")).to_be_visible()
    page.keyboard.type("enfin")
    page.keyboard.press("Escape")
    stands(house, "- **Le câble arrive enfin** • ")


def test_the_toolbar_makes_links_and_guillemets_where_one_writes(page, house):
    mail(page).get_by_text("Un mot à moi").dblclick()
    text = mail(page).get_by_role("textbox", name="Texte")
    text.press("Control+a")
    page.locator("#tools").get_by_role("button", name="Guillemets").click()
    text.press("Control+a")
    page.locator("#tools").get_by_role("button", name="Lien").click()
    page.get_by_label("Adresse du lien").fill("https://fil.example/mot")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    said(page, "Enregistré")
    stands(house, "\n[«\u00a0Un mot à moi.\u00a0»](https://fil.example/mot)\n")


def test_a_text_that_cannot_be_drawn_is_written_as_it_stands(page, house):
    hard = "Un `code` et 2 * 3 * 4, _souligné_."
    house.folder.draft.write_text(house.draft.replace("Un mot à moi.", hard), encoding="utf-8")
    expect(mail(page).get_by_text("code")).to_be_visible()
    shown(page)
    mail(page).get_by_text("code").dblclick()
    expect(mail(page).get_by_role("textbox", name="Texte")).to_have_text(hard)
    page.keyboard.type(" Oui.")
    page.keyboard.press("Escape")
    said(page, "Enregistré")
    stands(house, f"\n{hard} Oui.\n")


def test_the_head_is_written_and_the_issue_closed_and_opened(page, house):
    page.locator(".head .line").click()
    page.fill("#field-subject", "L'objet")
    page.fill("#field-teaser", "Un point\nUn autre")
    page.press("#field-teaser", "Control+Enter")
    stands(house, "subject: L'objet\n")
    stands(house, "teaser:\n  - Un point\n  - Un autre\n")
    said(page, "Enregistré")
    page.get_by_role("button", name="Boucler le numéro").click()
    said(page, "bouclé")
    assert "\nfrozen: " in house.draft
    page.get_by_role("button", name="Rouvrir").click()
    said(page, "rouvert")
    assert "frozen" not in house.draft


def test_a_section_is_renamed_moved_and_given_to_subscribers(page, house):
    page.locator("h2 .line", has_text="La ville").click()
    page.fill("#field-title", "Le tram")
    page.press("#field-title", "Control+Enter")
    said(page, "Enregistré")
    page.get_by_label("Pour les abonnés seulement").click()
    expect(mail(page).get_by_text("Le tram roule")).to_have_count(0)
    page.get_by_role("button", name="Monter").click()
    said(page, "Le tram")
    assert "## Le tram <!-- ville subscribers -->" in house.draft
    assert house.draft.index("## Le tram") < house.draft.index("## Le port")


def test_the_companies_of_a_section_are_written_one_a_line(page, house):
    page.locator("h2 .line", has_text="Le port").click()
    page.fill("#field-companies", "Nordal\nQuai & Fils")
    page.press("#field-companies", "Control+Enter")
    expect(mail(page).get_by_text("Nordal • Quai & Fils")).to_be_visible()
    assert "## Le port <!-- port -->\n\nNordal • Quai & Fils\n\n- **Le câble" in house.draft


def test_a_section_chosen_in_the_outline_comes_up_in_the_mail_and_back(page):
    page.set_viewport_size({"width": 1280, "height": 400})
    page.locator("h2 .line", has_text="La ville").click()
    expect(mail(page).get_by_role("heading", name="La ville")).to_be_in_viewport()
    mail(page).get_by_role("heading", name="Le port", exact=True).click()
    expect(page.locator("h2 .line[aria-current]")).to_have_text("Le port")


def test_an_item_that_says_what_the_headline_says_is_chosen_by_itself(page, house):
    house.folder.draft.write_text(
        house.draft.replace("title: Un port se branche", f"title: {CABLE}"), encoding="utf-8"
    )
    expect(page.locator(".head .line")).to_contain_text(CABLE)
    line(page, CABLE).nth(1).click()
    assert mail(page).locator("[style*='outline: ']").inner_text().startswith("• Le câble")


def held_back(page: Page, address: str, ask: Callable[[], None]) -> Callable[[], None]:
    """The answer to what is asked there is made, and waits until what this gives back is called."""
    waiting: list = []

    def hold(route: Route) -> None:
        if waiting:
            return route.continue_()
        return waiting.append((route, route.fetch()))

    def let_go() -> None:
        route, answer = waiting[0]
        route.fulfill(response=answer)
        page.unroute(address)

    page.route(address, hold)
    ask()
    while not waiting:
        page.wait_for_timeout(50)
    return let_go


def test_a_state_asked_for_before_a_save_is_not_taken_for_another_hand_on_the_file(page, house):
    line(page, CABLE).click()
    refresh = "import('/page/issue.js').then((issue) => void issue.refresh())"
    answer_it = held_back(page, "**/state", lambda: page.evaluate(refresh))
    page.fill("#field-title", "Le câble est là")
    page.press("#field-title", "Control+Enter")
    said(page, "Enregistré")
    page.locator("#field-text").press_sequentially(" Fin.")
    answer_it()
    stands(house, "**Le câble est là** • Le port a posé son câble. Il mesure 3 km. Fin.")
    expect(page.locator(".conflict")).to_have_count(0)


def test_what_is_typed_while_the_answer_to_a_save_is_under_way_has_no_second_version(page, house):
    line(page, CABLE).click()
    page.fill("#field-title", "Le câble est là")
    answer_it = held_back(
        page, "**/act/revise", lambda: page.press("#field-title", "Control+Enter")
    )
    page.locator("#field-text").press_sequentially(" Fin.")
    house.folder.draft.write_text(house.draft.replace("ligne 4", "ligne 6"), encoding="utf-8")
    page.wait_for_timeout(500)  # it hears of both changes, and asks for the state when it may
    answer_it()
    expect(mail(page).get_by_text("ligne 6")).to_have_count(1)
    stands(house, "**Le câble est là** • Le port a posé son câble. Il mesure 3 km. Fin.")
    expect(page.locator(".conflict")).to_have_count(0)


def test_words_on_their_way_into_the_file_stay_in_the_field_when_the_check_is_done(page, house):
    page.route("**/events", lambda route: route.abort())  # the state is what the acts answer
    page.reload()
    shown(page)
    line(page, CABLE).click()
    page.fill("#field-title", "Le câble est là")
    answer_check = held_back(
        page, "**/preflight", lambda: page.press("#field-title", "Control+Enter")
    )
    page.fill("#field-text", "Le port a posé son câble.")
    answer_save = held_back(
        page, "**/act/revise", lambda: page.press("#field-text", "Control+Enter")
    )
    answer_check()
    page.wait_for_timeout(300)
    expect(page.locator("#field-text")).to_have_value("Le port a posé son câble.")
    answer_save()
    stands(house, "**Le câble est là** • Le port a posé son câble.\n")


def test_a_picture_is_described_and_captioned_and_put_back_whole(page, house):
    drawn = "![Un quai](https://fil.example/quai.png)\n*Le quai*\n\n"
    house.folder.draft.write_text(
        house.draft.replace("- **Le câble", f"{drawn}- **Le câble"), encoding="utf-8"
    )
    line(page, "Le quai").click()
    page.get_by_label("Description").fill("Un quai vide, de nuit")
    page.get_by_label("Légende").fill("Le quai de Brest")
    page.get_by_label("Légende").press("Control+Enter")
    stands(house, "![Un quai vide, de nuit](https://fil.example/quai.png)\n*Le quai de Brest*\n")
    said(page, "Enregistré")
    page.get_by_label("Légende").press_sequentially(" !")
    gone = house.draft.replace(house.draft[house.draft.index("![") : house.draft.index("- **")], "")
    house.folder.draft.write_text(gone, encoding="utf-8")
    page.get_by_role("button", name="Remettre").click()
    stands(house, "![Un quai vide, de nuit](https://fil.example/quai.png)\n*Le quai de Brest !*\n")


def test_the_names_of_an_item_say_what_older_issues_told_of_them(page, house):
    named = house.draft.replace("La ligne 4 a ouvert", "La ligne 4 de Nordal a ouvert")
    house.folder.draft.write_text(named, encoding="utf-8")
    line(page, "Le tram roule").click()
    recalled = page.locator("#recalled")
    expect(recalled.locator("summary")).to_contain_text("Nordal n° 3, 20 sept.")
    recalled.locator("summary").click()
    expect(recalled.locator("blockquote")).to_have_text("Nordal cherche cent <b>soudeurs</b>.")
    expect(recalled.get_by_role("link")).to_have_attribute(
        "href", "https://veille.example/2025-09-20#nordal-embauche"
    )
    line(page, CABLE).click()
    expect(recalled).to_be_empty()


def test_a_doubted_figure_is_underlined_found_and_vouched_for(page, house):
    line(page, CABLE).click()
    page.fill("#field-text", "Le port a posé son câble. Il mesure 9 km.")
    page.press("#field-text", "Control+Enter")
    expect(page.locator("#verdict")).to_contain_text("erreur")
    expect(page.locator(".line .dot")).to_have_count(1)
    lit = "document.querySelector('#desk iframe:not(.coming)').contentWindow.CSS.highlights.get('doubt')?.size"
    for _ in range(100):
        if page.evaluate(lit):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(lit) == 1
    page.locator("#verdict").click()
    doubted = page.locator("#preflight .line", has_text="9 km")
    expect(doubted.locator("code", has_text="digest evidence")).to_have_count(1)
    doubted.click()
    expect(page.locator(".line[aria-current]")).to_contain_text(CABLE)
    page.locator(".sentence", has_text="9 km").locator("summary").click()
    expect(page.locator(".claim")).to_contain_text("Il mesure 3 km.")
    page.get_by_role("button", name="Corriger").click()
    assert page.evaluate("getSelection().toString()") in {"9 km", ""}
    expect(page.locator("#field-text")).to_be_focused()
    page.get_by_role("button", name="Garantir").click()
    said(page, "Garanti")
    assert "<!-- garanti : Il mesure 9 km. -->" in house.draft
    expect(page.locator(".line .dot")).to_have_count(0)


def test_an_address_pasted_becomes_an_item_and_its_hostile_title_stays_text(page, house):
    line(page, "Le tram roule").click()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.setData('text/plain', 'https://fil.example/pont');
        document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
    }""")
    said(page, "Ajouté")
    expect(page.locator("#field-title")).to_have_value("Un pont <script>alert(1)</script>")
    assert house.draft.index("Le tram roule") < house.draft.index("Un pont")


def test_an_address_that_cannot_be_read_is_told_where_it_was_typed(page, house):
    before = house.draft
    page.get_by_role("button", name="Ajouter à « La ville »").click()
    page.fill("#add-words", "https://refus.example")
    page.locator("#add").get_by_role("button", name="Ajouter").click()
    expect(page.locator("#add .wrong")).to_contain_text("Pas d’article à https://refus.example")
    page.fill("#add-words", "Un intertitre à moi")
    page.get_by_label("Intertitre").check()
    page.locator("#add").get_by_role("button", name="Ajouter").click()
    said(page, "Ajouté")
    assert "### Un intertitre à moi" in house.draft.replace(before, "")


def test_two_items_are_merged_and_a_story_is_split(page, house):
    line(page, CABLE).click()
    page.locator("summary", has_text="Plus").click()
    page.get_by_label("Réunir avec…").select_option(label="Les grues attendent")
    page.get_by_role("button", name="Réunir", exact=True).click()
    said(page, "n’en font plus qu’un")
    stands(house, "3 km.\n\n  **Les grues attendent** Deux grues sont à l'arrêt.\n")
    page.locator("summary", has_text="articles de l’histoire").click()
    page.get_by_label("Le câble, et la facture").check()
    page.get_by_role("button", name="En faire une autre brève").click()
    said(page, "séparée")
    assert "**Le câble, et la facture**" in house.draft


def test_the_version_of_the_last_build_is_offered_beside_one_s_own(page, house):
    house.folder.generated.write_text(house.draft.replace(CABLE, "Le câble touche terre"), "utf-8")
    offer = Offer(where=CABLE, field="title", text="Le câble touche terre", item="s" + "1" * 12)
    house.folder.write_offers([offer])
    expect(line(page, CABLE)).to_contain_text("autre version")
    line(page, CABLE).click()
    page.get_by_role("button", name="Prendre cette version").click()
    said(page, "Enregistré")
    stands(house, "**Le câble touche terre**")


def test_a_model_s_variants_are_chosen_from(page, house):
    line(page, CABLE).click()
    page.locator("summary", has_text="Plus").click()
    page.fill("#field-instruction", "plus court")
    page.get_by_role("button", name="Récrire").click()
    page.get_by_role("button", name="Prendre celle-ci").nth(1).click()
    said(page, "Enregistré")
    stands(house, "plus court 2")


def test_a_story_left_out_enters_and_its_hostile_title_stays_text(page, house):
    page.locator("summary", has_text="laissé").click()
    expect(page.locator(".left-out")).to_contain_text("note 2,5")
    expect(page.locator(".left-out")).to_contain_text("Hors de la semaine.")
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
    assert page.locator("body img, #outline script, #inspector script").count() == 0
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
    page.get_by_role("button", name="Abonnés", exact=True).click()
    expect(mail(page).get_by_text("Les comptes")).to_have_count(1)
    page.get_by_role("button", name="Sombre").click()
    dark = "document.querySelector('#desk iframe').contentWindow.matchMedia('(prefers-color-scheme: dark)').matches"
    assert page.evaluate(dark)
    page.get_by_role("button", name="Texte").click()
    expect(page.locator("#plain")).to_contain_text(CABLE)
    page.get_by_role("button", name="Web").click()
    expect(page.locator("#desk iframe:not(.coming)")).to_have_attribute("src", re.compile("web"))
    page.get_by_role("button", name="Sans", exact=True).click()
    expect(page.locator("#desk iframe:not(.coming)")).to_have_attribute("src", re.compile("bare"))


@pytest.mark.parametrize("width", [768, 390])
def test_a_mail_wider_than_its_room_is_shown_smaller_and_not_laid_out_anew(page, width):
    page.set_viewport_size({"width": width, "height": 1024})
    if width < 700:
        page.locator("#tabs button", has_text="Lettre").click()
    shown(page)
    page.wait_for_timeout(100)  # until the next frame is drawn
    expect(mail(page).locator("html")).to_have_js_property("clientWidth", 600)
    room = page.locator("#desk").bounding_box()
    drawn = page.locator("#desk iframe:not(.coming)").bounding_box()
    assert room["x"] <= drawn["x"] <= room["x"] + 10
    assert room["width"] - 20 < drawn["width"] <= room["width"]
    fit = drawn["width"] / 600
    point = {"x": 260 * fit, "y": 12 * fit}
    mail(page).get_by_text("Le port a posé").first.click(position=point)
    expect(page.locator(".sentence[open] mark")).to_have_text("Le port a posé son câble.")


def elsewhere(page: Page, house, was: str, now: str) -> None:
    """Another program changes the item whose title is being typed."""
    line(page, CABLE).click()
    page.locator("#field-title").press_sequentially(" ici")
    house.folder.draft.write_text(house.draft.replace(was, now), encoding="utf-8")
    expect(page.locator(".conflict")).to_be_visible()


ITEM = DRAFT[DRAFT.index("- **Le câble") : DRAFT.index("* **Les grues")]
LATER = {  # these leave the file changed
    "said before": lambda page, house: (
        house.folder.draft.write_text(
            house.draft.replace("La ligne 4 a", "La ligne 4 de Nordal a"), encoding="utf-8"
        ),
        line(page, "Le tram roule").click(),
        page.locator("#recalled summary").click(),
    ),
    "two versions": lambda page, house: (
        elsewhere(page, house, CABLE, "Sur le disque"),
        line(page, "Le tram roule").click(),
        expect(page.locator("#outline")).to_contain_text("deux versions"),
        line(page, "Sur le disque").click(),
        page.get_by_role("button", name="Prendre l’autre").click(),
    ),
    "written in the letter": lambda page, house: (
        line(page, "Le tram roule").click(),
        page.keyboard.press("Enter"),
    ),
    "offered back": lambda page, house: (
        house.folder.draft.write_text(DRAFT, encoding="utf-8"),
        expect(line(page, CABLE)).to_be_visible(),
        elsewhere(page, house, ITEM, ""),
    ),
    "an error": lambda page, house: (
        house.folder.draft.write_text("<!-- jamais fermé", encoding="utf-8"),
        expect(page.locator("#error")).to_be_visible(),
    ),
}
STATES = {
    "nothing chosen": lambda page: None,
    "an item": lambda page: line(page, CABLE).click(),
    "a sentence": lambda page: (
        line(page, CABLE).click(),
        page.locator(".sentence summary").nth(1).click(),
    ),
    "its links": lambda page: page.locator("summary", has_text="Liens des sources").click(),
    "the head": lambda page: page.locator(".head .line").click(),
    "a section": lambda page: page.locator("h2 .line", has_text="La ville").click(),
    "the editorial": lambda page: line(page, "Un mot à moi").click(),
    "left out": lambda page: page.locator("summary", has_text="laissé").click(),
    "preflight": lambda page: page.locator("#verdict").click(),
    "the keys": lambda page: page.keyboard.press("?"),
    "adding": lambda page: page.get_by_role("button", name="Ajouter à « La ville »").click(),
    "the text": lambda page: page.get_by_role("button", name="Texte").click(),
}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: .ci/run installs it from npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_the_page(page, house, scheme):
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for name, reach in (*STATES.items(), *LATER.items()):
        reach(page) if name in STATES else reach(page, house)
        page.wait_for_timeout(50)
        result = page.evaluate("axe.run(document, {iframes: false, resultTypes: ['violations']})")
        for one in result["violations"]:
            found[name, one["id"]] = [node["html"][:160] for node in one["nodes"]][:3]
        page.keyboard.press("Escape")
    assert found == {}


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_nothing_is_wider_than_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_is_chosen_and_remembered(page, house):
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    page.get_by_label("Langue").select_option("English")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.reload()
    expect(page.get_by_label("Language")).to_have_value("en")


def test_words_typed_are_saved_before_the_language_changes(page, house):
    line(page, CABLE).click()
    page.locator("#field-title").press_sequentially(" ici")
    page.get_by_label("Langue").select_option("English")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert f"**{CABLE} ici**" in house.draft


ENGLISH = re.compile(
    r"\b(?:the|is|of|and|not|no|there|this|that|with|write|cannot|which|its?|has|does|to|from)\b",
    re.IGNORECASE,
)


def in_english(page: Page) -> list[str]:
    """The visible lines of the page that an editor would not call French."""
    lines = page.inner_text("body").split("\n")
    return [one for one in lines if ENGLISH.search(re.sub(r"`[^`]*`|https?:\S+", "", one))]


def test_the_french_newsroom_says_nothing_in_english(page, house):
    page.locator("#verdict").click()
    expect(page.locator("#preflight li").first).to_be_visible()
    assert in_english(page) == []
    page.keyboard.press("Escape")

    # The guard of the real fetcher refuses this one without a network.
    page.evaluate(
        "import('/page/acts.js').then((acts) => acts.addAddress('http://10.0.0.1/privee'))"
    )
    said(page, "son adresse 10.0.0.1 est privée")
    assert in_english(page) == []

    house.folder.draft.write_text(house.draft.replace("date: 2025", "jour: 2025"), encoding="utf-8")
    expect(page.locator("#error")).to_contain_text("l’en-tête ne donne pas de date")
    assert in_english(page) == []
