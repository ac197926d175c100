"""The newsroom in a real Chromium: how soon it is up, how soon a change shows, and 200 items.

    python benchmarks/newsroom.py

Makes two workspaces of its own words, 25 items and ten sections of 20, opens each with `digest
preview` as a person does, and measures with the page's own clock. Needs Chromium.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from digest.model import Article
from digest.workspace import IssueFolder, Workspace, write_json

DAY = date(2025, 9, 27)
ROUNDS = 15
SHOWN = "document.querySelector('#desk iframe:not(.coming)')?.contentDocument.body.textContent"


def main() -> None:
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, sections, each in (("25 items", 5, 5), ("200 items", 10, 20)):
            workspace = _workspace(Path(folder) / name.replace(" ", "-"), sections, each)
            issue = workspace.issue(DAY)
            began = time.perf_counter()
            server, address = _serve(workspace)
            up = time.perf_counter() - began
            try:
                page = browser.new_page(
                    viewport={"width": 1440, "height": 900},
                    bypass_csp=True,  # to wait for conditions inside it
                )
                page.goto(address)
                page.wait_for_function(f"{SHOWN} !== undefined")
                first = time.perf_counter() - began
                page.wait_for_selector("#verdict:not([hidden])")
                page.wait_for_timeout(500)
                _tell(name, "address answers", [up])
                _tell(name, "letter on the screen", [first])
                _tell(name, "saved on disk → shown", _disk(page, issue))
                for act, times in _acts(page).items():
                    _tell(name, act, times)
                page.close()
            finally:
                server.terminate()
                server.wait()
        browser.close()


def _tell(name: str, what: str, times: list[float]) -> None:
    worst = f", worst {max(times) * 1000:.0f}" if len(times) > 1 else ""
    print(f"{name:10} {what:32} {statistics.median(times) * 1000:6.0f} ms{worst}")


def _serve(workspace: Workspace) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "digest", "-q", "-C", str(workspace.root), "preview"]
    server = subprocess.Popen(
        [*command, "--issue", DAY.isoformat(), "--no-browser"], stdout=subprocess.PIPE, text=True
    )
    return server, (server.stdout.readline() if server.stdout else "").strip()


def _disk(page: Page, issue: IssueFolder) -> list[float]:
    """From a file saved by another program to the letter on the screen."""
    text = issue.draft.read_text(encoding="utf-8")
    times = []
    for number in range(ROUNDS):
        words = f"Changement{number}"
        issue.draft.write_text(text.replace("Le port 3 ", f"{words} 3 ", 1), encoding="utf-8")
        began = time.perf_counter()
        page.wait_for_function(f"{SHOWN}?.includes('{words}')", polling=5)
        times.append(time.perf_counter() - began)
        page.wait_for_timeout(300)
    return times


def _acts(page: Page) -> dict[str, list[float]]:
    """From the key to the letter as it is after it (J: to the item chosen)."""
    line = page.locator("#outline li .line").nth(2)
    line.click()
    chosen = "document.querySelector('.line[aria-current]')?.textContent"
    frame = "document.querySelector('#desk iframe:not(.coming)')"

    def timed(key: str, until: Callable[[], str]) -> float:
        condition = until()
        began = time.perf_counter()
        page.keyboard.press(key)
        page.wait_for_function(condition, polling=5)
        return time.perf_counter() - began

    def another(what: str) -> Callable[[], str]:
        def until() -> str:
            page.evaluate(f"window.before = {what}")
            return f"window.before !== {what}"

        return until

    found: dict[str, list[float]] = {"J, the next item": [], "Ctrl ↓, moved": [], "H, held": []}
    for _ in range(ROUNDS):
        found["J, the next item"].append(timed("j", another(chosen)))
    for _ in range(5):
        found["Ctrl ↓, moved"].append(timed("Control+ArrowDown", another(frame)))
        page.wait_for_timeout(500)
        found["H, held"].append(timed("h", another(frame)))
        page.wait_for_timeout(500)
        timed("h", another(frame))
        page.wait_for_timeout(500)
    return found


def _workspace(root: Path, sections: int, each: int) -> Workspace:
    """An issue of `sections` times `each` items, each with an article of its own behind it."""
    subprocess.run([sys.executable, "-m", "digest", "-q", "init", str(root)], check=True)
    workspace = Workspace(root)
    issue = workspace.issue(DAY)
    issue.path.mkdir(parents=True)
    rows = [f"---\ntitle: Un port\ndate: {DAY}\nnumber: 1\nnewsletter: La Veille\n---\n"]
    articles, told, stories = [], [], []
    for section in range(sections):
        rows.append(f"## Rubrique {section} <!-- k{section} -->\n")
        for number in range(section * each, section * each + each):
            key = f"{number:012x}"
            said = [
                f"Le port {number} a posé son câble de {number + 2} km mardi.",
                f"La région {number} paie {number + 3} millions d'euros pour les quais de Brest.",
                "Les navires éteindront leurs moteurs dès leur arrivée au printemps prochain.",
            ]
            text = " ".join([*said, "La suite des travaux sera décidée par le conseil en mars."])
            url = f"https://fil.example/{number}"
            articles.append(
                Article(
                    id=key,
                    url=url,
                    title=f"Le port {number} se branche",
                    text=text,
                    source="Le Fil",
                    publisher="fil.example",
                    language="fr",
                    published=datetime(2025, 9, 24, tzinfo=UTC),
                )
            )
            rows.append(f"- **Le port {number} se branche** • {' '.join(said)}")
            rows.append(f"  [Le Fil]({url}) <!-- s{key} -->\n")
            told.append({"item": f"s{key}", "sentences": list(_evidence(key, said, text))})
            stories.append(
                {
                    "id": f"s{key}",
                    "section": f"k{section}",
                    "score": 1.0,
                    "score_parts": {},
                    "articles": [{"id": key, "title": f"Le port {number}", "source": "Le Fil"}],
                }
            )
    issue.draft.write_text("\n".join(rows), encoding="utf-8")
    issue.write_articles(articles)
    write_json(issue.evidence, {"items": told, "quotes": []})
    write_json(issue.stories, {"stories": stories, "left_out": []})
    return workspace


def _evidence(key: str, said: list[str], text: str):  # noqa: ANN202 - JSON rows
    for sentence in said:
        start = text.index(sentence)
        passage = {"article": key, "field": "text", "start": start, "end": start + len(sentence)}
        yield {"text": sentence, "passages": [{**passage, "passage": sentence}]}


if __name__ == "__main__":
    main()
