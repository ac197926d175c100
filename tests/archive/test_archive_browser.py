"""The site in a real Chromium: accessible, light, silent on the console, whole without scripts."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from digest.archive import publish, site
from digest.config import Newsletter
from tests.axe import needs_axe, violations

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
PAGES = ["", "2025-09-20/", "404.html"]
HEAVIEST = 100_000  # bytes of everything a page asks for


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The tests say enough."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Containers have no namespaces for its sandbox; what is opened here is our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def folder(tmp_path: Path, make, newsletter: Newsletter) -> Path:
    publish(tmp_path, site([make(13), make(20), make(27)], newsletter), by_hand=())
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone; fails when the page says anything on the console, or asks for anything elsewhere."""
    context = browser.new_context(viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.set_default_timeout(20_000)  # only a failure waits that long
    noise: list[str] = []
    page.on("console", lambda said: noise.append(said.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            noise.append(asked.url)
            if not asked.url.startswith((address, "data:", "file:"))
            else None
        ),
    )
    yield page
    context.close()
    assert not noise


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, address: str, path: str, scheme: str):
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    page.goto(address + path)
    assert not violations(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light_named_and_as_wide_as_the_phone(page: Page, address: str, path: str):
    weights: list[int] = []
    page.on("response", lambda came: weights.append(len(came.body())))
    page.goto(address + path, wait_until="networkidle")
    assert 0 < sum(weights) < HEAVIEST
    assert page.title()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert page.evaluate("document.querySelectorAll('h1').length") == 1


def test_the_search_finds_what_is_typed_without_accents(page: Page, address: str):
    page.goto(address)
    page.get_by_role("searchbox").fill("cable KILOM")
    expect(page.get_by_role("status")).to_have_text("3 passages.")
    page.get_by_role("link", name="Le câble du 20").click()
    expect(page).to_have_url(f"{address}2025-09-20/")


def test_the_search_says_when_there_is_nothing(page: Page, address: str):
    page.goto(f"{address}?q=confidentiel")
    expect(page.get_by_role("status")).to_have_text("Rien sur ces mots.")


def test_the_search_works_from_a_folder_without_any_server(page: Page, folder: Path):
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("searchbox").fill("grues")
    expect(page.get_by_role("status")).to_have_text("3 passages.")


def test_without_scripts_every_issue_is_there_and_no_dead_form(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    assert page.locator("time").count() == 3
    page.get_by_role("link", name="Lire ce numéro").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un port se branche")
    context.close()
