"""What the demo looks like in a browser. Run as a script, it takes the pictures that tests compare with.

    .venv/bin/python tests/render/golden.py

Look at each of them before you commit.
"""

import io
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

from digest.render import render
from digest.render.theme import themes

HERE = Path(__file__).parent
FOLDER = HERE / "golden"
CHROMIUM = shutil.which("chromium")
SERIF, SANS = "Liberation Serif", "Liberation Sans"
VIEWS = [
    (theme, width, scheme)
    for theme in themes()
    for width in (600, 375)
    for scheme in ("light", "dark")
]


def missing():
    """What this machine lacks, in words; "" when it has everything."""
    if CHROMIUM is None:
        return "there is no Chromium on this machine"
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout
    lacking = [face for face in (SERIF, SANS) if face not in fonts]
    return f"there is no {' and no '.join(lacking)} on this machine" if lacking else ""


def pinned(newsletter, theme):
    """`newsletter` in `theme`, in typefaces that every machine can have."""
    brand = newsletter.brand.model_copy(
        update={"text_face": f"'{SERIF}'", "label_face": f"'{SANS}'"}
    )
    door = "https://boussole.example/abonnement"
    return newsletter.model_copy(update={"theme": theme, "brand": brand, "subscribe_url": door})


def email_of(issue, newsletter, theme):
    return render(issue, newsletter=pinned(newsletter, theme), templates=None)


def shot(browser, html, width, scheme):
    """A picture of the whole page `html`."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.set_content(html)
    taken = page.screenshot(full_page=True)
    context.close()
    return Image.open(io.BytesIO(taken)).convert("RGB")


def kept(image):
    """Half as large: what is wrong shows all the same, and twelve pictures take 0.4 MB."""
    return image.reduce(2)


def path(theme, width, scheme):
    return FOLDER / f"{theme}-{width}-{scheme}.png"


def launch(playwright):
    # Containers have no namespaces for its sandbox; what is opened here is our own.
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--font-render-hinting=none"]
    )


def main():
    from playwright.sync_api import sync_playwright

    if lacking := missing():
        sys.exit(lacking)
    demo = runpy.run_path(str(HERE / "demo.py"))
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for theme, width, scheme in VIEWS:
            email = email_of(demo["ISSUE"], demo["NEWSLETTER"], theme)
            image = shot(browser, email.standalone(email.html), width, scheme)
            kept(image).quantize(32, dither=Image.Dither.NONE).save(
                path(theme, width, scheme), optimize=True
            )
        browser.close()


if __name__ == "__main__":
    main()
