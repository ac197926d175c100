from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from digest.errors import DigestError
from digest.subscribers import register
from digest.subscribers.address import parse
from digest.subscribers.database import reading
from digest.subscribers.dossier import dossier
from digest.subscribers.intake import BATCH, Intake, Refused, take_in
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal


@pytest.fixture
def take(
    database: Engine, tmp_path: Path, seal: Seal, now: datetime, new_id: Callable[[], str]
) -> Callable[..., Intake]:
    def take(
        text: str, status: Status = Status.ACTIVE, name: str = "people.csv", column: str = ""
    ) -> Intake:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return take_in(
            database,
            path,
            source="a form on paper",
            status=status,
            segments=(),
            new_id=new_id,
            now=now,
            seal=seal,
            column=column,
        )

    return take


@pytest.fixture
def person(database: Engine) -> Callable[[str], register.Subscriber]:
    def person(address: str) -> register.Subscriber:
        with database.begin() as connection:
            found = register.find(connection, parse(address))
        assert found is not None
        return found

    return person


EXPORTS = {
    "listmonk": (
        (
            "uuid,email,name,attributes,status,created_at,updated_at\n"
            "1,a@x.example,Anna,{},enabled,2024-01-01,2024-01-01\n"
            "2,b@x.example,Otto,{},blocklisted,2024-01-01,2024-01-01\n"
        ),
        (Status.ACTIVE, ()),
        (Status.UNSUBSCRIBED, ()),
    ),
    "Substack": (
        (
            "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n"
            "a@x.example,true,2026-01-01,yearly,false,2024-01-01,2024-01-01\n"
            "b@x.example,false,,other,true,2024-01-01,\n"
        ),
        (Status.ACTIVE, ("paid",)),
        (Status.UNSUBSCRIBED, ("free",)),
    ),
    "Ghost": (
        (
            "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,"
            "created_at,deleted_at,labels,tiers\n"
            '1,a@x.example,Anna,,true,,cus_1,2024-01-01,,"VIP,Lyon",Gold\n'
            "2,b@x.example,Otto,,false,,,2024-01-01,,,\n"
        ),
        (Status.ACTIVE, ("lyon", "paid", "vip")),
        (Status.UNSUBSCRIBED, ("free",)),
    ),
    "Mailchimp": (
        (
            "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,"
            "OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,"
            "CC,REGION,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,"
            "UNSUB_REASON_OTHER,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
            'a@x.example,Anna,B,,,,2,,,2024-01-01,,,,,,,FR,,,,,,,,1,e1,,"""vip"""\n'
            "b@x.example,Otto,C,,,,2,,,2024-01-01,,,,,,,FR,,2024-02-01,,,,,,2,e2,,\n"
        ),
        (Status.ACTIVE, ("vip",)),
        (Status.UNSUBSCRIBED, ()),
    ),
    "CSV": (
        (
            "E-mail;Prénom;Nom;Statut;Abonnement\n"
            "a@x.example;Anna;B;Abonné;Payant\n"
            "b@x.example;Otto;C;Désabonné;Gratuit\n"
        ),
        (Status.ACTIVE, ("paid",)),
        (Status.UNSUBSCRIBED, ("free",)),
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_exports_of_other_programs_are_recognised(program: str, take, person):
    text, anna, otto = EXPORTS[program]
    assert take(text).program == program
    assert (person("a@x.example").status, person("a@x.example").segments) == anna
    assert (person("b@x.example").status, person("b@x.example").segments) == otto


def test_every_refused_line_is_named_with_its_reason_and_without_the_address(take):
    intake = take("email,status\nanna@x.example,active\nanna,active\notto@x.example,odd\n")
    assert intake.refused == [
        Refused(line=3, why="The address has no @ between two parts."),
        Refused(line=4, why="the status 'odd' is not known"),
    ]
    assert intake.added == {Status.ACTIVE: 1}


def test_every_row_is_counted_once(take):
    take("email\na@x.example\n")
    intake = take(
        "email,status\na@x.example,\nB@x.example,\nb@x.example,\nodd,\nc@x.example,spam\n"
    )
    assert (intake.rows, intake.added.total(), intake.known, intake.repeated) == (5, 2, 1, 1)
    assert len(intake.refused) == 1


def test_who_left_is_not_brought_back_by_a_file(take, person):
    take("email,status\na@x.example,unsubscribed\n")
    take("email,status\na@x.example,active\n")
    assert person("a@x.example").status is Status.UNSUBSCRIBED


def test_a_file_takes_people_out(take, person):
    take("email\na@x.example\n")
    take("email,status\na@x.example,active\na@x.example,unsubscribed\n")
    assert person("a@x.example").status is Status.UNSUBSCRIBED


def test_an_interrupted_file_keeps_what_it_took_in_and_goes_on_when_it_is_given_again(
    database: Engine, tmp_path: Path, seal: Seal, now: datetime, new_id: Callable[[], str]
):
    path, given = tmp_path / "people.csv", count(1)
    path.write_text("email\n" + "".join(f"r{number}@x.example\n" for number in range(2 * BATCH)))

    def interrupted() -> str:
        if next(given) > BATCH:  # the second transaction has begun
            with reading(database).connect() as other:
                assert register.count(other) == {Status.ACTIVE: BATCH}
            raise KeyboardInterrupt
        return new_id()

    def take(new_id: Callable[[], str]) -> Intake:
        status, source = Status.ACTIVE, "a form on paper"
        told = {"source": source, "status": status, "segments": (), "now": now, "seal": seal}
        return take_in(database, path, new_id=new_id, **told)

    with pytest.raises(KeyboardInterrupt):
        take(interrupted)
    again = take(new_id)
    assert (again.known, again.added[Status.ACTIVE]) == (BATCH, BATCH)


def test_who_was_forgotten_is_not_brought_back(
    take, person, database: Engine, seal: Seal, now: datetime
):
    take("email\na@x.example\n")
    anna = person("a@x.example")
    with database.begin() as connection:
        register.forget(connection, anna, now=now)
    intake = take("email\nA@x.example\nb@x.example\n")
    assert intake.refused == [
        Refused(line=2, why="must not be written to (they were erased, 2025-09-26)")
    ]
    assert intake.added.total() == 1


def test_paid_takes_the_place_of_free(take, person):
    take("email,plan,segments\na@x.example,free,\n")
    take("email,plan\na@x.example,yearly\n")
    assert person("a@x.example").segments == ("paid",)


def test_the_trail_says_where_and_since_when(take, person, database: Engine, seal: Seal):
    take("email,created_at\na@x.example,2021-05-04\n")
    anna = person("a@x.example")
    with database.begin() as connection:
        kept = dossier(connection, anna)
    assert [(one["event"], one["source"]) for one in kept["consent"]] == [
        ("imported", "a form on paper; there since 2021-05-04")
    ]


def test_names_hold_no_line_end(take, person):
    take('email,name\na@x.example,"Anna\r\nBcc: all"\n')
    assert person("a@x.example").name == "Anna Bcc: all"


def test_a_file_without_addresses_is_an_error_with_the_headings(take):
    with pytest.raises(DigestError, match="columns: name, city"):
        take("name,city\nAnna,Lyon\n")


def test_a_column_that_alone_holds_addresses_is_taken_and_named(take, person):
    intake = take("Adresse du lecteur;Prénom du lecteur;Nom de l’abonné\na@x.example;Anna;Roy\n")
    assert (intake.column, intake.added[Status.ACTIVE]) == ("adresse du lecteur", 1)
    assert person("a@x.example").name == "Anna Roy"


def test_a_heading_is_known_also_where_it_says_whose_it_is(take, person):
    intake = take(
        "Contact email,Contact first name,Statut du lecteur\na@x.example,Anna,désabonné\n"
    )
    assert (intake.column, person("a@x.example").name) == ("", "Anna")
    assert person("a@x.example").status is Status.UNSUBSCRIBED


def test_a_name_in_a_network_is_no_address(take, person):
    take("compte,où écrire\n@anna,a@x.example\n")
    assert person("a@x.example").status is Status.ACTIVE


def test_which_column_holds_the_addresses_is_asked_where_its_name_does_not_tell(take, person):
    text = "Contact;Facturation;Lettre\nAnna;a1@x.example;a2@x.example\n"
    with pytest.raises(DigestError) as asked:
        take(text)
    assert asked.value.hint.endswith('--email "facturation" | --email "lettre"')
    take(text, column="Lettre")
    assert person("a2@x.example").status is Status.ACTIVE


def test_of_two_rows_of_one_person_the_paid_one_counts(take, person):
    take("email,plan\na@x.example,paid\nA@x.example,free\n")
    assert person("a@x.example").segments == ("paid",)


MAILCHIMP = (
    "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,{},LEID,EUID,NOTES,TAGS\n"
)


@pytest.mark.parametrize(
    ("columns", "cells", "status"),
    [
        ("LAST_CHANGED", "2024-01-02", Status.ACTIVE),
        ("UNSUB_TIME,UNSUB_CAMPAIGN_TITLE", "2024-01-02,", Status.UNSUBSCRIBED),
        ("UNSUB_TIME,UNSUB_CAMPAIGN_TITLE", ",", Status.UNSUBSCRIBED),
        ("CLEAN_TIME,CLEAN_CAMPAIGN_TITLE", ",", Status.BOUNCED),
        ("UNSUB_TIME,LAST_CHANGED", ",2024-01-02", Status.ACTIVE),
        ("UNSUB_TIME,LAST_CHANGED", "2024-01-02,2024-01-02", Status.UNSUBSCRIBED),
    ],
)
def test_each_file_of_mailchimp_is_known_by_its_columns(take, person, columns, cells, status):
    row = f'a@x.example,Anna,2,,2024-01-01,{cells},1,1,,"""Lyon"""\n'
    assert take(MAILCHIMP.format(columns) + row).program == "Mailchimp"
    assert (person("a@x.example").status, person("a@x.example").segments) == (status, ("lyon",))


def test_who_never_subscribed_is_not_taken_in(take):
    text = MAILCHIMP.format("LAST_CHANGED") + "a@x.example,Anna,2,,,2024-01-02,1,1,,\n"
    with pytest.raises(DigestError, match="never asked"):
        take(text, name="nonsubscribed_members_export_a1.csv")
    out = take(text, Status.UNSUBSCRIBED, name="nonsubscribed_members_export_a1.csv")
    assert out.added == {Status.UNSUBSCRIBED: 1}


@pytest.mark.parametrize("status", [Status.PENDING, Status.UNSUBSCRIBED, Status.BOUNCED])
def test_what_is_said_of_all_in_a_file_goes_before_a_file_that_calls_them_active(
    take, person, status
):
    take("email,status\na@x.example,active\nb@x.example,bounced\n", status)
    assert person("a@x.example").status is status
    assert person("b@x.example").status is Status.BOUNCED


def test_who_left_elsewhere_is_off_here_too(take, person):
    take("email\na@x.example\n")
    take("email\na@x.example\n", Status.UNSUBSCRIBED)
    take("email,status\na@x.example,active\n")
    assert person("a@x.example").status is Status.UNSUBSCRIBED
