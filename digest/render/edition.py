"""What readers of one variant see of an issue: chosen, in order, typeset.

Mail, plain text and web page are all made from an `Edition`: whatever they share is decided once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from digest.config import Brand, Newsletter
from digest.errors import RenderError
from digest.languages import Phrases, phrases
from digest.model import EmailPicture, Issue, Picture, Refusal
from digest.notice import Notice
from digest.render.blocks import blocks, line, parts
from digest.render.characters import one_line
from digest.render.markdown import Rich, parse
from digest.render.picture import PictureBlock, Placed, ReadPicture, illustrate
from digest.render.printed import Part, PrintedBlock
from digest.render.typography import typeset

__all__ = ["Edition", "edition"]

VARIANTS = ("everyone", "subscribers")
PREHEADER = 90  # characters: what clients show beside the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that readers of one variant are told. Strings are plain text, typeset, on one line.

    `online`, `unsubscribe` and `subscribe` are addresses, empty where none is configured (the last,
    too, for those who have subscribed). `imprint` names the sender and the postal address, `footer`
    is what the house adds. `theme` is the folder of templates that the edition is printed with.
    """

    theme: str
    language: str
    published: datetime
    subject: str
    preheader: str
    name: str
    tagline: str
    number: str
    date_line: str
    title: str
    teaser_head: str
    teaser: tuple[str, ...]
    welcome: str
    epigraph: str
    epigraph_author: str
    preamble: tuple[PrintedBlock, ...]
    parts: tuple[Part, ...]
    online: str
    unsubscribe: str
    subscribe: str
    imprint: tuple[str, ...]
    footer: Rich
    brand: Brand
    logo: Placed

    @property
    def day(self) -> date:
        return self.published.date()

    @property
    def blocks(self) -> Iterator[PrintedBlock]:
        """All blocks, in reading order."""
        yield from self.preamble
        for part in self.parts:
            yield from part.blocks

    @property
    def pictures(self) -> tuple[EmailPicture, ...]:
        """What travels with the issue, each picture once."""
        files = [*self.logo.files]
        for block in self.blocks:
            files += block.files if isinstance(block, PictureBlock) else ()
        return tuple({file.name: file for file in files}.values())

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """The pictures that cannot be shown."""
        found = (block.refused for block in self.blocks if isinstance(block, PictureBlock))
        return tuple(refusal for refusal in found if refusal)


def edition(
    issue: Issue,
    *,
    newsletter: Newsletter,
    variant: str,
    pictures: ReadPicture = lambda _: None,
    logo: ReadPicture = lambda _: None,
) -> Edition:
    """The edition of `issue` for `variant`, "everyone" or "subscribers".

    `pictures` hands over the bytes of the issue's pictures, `logo` those of the brand's. Raises
    RenderError for another variant.
    """
    if variant not in VARIANTS:
        raise RenderError(
            Notice("There is no variant {variant!r}.", variant=variant),
            Notice("Choose {variants}.", variants=" or ".join(VARIANTS)),
        )
    language = issue.language
    say = phrases(language)
    name = line(issue.newsletter or newsletter.name, language)
    day = say.date(issue.date)
    title = line(issue.title, language) or line(f"{name}, {day}", language)
    points = tuple(point for text in issue.teaser if (point := line(text, language)))
    welcome = say("head.welcome", newsletter=name, date=day) + "."
    epigraph = issue.epigraph
    address = newsletter.pictures.url.replace("{date}", issue.date.isoformat())

    def show(picture: Picture) -> PictureBlock:
        return illustrate(picture, language, read=pictures, address=address)

    return Edition(
        theme=newsletter.theme,
        language=language,
        published=newsletter.publication(issue.date),
        # The lists of mail programs have no glyph for the narrow space as often as not.
        subject=typeset(one_line(issue.subject) or title, language, narrow=False),
        preheader=line(issue.preheader, language) or _shortened(points) or welcome,
        name=name,
        tagline=line(newsletter.tagline, language),
        number=say("head.number", number=issue.number) if issue.number is not None else "",
        date_line=day,
        title=title,
        teaser_head=say("head.teaser"),
        teaser=points,
        welcome=welcome,
        epigraph=_quoted(line(epigraph.text, language), say) if epigraph else "",
        epigraph_author=line(epigraph.author, language) if epigraph else "",
        preamble=tuple(blocks(issue.preamble, language, show, level=2)),
        parts=tuple(parts(issue.sections, say, variant, show)),
        online=newsletter.url.replace("{date}", issue.date.isoformat()),
        unsubscribe=newsletter.unsubscribe_url,
        subscribe=newsletter.subscribe_url if variant == "everyone" else "",
        imprint=tuple(
            printed
            for row in (newsletter.sender.name, *newsletter.sender.postal_address.splitlines())
            if (printed := line(row, language))
        ),
        footer=parse(newsletter.brand.footer, language),
        brand=newsletter.brand,
        logo=_logo(newsletter, read=logo, address=address),
    )


def _logo(newsletter: Newsletter, *, read: ReadPicture, address: str) -> Placed:
    src = newsletter.brand.logo
    if not src:
        return Placed()
    found = illustrate(Picture(src=src, alt=newsletter.name), "", read=read, address=address)
    if found.refused:
        raise RenderError(
            Notice(
                "digest.toml: newsletter.brand.logo = {src!r}: {why}.",
                src=src,
                why=found.refused.why,
            ),
            Notice("Put the picture into templates/, or write the address of one."),
        )
    return found


def _quoted(text: str, say: Phrases) -> str:
    """`text` between the marks of its language, unless it has some."""
    if not text or text[0] in '«“”„"‹‘':
        return text
    return line(say("head.epigraph", text=text), say.code)


def _shortened(points: Iterable[str]) -> str:
    """As many points as a client shows beside the subject, the last cut at a word."""
    text = " • ".join(points)
    if len(text) <= PREHEADER:
        return text
    return text[: PREHEADER - 1].rpartition(" ")[0].rstrip(" •,;:") + "…"
