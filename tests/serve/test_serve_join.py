"""Nobody is on the list who did not say yes from their own mailbox; nobody learns who is."""

import threading

import pytest

from digest.subscribers.dossier import dossier
from digest.subscribers.schema import Status

ANNA = "anna@lecteurs.example"


def subscribe(house, address=ANNA, **fields):
    return house.post("/subscribe?lang=fr", {"email": address, **fields})


def test_the_form_speaks_the_readers_language_and_else_the_newsletters(house):
    assert "S’abonner" in house.get("/subscribe", accept_language="de")[2]
    assert ">Subscribe<" in house.get("/subscribe", accept_language="en-GB,en;q=0.8")[2]
    assert "S’abonner" in house.get("/subscribe?lang=fr", accept_language="en")[2]
    assert "S’abonner" in house.get("/subscribe", accept_language="en;q=0.1, fr;q=0.9")[2]


def test_from_the_form_to_the_list(house):
    status, _, page = subscribe(house, name="Anna", segment=["droit", "paid", "odd"])
    assert status == 200
    assert "Regardez votre courrier" in page
    link = house.link()
    person = house.person(ANNA)
    assert (person.status, person.name, person.segments) == (Status.PENDING, "Anna", ("droit",))
    assert "Oui, je m’abonne" in house.get(link)[2]
    assert house.person(ANNA).status is Status.PENDING
    status, _, page = house.post(link)
    assert status == 200
    assert "Bienvenue" in page
    assert house.person(ANNA).status is Status.ACTIVE


def test_a_program_that_opens_every_link_confirms_nobody(house):
    subscribe(house)
    link = house.link()
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
        house.ask(method, link)
    assert house.person(ANNA).status is Status.PENDING


def test_the_mail_holds_nothing_that_a_stranger_typed(house):
    subscribe(house, name="Gagnez 1000 euros sur http://mal.example")
    mail = house.mails()[0]
    assert b"mal.example" not in mail.as_bytes()
    assert mail["To"] == ANNA
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == "Confirmez votre abonnement à La Boussole"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "address",
    ["a@x.example\r\nBcc: all@x.example", "a@x.example, b@x.example", "<script>@x", "", "a" * 400],
)
def test_what_is_no_address_is_told_and_mailed_nowhere(house, address):
    status, _, page = subscribe(house, address)
    assert status == 422
    assert 'role="alert"' in page
    assert "<script>@x" not in page
    subscribe(house)
    assert [mail["To"] for mail in house.mails()] == [ANNA]


def test_an_address_in_any_script_is_mailed_under_the_name_its_server_has(house):
    subscribe(house, "Elodie@BÜCHER.example")
    house.mails()
    [(_, recipient, message)] = house.mailserver.messages
    assert recipient == "Elodie@xn--bcher-kva.example"
    assert b"\r\nTo: Elodie@xn--bcher-kva.example\r\n" in message


def test_a_name_that_would_be_markup_is_a_name(house):
    subscribe(house, name='<script>alert(1)</script>"\u202eevil')
    house.post(house.link())
    subscribe(house)
    house.mails(2)
    page = house.get(house.link())[2]
    assert house.person(ANNA).name == '<script>alert(1)</script>" evil'
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_every_stranger_is_told_the_same(house):
    house.put_in("active@x.example")
    house.put_in("gone@x.example", Status.UNSUBSCRIBED)
    house.put_in("angry@x.example", Status.COMPLAINED)
    answers = {
        subscribe(house, address)[2].replace(address, "")
        for address in ("active@x.example", "gone@x.example", "angry@x.example", "new@x.example")
    }
    assert len(answers) == 1
    assert sorted(mail["To"] for mail in house.mails(3)) == [
        "active@x.example",
        "gone@x.example",
        "new@x.example",
    ]


def test_the_answer_does_not_wait_for_the_mail(house):
    answered = threading.Event()

    def plan(phase: str, _: str) -> str:
        return "" if phase != "rcpt" or answered.wait(20) else "drop"

    house.mailserver.plan = plan
    assert subscribe(house)[0] == 200
    assert house.mailserver.messages == []
    answered.set()
    assert house.mails()


def test_who_is_on_the_list_gets_a_way_to_their_preferences_instead(house):
    house.put_in(ANNA)
    subscribe(house)
    assert house.link().startswith("/preferences/")


def test_one_address_gets_few_mails_and_nobody_is_told(open_house):
    house = open_house(mails_per_day=2)
    pages = {subscribe(house, ANNA.upper() if turn else ANNA)[2] for turn in range(5)}
    subscribe(house, "otto@x.example")
    assert [mail["To"] for mail in house.mails(3)].count("otto@x.example") == 1
    assert len(house.mails(3)) == 3
    assert len(pages) == 1


def test_a_confirmation_comes_back_to_life_for_nobody(house):
    subscribe(house)
    link = house.link()
    house.post(link)
    house.post(f"/unsubscribe/{house.leave_token(ANNA)}")
    status, _, page = house.post(link)
    assert status == 404
    assert "ne vaut plus" in page
    assert house.person(ANNA).status is Status.UNSUBSCRIBED


def test_who_left_may_come_back(house):
    house.put_in(ANNA, Status.UNSUBSCRIBED)
    subscribe(house)
    assert house.person(ANNA).status is Status.UNSUBSCRIBED
    house.post(house.link())
    assert house.person(ANNA).status is Status.ACTIVE


def test_a_confirmation_runs_out(house):
    subscribe(house)
    link = house.link()
    house.clock.pass_(days=7, minutes=1)
    assert house.post(link)[0] == 404
    assert house.person(ANNA).status is Status.PENDING


def test_confirming_twice_is_confirming_once(house):
    subscribe(house)
    link = house.link()
    assert [house.post(link)[0] for _ in range(2)] == [200, 200]
    with house.people.database.connect() as connection:
        kept = dossier(connection, house.person(ANNA))
    assert [one["event"] for one in kept["consent"]] == ["asked", "confirmed"]


def test_forged_and_foreign_tokens_are_worth_nothing(house):
    subscribe(house)
    ticket = house.link().rpartition("/")[2]
    other = "a" if ticket[0] != "a" else "b"
    assert house.post(f"/confirm/{other}{ticket[1:]}")[0] == 404
    assert house.post(f"/preferences/{ticket}")[0] == 404
    assert house.post(f"/unsubscribe/{ticket}")[0] == 404
    assert house.person(ANNA).status is Status.PENDING


def test_a_program_that_fills_in_every_field_is_told_what_all_are_told(house):
    assert subscribe(house, website="http://x.example")[2] == subscribe(house)[2]
    house.mails()
    assert len(house.mailserver.messages) == 1


def test_a_form_on_another_site_is_refused(house):
    for headers in ({"sec_fetch_site": "cross-site"}, {"origin": "https://mal.example"}):
        assert house.post("/subscribe", {"email": ANNA}, **headers)[0] == 403
    assert house.post("/subscribe", {"email": ANNA}, origin=house.address)[0] == 200
