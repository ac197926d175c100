"""What the terminal calls the stages of its work, and the words of the database, the score
and the fact check.
"""

from digest.notice import Notice

__all__ = ["term"]

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
        Notice("ready"),
        Notice("leased"),
        Notice("in_flight"),
        Notice("sent"),
        Notice("deferred"),
        Notice("skipped"),
        Notice("uncertain"),
        Notice("held"),
        Notice("pending"),
        Notice("active"),
        Notice("unsubscribed"),
        Notice("bounced"),
        Notice("complained"),
        Notice("suppressed"),
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
        Notice("hard"),
        Notice("soft"),
        Notice("blocked"),
        Notice("delayed"),
        Notice("complaint"),
        Notice("leave"),
        Notice("answer"),
        Notice("other"),
        Notice("did not get the issue"),
    )
}


def term(word: str) -> str:
    """`word` as a notice where it is one of these; else as it stands."""
    return _TERMS.get(word, word)
