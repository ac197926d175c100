"""How long a 20-item issue takes to render, and how heavy its mail is, beside the MJML of npm.

    .venv/bin/python benchmarks/render.py [ROUNDS]

Prints the median and the 95th percentile in milliseconds of processor time, warm, of the whole `render` (mail, text,
page and .eml) and of its steps, and the sizes in bytes, in every theme.

Then the same MJML source goes through the compiled MJML of Python and through npm's `mjml` (installed
into .cache/mjml, when there is Node), round by round in turn, so that both have the same machine.
"""

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from digest.config import Newsletter
from digest.model import EDITORIAL, Issue, Item, Link, Prose, Quote, Section, Subhead
from digest.render import render
from digest.render.edition import edition
from digest.render.mail import _guard, _tables, mail
from digest.render.message import message
from digest.render.text import plain_text
from digest.render.theme import fill, themes
from digest.render.web import web_page

TEXT = (
    "Le groupe a annoncé jeudi un investissement de 1,2 milliard d'euros dans trois centres de "
    "calcul, « le plus grand depuis dix ans ». Les travaux commencent en mars ; ils doivent durer "
    "quatre ans et fournir 200 MW, soit la consommation d'une ville de 400 000 habitants. Les élus "
    "du canton demandent une étude d'impact, que le préfet promet pour le 1er décembre : trop tard "
    "pour bloquer le chantier, assez tôt pour l'embarrasser."
)
NEWSLETTER = Newsletter.model_validate(
    {
        "name": "La Boussole",
        "tagline": "Une lettre d'essai",
        "url": "https://boussole.example/{date}",
        "unsubscribe_url": "https://boussole.example/fin",
        "sender": {"name": "La Boussole", "email": "a@boussole.example", "postal_address": "Lyon"},
    }
)


def issue(items: int) -> Issue:
    """An issue of four sections with `items` items of 80 words and two links, and an editorial."""
    stories = [
        Item(
            id=str(number),
            title=f"Un titre de six mots, numéro {number}",
            text=TEXT,
            links=tuple(
                Link(text=name, url=f"https://{name.lower()}.example/2025/09/{number}?id={number}")
                for name in ("Relais", "Dépêche")
            ),
        )
        for number in range(items)
    ]
    editorial = (
        Prose(text=TEXT),
        Subhead(text="Qui paie ?"),
        Prose(text=TEXT),
        Quote(text="« Oui ! »"),
    )
    quarter = -(-items // 4)
    return Issue(
        date=date(2025, 9, 27),
        title="Comment la semaine s'est passée",
        number=12,
        teaser=("Trois centres de calcul", "Un préfet prudent"),
        sections=(
            Section(key=EDITORIAL, title="L'éditorial", blocks=editorial),
            *(
                Section(
                    title=f"Section {start // quarter + 1}",
                    companies=("Amarante", "Halcyon"),
                    blocks=tuple(stories[start : start + quarter]),
                )
                for start in range(0, items, quarter)
            ),
        ),
    )


def timed(name: str, action: Callable[[], object], rounds: int) -> None:
    for _ in range(3):
        action()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        taken.append(1000 * (time.process_time() - start))
    p95 = sorted(taken)[int(0.95 * (rounds - 1))]
    print(
        f"{name:10} {statistics.median(taken):7.2f} ms   p95 {p95:7.2f} ms   best {min(taken):7.2f} ms"
    )


def main(rounds: int) -> None:
    start = time.process_time()
    week = issue(20)
    email = render(week, newsletter=NEWSLETTER, templates=None)
    print(f"cold       {1000 * (time.process_time() - start):7.2f} ms")
    printed = edition(week, newsletter=NEWSLETTER, variant="everyone")
    timed("render", lambda: render(week, newsletter=NEWSLETTER, templates=None), rounds)
    timed("edition", lambda: edition(week, newsletter=NEWSLETTER, variant="everyone"), rounds)
    timed("mail", lambda: mail(printed, templates=None), rounds)
    timed("text", lambda: plain_text(printed), rounds)
    timed("web", lambda: web_page(printed, templates=None), rounds)
    timed(
        "message",
        lambda: message(printed, sender=NEWSLETTER.sender, text=email.text, html=email.html),
        rounds,
    )
    for name, body in (("html", email.html), ("text", email.text), ("web", email.web)):
        print(f"{name:10} {len(body.encode()):7,} bytes")
    print(f"{'eml':10} {len(email.eml):7,} bytes")
    for theme in themes():
        chosen = NEWSLETTER.model_copy(update={"theme": theme})
        size = len(render(week, newsletter=chosen, templates=None).html.encode())
        print(f"{theme:10} {size:7,} bytes")
    beside(_guard(fill("mail.mjml", printed, templates=None)), rounds)


NODE = """
import mjml2html from "mjml";
import readline from "node:readline";
for await (const line of readline.createInterface({ input: process.stdin })) {
  const source = JSON.parse(line);
  const before = process.hrtime.bigint();
  const { html } = await mjml2html(source, { fonts: {}, keepComments: false });
  const taken = Number(process.hrtime.bigint() - before) / 1e6;
  console.log(JSON.stringify({ taken, size: Buffer.byteLength(html) }));
}
"""


def npm(folder: Path) -> bool:
    """Whether npm's mjml is there, installed if need be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("\nno Node on this machine: npm's mjml is not measured")
        return False
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "render.mjs").write_text(NODE, encoding="utf-8")
    if not (folder / "node_modules" / "mjml").exists():
        command = ["npm", "install", "--silent", "--no-fund", "--no-audit", "mjml"]
        if subprocess.run(command, cwd=folder, check=False).returncode:
            print("\nnpm could not install mjml: it is not measured")
            return False
    return True


def beside(source: str, rounds: int) -> None:
    """The same source through both, in turn; wall-clock, since Node's work is in another process."""
    folder = Path(__file__).parent.parent / ".cache" / "mjml"
    if not npm(folder):
        return
    version = json.loads((folder / "node_modules" / "mjml" / "package.json").read_text())["version"]
    ours, theirs, size = [], [], 0
    with subprocess.Popen(
        ["node", "render.mjs"], cwd=folder, stdin=-1, stdout=-1, text=True, encoding="utf-8"
    ) as node:
        for _ in range(rounds + 5):
            start = time.perf_counter()
            html = _tables(source)
            ours.append(1000 * (time.perf_counter() - start))
            node.stdin.write(json.dumps(source) + "\n")
            node.stdin.flush()
            answer = json.loads(node.stdout.readline())
            theirs.append(answer["taken"])
            size = answer["size"]
        node.stdin.close()
    mine, other = statistics.median(ours[5:]), statistics.median(theirs[5:])
    print(f"\nMJML alone, {len(source):,} characters, {rounds} rounds in turn:")
    print(f"  mjml-python  {mine:6.2f} ms  {len(html.encode()):7,} bytes")
    print(f"  npm {version:8} {other:6.2f} ms  {size:7,} bytes   (×{other / mine:.0f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
