"""Serves what a form asked for: looks the address up, and mails what is due."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from digest.serve.letters import Letters
from digest.serve.limits import Limit
from digest.serve.people import People
from digest.serve.postroom import Asked, Posted, Wish

__all__ = ["Clerk", "Post"]

Post = Callable[[str, bytes], Posted]  # sends a mail to an address, says what came of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """`limit` is how many mails one address may be sent; it knows addresses by their keyed hash."""

    people: People
    letters: Letters
    post: Post
    limit: Limit

    def serve(self, asked: Asked) -> Posted:
        key = self.people.seal.hash(asked.address.lower())
        if asked.tries == 0 and self.limit.take(key, now=time.monotonic()):
            return Posted.NOTHING
        if asked.wish is Wish.SUBSCRIBE:
            source = f"the form at {self.letters.url}/subscribe ({asked.language})"
            due = self.people.ask(
                asked.address, name=asked.name, chosen=asked.segments, source=source[:300]
            )
        else:
            due = self.people.remind(asked.address)
        if due is None:
            return Posted.NOTHING
        message = self.letters.letter(
            due, language=asked.language, message_id=self.people.new_id(), now=self.people.now()
        )
        return self.post(due.address, message)
