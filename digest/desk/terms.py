"""What the terminal calls the stages of its work, and the words of the database, the score
and the fact check.
"""

from digest.notice import Notice

__all__ = ["reason", "term"]

_TERMS = {
    str(one): one
    for one in (
        Notice("collect"),
        Notice("group"),
        Notice("write"),
        Notice("render"),
        Notice("rehearse"),
        Notice("invite"),
        Notice("send"),
        Notice("everyone"),
        Notice("subscribers"),
        Notice("address"),
        Notice("name"),
        Notice("status"),
        Notice("segments"),
        Notice("since"),
        Notice("added"),
        Notice("imported"),
        Notice("lifted"),
        Notice("confirmed"),
        Notice("asked"),
        Notice("forgotten"),
        Notice("subscribe"),
        Notice("manage"),
        Notice("amount"),
        Notice("number"),
        Notice("date"),
        Notice("quotation"),
        Notice("overlap"),
        Notice("unsupported"),
        Notice("contradicted"),
        Notice("translated"),
        Notice("title"),
        Notice("subject"),
        Notice("preheader"),
        Notice("teaser"),
        Notice("standfirst"),
        Notice("editorial"),
        Notice("text"),
        Notice("subhead"),
        Notice("deal"),
        Notice("publishers"),
        Notice("freshness"),
        Notice("watch"),
        Notice("amounts"),
        Notice("novelty"),
        Notice("choices"),
        Notice("words"),
        Notice("cognates"),
        Notice("facts"),
        Notice("numbers"),
        Notice("meaning"),
        Notice("sending"),
        Notice("paused"),
        Notice("done"),
        Notice("cancelled"),
        Notice("{number:hard|hard}", number=1),
        Notice("{number:soft|soft}", number=1),
        Notice("{number:blocked|blocked}", number=1),
        Notice("{number:delayed|delayed}", number=1),
        Notice("{number:complaint|complaint}", number=1),
        Notice("{number:leave|leave}", number=1),
        Notice("{number:answer|answer}", number=1),
        Notice("{number:other|other}", number=1),
        Notice("did not get the issue"),
        # The points that `digest doctor` looks at.
        Notice("config"),
        Notice("templates"),
        Notice("database"),
        Notice("complaints"),
        Notice("returned"),
        Notice("pages"),
        Notice("bounces"),
        Notice("writer"),
        # Why somebody did not get an issue, or it is not being sent, as the ledger keeps it.
        Notice("paused by hand"),
        Notice("cancelled by hand"),
        Notice("the issue was cancelled"),
        Notice("left the list"),
        Notice("came back"),
        Notice("given up after three days"),
        Notice("the sender died, or was stopped, while the message was under way"),
        Notice("the link mailed to them"),
        Notice("added by hand"),
        # Where people and deliveries stand: these agree with how many there are.
        Notice("{number:ready|ready}", number=1),
        Notice("{number:leased|leased}", number=1),
        Notice("{number:in_flight|in_flight}", number=1),
        Notice("{number:sent|sent}", number=1),
        Notice("{number:deferred|deferred}", number=1),
        Notice("{number:skipped|skipped}", number=1),
        Notice("{number:uncertain|uncertain}", number=1),
        Notice("{number:held|held}", number=1),
        Notice("{number:pending|pending}", number=1),
        Notice("{number:active|active}", number=1),
        Notice("{number:unsubscribed|unsubscribed}", number=1),
        Notice("{number:bounced|bounced}", number=1),
        Notice("{number:complained|complained}", number=1),
        Notice("{number:suppressed|suppressed}", number=1),
    )
}


def term(word: str, number: int = 1) -> str:
    """`word` as a notice where it is one of these, said of so many; else as it stands."""
    known = _TERMS.get(word, word)
    if isinstance(known, Notice) and known.values:
        return Notice.restored(known.template, {"number": number})
    return known


def reason(why: str) -> str:
    """A reason that the ledger keeps: what stands before its colon may be one of our terms."""
    what, colon, said = why.partition(": ")
    if colon and what in _TERMS:
        return Notice("{what}: {said}", what=term(what), said=said)
    return term(why)
