"""All rules, in the order in which an editor should hear of them. Another rule is one more line."""

from digest.check import clients, envelope, links, outside, page, picture, sources, wording
from digest.check.rule import Rule
from digest.model import Severity
from digest.notice import Notice

__all__ = ["RULES"]

_WARNING = Severity.WARNING

RULES = (
    Rule(
        name="subscribers-only",
        find=wording.leaked,
        why=Notice("What subscribers pay for must not stand in the mail for everyone."),
        remedy=Notice(
            "Take the words out of the part for everyone, or take `subscribers` off the heading."
        ),
        protects=True,
    ),
    Rule(
        name="unsubscribe",
        find=links.no_unsubscribe,
        why=Notice(
            "A reader must be able to leave from the mail, from its plain text, and from "
            "the mail program's own button (the List-Unsubscribe header); the law asks for "
            "it."
        ),
        remedy=Notice(
            "Set newsletter.unsubscribe_url, and print {{ unsubscribe }} in a template of your own."
        ),
        protects=True,
    ),
    Rule(
        name="placeholder",
        find=wording.placeholders,
        why=Notice(
            "A sign of a template or of work left to do is what readers remember of an issue."
        ),
        remedy=Notice("Write what should stand there, or delete it."),
        protects=True,
    ),
    Rule(
        name="editorial",
        find=wording.unwritten_editorial,
        why=Notice(
            "The draft leaves the editorial to you; without one its heading does not appear."
        ),
        remedy=Notice("Write it under its heading, or delete the heading."),
        protects=True,
    ),
    Rule(
        name="lost-words",
        find=wording.lost_words,
        why=Notice(
            "Every word of the draft must reach the readers of the mail, of the plain text "
            "and of the web page; a template, or a sign of Markdown, may swallow some."
        ),
        remedy=Notice(
            "Render without templates of your own; if the words are there then, the "
            "template lost them. Else look on that line for signs of Markdown, and put a "
            "backslash before them."
        ),
        protects=True,
    ),
    Rule(
        name="fact-unsupported",
        find=sources.unsupported,
        why=Notice(
            "Every figure, date, name and quotation of an item stands in the articles of "
            "its story, and of the lines round the items in those of the issue, or an "
            "editor answers for it. The check compares spellings and values (docs/facts.md)."
        ),
        remedy=Notice(
            "Correct it; or, if you know it to be true, copy the whole sentence into a "
            "comment below it: <!-- garanti : … --> (or <!-- vouched: … -->). "
            "`digest evidence` shows the passages."
        ),
        protects=True,
    ),
    Rule(
        name="link",
        find=links.broken_links,
        why=Notice("A link must lead to a page that every reader can open."),
        remedy=Notice("Write the whole address, with https://."),
    ),
    Rule(
        name="missing-source",
        find=links.unsourced,
        why=Notice("A story names the source it was told after, with a link."),
        remedy=Notice("Add a last line with the source: `[Name](https://…)`."),
    ),
    Rule(
        name="duplicate",
        find=links.duplicates,
        why=Notice("A story told twice looks like a mistake, and is one."),
        remedy=Notice("Delete one of the two, or make one story of them."),
    ),
    Rule(
        name="parity",
        find=links.parity,
        why=Notice("Some read the plain text: it has the sections and the links of the mail."),
        remedy=Notice("Render without templates of your own, and compare."),
    ),
    Rule(
        name="accessibility",
        find=page.accessibility,
        why=Notice(
            "A screen reader needs the language, layout tables that say so, and words for pictures."
        ),
        remedy=Notice(
            "Give each picture words: `![what it shows](address)`. The rest is the template's."
        ),
    ),
    Rule(
        name="heading-order",
        find=page.headings,
        why=Notice("Those who listen to a mail go from heading to heading."),
        remedy=Notice("Use ## for sections and ### inside them, in this order."),
        severity=_WARNING,
    ),
    Rule(
        name="contrast",
        find=page.pale_words,
        why=Notice(
            "Words need a contrast of 4.5 to 1 with what is behind them (WCAG 2.2), also "
            "in the dark."
        ),
        remedy=Notice(
            "Choose a darker colour under [newsletter.brand], a lighter one for its _dark "
            "sibling, or other colours in your template."
        ),
    ),
    Rule(
        name="picture",
        find=picture.pictures,
        why=Notice(
            "A picture that is not there reaches nobody, a heavy one comes late, and one "
            "on another site tells that site who reads."
        ),
        remedy=Notice(
            "Put the file beside issue.md; `digest render` takes home what lies on other sites."
        ),
    ),
    Rule(
        name="size",
        find=page.weight,
        why=Notice("Gmail cuts a mail at about 102 kB, and with it the link to unsubscribe below."),
        remedy=Notice("Shorten the heaviest parts, or leave stories to the next issue."),
    ),
    Rule(
        name="css",
        find=page.style_sheets,
        why=Notice(
            "Gmail drops all style sheets past 16,384 characters, or with an @ rule inside another."
        ),
        remedy=Notice("Shorten the CSS of your template."),
    ),
    Rule(
        name="client-support",
        find=clients.unread,
        why=Notice(
            "What a mail program does not read, its readers do not see as meant. What the "
            "themes use all the same stands in docs/checks.md, each with what is seen "
            "instead."
        ),
        remedy=Notice(
            "Use what all of them read in your template, or turn the finding over in your mind."
        ),
        severity=_WARNING,
    ),
    Rule(
        name="transport",
        find=envelope.transport,
        why=Notice(
            "Mail servers carry UTF-8 without control characters, in lines of at most 998 octets."
        ),
        remedy=Notice(
            "Delete the character, or type the word again; anything else is a bug of ours."
        ),
    ),
    Rule(
        name="subject",
        find=envelope.subject,
        why=Notice("A phone shows about 60 characters of a subject."),
        remedy=Notice("Shorten `subject:` at the head of the draft."),
        severity=_WARNING,
    ),
    Rule(
        name="preheader",
        find=envelope.preheader,
        why=Notice(
            "The line beside the subject says what the subject does not, in 40 to 90 characters."
        ),
        remedy=Notice("Write `preheader:` at the head of the draft."),
        severity=_WARNING,
    ),
    Rule(
        name="link-text",
        find=links.vague_links,
        why=Notice("Links are read out in a row: “here, here, more” says nothing."),
        remedy=Notice("Link the words that say what is there."),
        severity=_WARNING,
    ),
    Rule(
        name="typography",
        find=wording.typography,
        why=Notice("French has a space before ; ! ? and inside « », and quotes with « »."),
        remedy=Notice("Type the space (any space: rendering makes it narrow) and the right marks."),
        severity=_WARNING,
    ),
    Rule(
        name="verbatim",
        find=sources.verbatim,
        why=Notice(
            "Sentences taken over whole are another's work: rewrite them, or quote them as such."
        ),
        remedy=Notice(
            "Say it in your own words, or put it between « »; `check.verbatim` in "
            "digest.toml says how many words in a row may stand."
        ),
        severity=_WARNING,
    ),
    Rule(
        name="dead-link",
        find=outside.dead_links,
        why=Notice(
            "A page that is gone is found by the readers otherwise. Only with --online; a "
            "site that refuses programs (403, 429) says nothing about its page."
        ),
        remedy=Notice("Open it in a browser; correct the address, or link to another source."),
        severity=_WARNING,
    ),
    Rule(
        name="spam",
        find=outside.spam,
        why=Notice(
            "What SpamAssassin gives three points or more may land among the unwanted "
            "mails. Only where its `spamc` is installed."
        ),
        remedy=Notice(
            "Change what it names; most often a word, or a link to a site of bad repute."
        ),
        severity=_WARNING,
    ),
)
