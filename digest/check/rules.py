"""All rules, in the order in which an editor should hear of them. Another rule is one more line."""

from digest.check import clients, envelope, links, outside, page, picture, sources, wording
from digest.check.rule import Rule
from digest.model import Severity

__all__ = ["RULES"]

_WARNING = Severity.WARNING

RULES = (
    Rule(
        name="subscribers-only",
        find=wording.leaked,
        why="What subscribers pay for must not stand in the mail for everyone.",
        remedy="Take the words out of the part for everyone, or take `subscribers` off the heading.",
        protects=True,
    ),
    Rule(
        name="unsubscribe",
        find=links.no_unsubscribe,
        why="A reader must be able to leave from the mail, from its plain text, and from the mail "
        "program's own button (the List-Unsubscribe header); the law asks for it.",
        remedy="Set newsletter.unsubscribe_url, and print {{ unsubscribe }} in a template of your own.",
        protects=True,
    ),
    Rule(
        name="placeholder",
        find=wording.placeholders,
        why="A sign of a template or of work left to do is what readers remember of an issue.",
        remedy="Write what should stand there, or delete it.",
        protects=True,
    ),
    Rule(
        name="editorial",
        find=wording.unwritten_editorial,
        why="The draft leaves the editorial to you; without one its heading does not appear.",
        remedy="Write it under its heading, or delete the heading.",
        protects=True,
    ),
    Rule(
        name="lost-words",
        find=wording.lost_words,
        why="Every word of the draft must reach the readers of the mail, of the plain text and of "
        "the web page; a template, or a sign of Markdown, may swallow some.",
        remedy="Render without templates of your own; if the words are there then, the template lost "
        "them. Else look on that line for signs of Markdown, and put a backslash before them.",
        protects=True,
    ),
    Rule(
        name="fact-unsupported",
        find=sources.unsupported,
        why="Every figure, date, name and quotation of an item stands in the articles of its story, and "
        "of the lines round the items in those of the issue, or an editor answers for it. The check "
        "compares spellings and values (docs/facts.md).",
        remedy="Correct it; or, if you know it to be true, copy the whole sentence into a comment "
        "below it: <!-- garanti : … --> (or <!-- vouched: … -->). `digest evidence` shows "
        "the passages.",
        protects=True,
    ),
    Rule(
        name="link",
        find=links.broken_links,
        why="A link must lead to a page that every reader can open.",
        remedy="Write the whole address, with https://.",
    ),
    Rule(
        name="missing-source",
        find=links.unsourced,
        why="A story names the source it was told after, with a link.",
        remedy="Add a last line with the source: `[Name](https://…)`.",
    ),
    Rule(
        name="duplicate",
        find=links.duplicates,
        why="A story told twice looks like a mistake, and is one.",
        remedy="Delete one of the two, or make one story of them.",
    ),
    Rule(
        name="parity",
        find=links.parity,
        why="Some read the plain text: it has the sections and the links of the mail.",
        remedy="Render without templates of your own, and compare.",
    ),
    Rule(
        name="accessibility",
        find=page.accessibility,
        why="A screen reader needs the language, layout tables that say so, and words for pictures.",
        remedy="Give each picture words: `![what it shows](address)`. The rest is the template's.",
    ),
    Rule(
        name="heading-order",
        find=page.headings,
        why="Those who listen to a mail go from heading to heading.",
        remedy="Use ## for sections and ### inside them, in this order.",
        severity=_WARNING,
    ),
    Rule(
        name="contrast",
        find=page.pale_words,
        why="Words need a contrast of 4.5 to 1 with what is behind them (WCAG 2.2), also in the dark.",
        remedy="Choose a darker colour under [newsletter.brand], a lighter one for its _dark sibling, or "
        "other colours in your template.",
    ),
    Rule(
        name="picture",
        find=picture.pictures,
        why="A picture that is not there reaches nobody, a heavy one comes late, and one on another "
        "site tells that site who reads.",
        remedy="Put the file beside issue.md; `digest render` takes home what lies on other sites.",
    ),
    Rule(
        name="size",
        find=page.weight,
        why="Gmail cuts a mail at about 102 kB, and with it the link to unsubscribe below.",
        remedy="Shorten the heaviest parts, or leave stories to the next issue.",
    ),
    Rule(
        name="css",
        find=page.style_sheets,
        why="Gmail drops all style sheets past 16,384 characters, or with an @ rule inside another.",
        remedy="Shorten the CSS of your template.",
    ),
    Rule(
        name="client-support",
        find=clients.unread,
        why="What a mail program does not read, its readers do not see as meant. What the themes use "
        "all the same stands in docs/checks.md, each with what is seen instead.",
        remedy="Use what all of them read in your template, or turn the finding over in your mind.",
        severity=_WARNING,
    ),
    Rule(
        name="transport",
        find=envelope.transport,
        why="Mail servers carry UTF-8 without control characters, in lines of at most 998 octets.",
        remedy="Delete the character, or type the word again; anything else is a bug of ours.",
    ),
    Rule(
        name="subject",
        find=envelope.subject,
        why="A phone shows about 60 characters of a subject.",
        remedy="Shorten `subject:` at the head of the draft.",
        severity=_WARNING,
    ),
    Rule(
        name="preheader",
        find=envelope.preheader,
        why="The line beside the subject says what the subject does not, in 40 to 90 characters.",
        remedy="Write `preheader:` at the head of the draft.",
        severity=_WARNING,
    ),
    Rule(
        name="link-text",
        find=links.vague_links,
        why="Links are read out in a row: “here, here, more” says nothing.",
        remedy="Link the words that say what is there.",
        severity=_WARNING,
    ),
    Rule(
        name="typography",
        find=wording.typography,
        why="French has a space before ; ! ? and inside « », and quotes with « ».",
        remedy="Type the space (any space: rendering makes it narrow) and the right marks.",
        severity=_WARNING,
    ),
    Rule(
        name="verbatim",
        find=sources.verbatim,
        why="Sentences taken over whole are another's work: rewrite them, or quote them as such.",
        remedy="Say it in your own words, or put it between « »; `check.verbatim` in digest.toml says "
        "how many words in a row may stand.",
        severity=_WARNING,
    ),
    Rule(
        name="dead-link",
        find=outside.dead_links,
        why="A page that is gone is found by the readers otherwise. Only with --online; a site that "
        "refuses programs (403, 429) says nothing about its page.",
        remedy="Open it in a browser; correct the address, or link to another source.",
        severity=_WARNING,
    ),
    Rule(
        name="spam",
        find=outside.spam,
        why="What SpamAssassin gives three points or more may land among the unwanted mails. Only "
        "where its `spamc` is installed.",
        remedy="Change what it names; most often a word, or a link to a site of bad repute.",
        severity=_WARNING,
    ),
)
