"""The check: what must not happen to readers, looked for in the very bytes that would be sent."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache

from digest.check.proof import Proof
from digest.check.rules import RULES
from digest.config import Newsletter
from digest.draft import Located
from digest.errors import ConfigError
from digest.facts.vet import NOT_VETTED, Vetted
from digest.model import Email, Finding, Severity
from digest.notice import Notice

__all__ = ["check", "explain", "names", "protecting"]


def check(
    located: Located,
    email: Email,
    *,
    newsletter: Newsletter,
    subscribers: Email | None = None,
    vetted: Vetted = NOT_VETTED,
    verbatim: int = 0,
    warn: Collection[str] = (),
    ask: Callable[[str], int] | None = None,
    score: Callable[[bytes], tuple[float, str] | None] | None = None,
) -> tuple[Finding, ...]:
    """What the rules find in `email`, the variant for everyone, rendered from the draft `located`.

    `subscribers` is the variant for them, where the draft has something for them alone: it is looked
    at in the same way, and what is found in it alone says so. `vetted` is the draft before its sources
    (`facts.vet`); `verbatim` is how many words in a row may stand in one just so, 0 for any. `ask` gives the status of an address, `score` a filter's opinion of
    a message; without them nobody is asked. A finding of severity ERROR forbids sending. `warn` names
    rules that may only warn; ConfigError when there is no such rule, or when it protects readers.
    """
    known = {rule.name: rule for rule in RULES}
    for name in warn:
        if name not in known:
            raise ConfigError(
                Notice("digest.toml: check.warn: there is no rule {name!r}.", name=name),
                Notice("Rules are: {known}.", known=", ".join(known)),
            )
        if known[name].protects:
            raise ConfigError(
                Notice(
                    "digest.toml: check.warn: {name!r} protects readers and cannot be turned off.",
                    name=name,
                ),
                Notice("Take it out of the list, and do what the check asks."),
            )
    found: dict[tuple[str, str, int | None, str | None], Finding] = {}
    for variant, mail in (("everyone", email), ("subscribers", subscribers)):
        if mail is None:
            continue
        shown = Proof(
            located=located,
            email=mail,
            newsletter=newsletter,
            variant=variant,
            vetted=vetted,
            verbatim=verbatim,
            ask=cache(ask) if ask else None,
            score=score,
        )
        for finding in _findings(shown, warn):
            key = finding.rule, finding.message, finding.line, finding.item
            if variant == "subscribers" and key not in found:
                only = Notice("For subscribers: {message}", message=finding.message)
                finding = replace(finding, message=only)  # noqa: PLW2901 - the same, said more exactly
            found.setdefault(key, finding)
    order = list(known)
    return tuple(sorted(found.values(), key=lambda one: order.index(one.rule)))


def _findings(shown: Proof, warn: Collection[str]) -> Iterator[Finding]:
    for rule in RULES:
        for found in rule.find(shown):
            yield Finding(
                rule=rule.name,
                severity=Severity.WARNING if rule.name in warn else found.severity or rule.severity,
                message=found.evidence,
                remedy=rule.remedy,
                line=found.line,
                item=found.item,
            )


def names() -> tuple[str, ...]:
    """The names of all rules, in their order."""
    return tuple(rule.name for rule in RULES)


def protecting() -> tuple[str, ...]:
    """The names of the rules that protect readers and cannot be turned off."""
    return tuple(rule.name for rule in RULES if rule.protects)


def explain(name: str) -> Notice:
    """What the rule `name` wants, why, and what to do; KeyError when there is none."""
    rule = {rule.name: rule for rule in RULES}[name]
    if rule.protects:
        weight = Notice("forbids sending; it protects readers and cannot be turned off")
    elif rule.severity is Severity.ERROR:
        weight = Notice("forbids sending")
    else:
        weight = Notice("warns")
    values = {"name": rule.name, "weight": weight, "why": rule.why, "remedy": rule.remedy}
    return Notice("{name} ({weight})\n\n{why}\n→ {remedy}", **values)
