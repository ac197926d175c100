"""What a person approved, to the byte: kept in the database and sent from there."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from digest.subscribers.schema import approval, artefact

__all__ = ["approve", "approved", "fingerprint", "load"]


def fingerprint(mails: Mapping[str, bytes]) -> str:
    """The SHA-256 of all variants of a mail, whatever their order (64 hexadecimal digits)."""
    digest = hashlib.sha256()
    for variant in sorted(mails):
        for part in (variant.encode(), mails[variant]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def approve(
    connection: Connection, issue_id: str, mails: Mapping[str, bytes], *, now: datetime
) -> str:
    """Record that exactly these `mails` (variant -> eml) may be sent; returns their fingerprint."""
    mark = fingerprint(mails)
    if not load(connection, mark):
        rows = [
            {"hash": mark, "variant": variant, "eml": mails[variant]} for variant in sorted(mails)
        ]
        connection.execute(insert(artefact), rows)
    connection.execute(delete(approval).where(approval.c.issue_id == issue_id))
    connection.execute(insert(approval).values(issue_id=issue_id, hash=mark, at=now))
    return mark


def approved(connection: Connection, issue_id: str) -> str | None:
    """The fingerprint that was approved for an issue, if any."""
    found: str | None = connection.scalar(
        select(approval.c.hash).where(approval.c.issue_id == issue_id)
    )
    return found


def load(connection: Connection, mark: str) -> dict[str, bytes]:
    """The mails of a fingerprint, variant -> eml; empty when there are none."""
    query = select(artefact.c.variant, artefact.c.eml).where(artefact.c.hash == mark)
    return {variant: bytes(eml) for variant, eml in connection.execute(query)}
