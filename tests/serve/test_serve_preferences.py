"""What a person receives and what is kept about them: for whoever reads their mail, and nobody else."""

import json

from digest.subscribers.schema import Status

ANNA = "anna@lecteurs.example"


def opened(house) -> str:
    house.post("/preferences?lang=fr", {"email": ANNA})
    return house.link()


def test_the_link_comes_by_mail_and_only_to_who_is_known(house):
    house.put_in(ANNA)
    known = house.post("/preferences?lang=fr", {"email": ANNA})[2]
    strange = house.post("/preferences?lang=fr", {"email": "otto@x.example"})[2]
    assert known == strange
    assert ANNA in house.get(house.link())[2]
    assert [mail["To"] for mail in house.mails()] == [ANNA]
    assert house.person("otto@x.example") is None


def test_the_link_of_an_issue_opens_no_preferences(house):
    house.put_in(ANNA)
    assert house.get(f"/preferences/{house.leave_token(ANNA)}")[0] == 404


def test_name_and_choices_are_theirs_and_the_plan_is_not(house):
    house.put_in(ANNA, Status.ACTIVE, "paid", "tech")
    link = opened(house)
    _, _, page = house.post(link, {"name": "Anna\r\nBcc: x", "segment": ["droit", "vip"]})
    assert "C’est enregistré" in page
    person = house.person(ANNA)
    assert (person.name, person.segments) == ("Anna Bcc: x", ("droit", "paid"))


def test_an_export_holds_all_that_is_kept(house):
    house.put_in(ANNA, Status.ACTIVE, "tech")
    status, headers, body = house.get(f"{opened(house)}/export")
    assert status == 200
    assert headers["content-disposition"].startswith("attachment")
    kept = json.loads(body)
    assert kept["address"] == ANNA
    assert [line["event"] for line in kept["consent"]] == ["added"]


def test_leaving_there(house):
    house.put_in(ANNA)
    link = opened(house)
    assert house.get(f"{link}/leave")[0] == 404
    assert house.person(ANNA).status is Status.ACTIVE
    assert "désabonné" in house.post(f"{link}/leave")[2]
    assert house.person(ANNA).status is Status.UNSUBSCRIBED
    assert "Vous ne recevez pas" in house.get(link)[2]


def test_the_link_is_good_for_a_day(house):
    house.put_in(ANNA)
    link = opened(house)
    house.clock.pass_(days=1, minutes=1)
    for method, path in (("GET", link), ("GET", f"{link}/export"), ("POST", f"{link}/leave")):
        assert house.ask(method, path)[0] == 404
    assert house.person(ANNA).status is Status.ACTIVE


def test_a_form_on_another_site_changes_nothing(house):
    house.put_in(ANNA)
    link = opened(house)
    for path in (link, f"{link}/leave", "/preferences"):
        assert house.post(path, {"email": ANNA}, sec_fetch_site="cross-site")[0] == 403
    assert house.person(ANNA).status is Status.ACTIVE
