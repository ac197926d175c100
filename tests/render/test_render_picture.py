"""Pictures on their way to a reader: small, sharp, silent, and never from where they must not be."""

import io
import struct
import zlib
from datetime import date
from email import message_from_bytes, policy

import pytest
from PIL import Image

from digest.model import Issue, Picture, Section
from digest.render import render
from digest.render.pixels import PictureError, fit


def pixels(width=1600, height=800, mode="RGB", kind="PNG", **options):
    image = Image.linear_gradient("L").resize((width, height)).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def email_of(newsletter):
    def make(*sources, files=None, **changes):
        blocks = tuple(Picture(src=src, alt=f"vue {n}") for n, src in enumerate(sources, 1))
        return render(
            Issue(date=date(2025, 9, 27), sections=(Section(title="A", blocks=blocks),)),
            newsletter=newsletter.model_copy(update=changes),
            templates=None,
            pictures=(files or {}).get,
        )

    return make


def test_a_picture_is_at_most_twice_as_wide_as_the_text():
    fitted = fit(pixels(4000, 1000))
    assert (fitted.width, fitted.height) == (1104, 276)
    assert Image.open(io.BytesIO(fitted.data)).size == (1104, 276)


def test_a_small_picture_is_not_blown_up():
    assert fit(pixels(300, 200)).width == 300


def test_what_the_camera_told_is_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Maker of cameras"
    data = pixels(400, 200, kind="JPEG", exif=exif, comment=b"taken at home")
    assert b"Maker of cameras" in data
    fitted = fit(data)
    shown = Image.open(io.BytesIO(fitted.data))
    assert shown.size == (200, 400)
    assert not shown.getexif()
    assert b"Maker" not in fitted.data
    assert b"home" not in fitted.data


def test_a_photograph_is_a_jpeg_and_a_drawing_or_a_cutout_a_png():
    noise = Image.effect_noise((900, 600), 60).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    flat = io.BytesIO()
    Image.new("RGB", (900, 600), "#b23a24").save(flat, "PNG")
    assert fit(out.getvalue()).kind == "image/jpeg"
    assert fit(flat.getvalue()).kind == "image/png"
    assert fit(pixels(mode="RGBA")).kind == "image/png"


def test_the_same_picture_is_the_same_bytes_and_the_same_name():
    one, other = fit(pixels(700, 300)), fit.__wrapped__(pixels(700, 300))
    assert one == other
    assert fit(pixels(701, 300)).name != one.name


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_kinds_that_are_read(kind):
    assert fit(pixels(64, 64, kind=kind)).width == 64


def bomb(side):
    """A PNG of 200 bytes that claims to be `side` pixels wide and high."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(40_000), "too large"),
        (bomb(8_000), "too large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG, GIF or WebP"),
        (b"", "no PNG, JPEG, GIF or WebP"),
        (pixels()[:200], "damaged"),
        (pixels(kind="JPEG")[:700], "damaged"),
        (b"x" * 30_000_001, "30 MB"),
    ],
    ids=["bomb", "small bomb", "svg", "empty", "cut png", "cut jpeg", "heavy"],
)
def test_what_cannot_be_shown_says_why(data, why):
    with pytest.raises(PictureError, match=why):
        fit(data)


def test_a_file_travels_in_the_mail_and_lies_beside_the_page(email_of):
    email = email_of("vue.png", files={"vue.png": pixels()})
    (picture,) = email.pictures
    assert f'src="cid:{picture.cid}"' in email.html
    assert f'src="pictures/{picture.name}"' in email.web
    assert 'width="552"' in email.html
    parsed = message_from_bytes(email.eml, policy=policy.default)
    (part,) = (part for part in parsed.walk() if part.get_content_maintype() == "image")
    assert part["Content-ID"] == f"<{picture.cid}>"
    assert part.get_content() == picture.data
    assert not parsed.defects
    html = parsed.get_body(("html",)).get_content()
    assert html.replace("\r\n", "\n").rstrip() == email.html.rstrip()


def test_a_picture_shown_twice_travels_once(email_of):
    email = email_of("a.png", "b.png", files={"a.png": pixels(), "b.png": pixels()})
    assert len(email.pictures) == 1
    assert email.eml.count(b"Content-ID") == 1


def test_the_mail_alone_shows_its_pictures(email_of):
    email = email_of("vue.png", files={"vue.png": pixels()})
    for page in (email.html, email.web):
        alone = email.standalone(page)
        assert "data:image/" in alone
        assert "cid:" not in alone
        assert "pictures/" not in alone


def test_pictures_may_lie_where_the_settings_say(email_of, newsletter):
    hosted = type(newsletter.pictures)(url="https://boussole.example/images/{date}/")
    email = email_of("vue.png", files={"vue.png": pixels()}, pictures=hosted)
    (picture,) = email.pictures
    assert f'src="https://boussole.example/images/2025-09-27/{picture.name}"' in email.html
    assert b"Content-ID" not in email.eml


def test_a_picture_on_another_site_stays_there_until_a_copy_is_kept(email_of):
    url = "https://a.example/b.png"
    assert f'src="{url}"' in email_of(url).html
    assert url not in email_of(url, files={url: pixels()}).html


@pytest.mark.parametrize(
    "src",
    [
        "nowhere.png",
        "data:image/svg+xml;base64,AAAA",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        'https://a.example/b.png" onerror="x',
        'x" onerror="y',
        "file:///etc/passwd",
    ],
)
def test_what_may_not_be_shown_leaves_its_words_and_is_told(email_of, src):
    email = email_of(src)
    assert [refusal.where for refusal in email.refused] == [src]
    for reading in (email.html, email.web, email.text):
        assert "vue 1" in reading
        assert "onerror" not in reading
        assert "<img" not in reading


def test_a_sibling_for_dark_screens_goes_along(email_of):
    files = {"vue.png": pixels(), "vue-dark.png": pixels(1600, 801)}
    email = email_of("vue.png", files=files)
    light, dark = email.pictures
    assert f'src="cid:{light.cid}"' in email.html
    assert f'src="cid:{dark.cid}"' in email.html
    assert f'srcset="pictures/{dark.name}"' in email.web
    assert "pictures/" not in email.standalone(email.web)


def test_a_name_without_an_ending_has_no_sibling(email_of):
    url = "https://a.example/vue"
    assert email_of(url, files={url: pixels()}).html.count("<img") == 1


def test_a_logo_is_a_file_among_the_templates(newsletter, tmp_path):
    (tmp_path / "logo.png").write_bytes(pixels(400, 80))
    brand = newsletter.brand.model_copy(update={"logo": "logo.png"})
    email = render(
        Issue(date=date(2025, 9, 27)),
        newsletter=newsletter.model_copy(update={"brand": brand}),
        templates=tmp_path,
    )
    assert f'src="cid:{email.pictures[0].cid}" alt="La Boussole"' in email.html
