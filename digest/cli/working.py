"""The worker: what `digest worker`, and `digest serve` in a thread, do round by round."""

import threading
from datetime import UTC, datetime

from digest.cli.desk import Desk
from digest.cli.roll import open_register
from digest.cli.sending import Mailman
from digest.errors import DigestError
from digest.send import begin, count
from digest.send.alone import Busy

__all__ = ["work"]

TICK = 5.0  # seconds between two looks at the database


def work(desk: Desk, stop: threading.Event, *, once: bool = False, tick: float = TICK) -> None:
    """Begin what is scheduled, send what is due; look again every `tick` seconds until `stop`.

    What goes wrong with one issue is said and stops no other; it is tried again the next round.
    Raises ConfigError at once when something is missing for sending.
    """
    post = Mailman(desk, *open_register(desk))
    post.ready()
    said: set[str] = set()
    while not stop.is_set():
        for wrong in _round(desk, post, stop):
            if wrong not in said:  # once, not every five seconds
                desk.warn(wrong)
                said.add(wrong)
        if once or stop.wait(tick):
            return


def _round(desk: Desk, post: Mailman, stop: threading.Event) -> list[str]:
    wrong = []
    with post.database.begin() as connection:
        plans = begin.due(connection, now=datetime.now(UTC))
    for plan in plans:
        try:
            with post.database.begin() as connection:
                begin.begin(
                    connection,
                    plan.issue_id,
                    seal=post.seal,
                    now=datetime.now(UTC),
                    segment=plan.segment,
                )
            desk.say(f"{plan.issue_id}: it leaves, as scheduled.")
        except DigestError as error:
            wrong.append(f"{plan.issue_id}: {error.message} {error.hint}")
    with post.database.begin() as connection:
        open_issues = count.sending(connection, now=datetime.now(UTC), alone=post.single)
    for issue_id in open_issues:
        if stop.is_set():
            break
        try:
            with post.alone():
                post.take_up(issue_id)
                mailing, counts, _ = post.carry(issue_id, stop)
        except Busy:  # `digest send`, by hand
            continue
        except DigestError as error:
            wrong.append(f"{issue_id}: {error.message} {error.hint}")
            continue
        if mailing.state != "sending":
            told = ", ".join(f"{number} {state}" for state, number in counts.items())
            desk.say(f"{issue_id}: {mailing.state} {mailing.why}".rstrip() + f"; {told}")
    return wrong
