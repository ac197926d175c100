"""Leaving takes one POST, from anybody who holds the mail's token, and nothing less (RFC 8058)."""

import pytest

from digest.subscribers.schema import Status

ANNA = "anna@lecteurs.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_one_post_without_cookie_login_or_redirect_takes_a_reader_off(house):
    house.put_in(ANNA)
    path = f"/unsubscribe/{house.leave_token(ANNA)}"
    status, headers, page = house.post(path, ONE_CLICK)
    assert (status, headers["location"], headers["set-cookie"]) == (200, None, None)
    assert "Vous êtes désabonné" in page
    assert house.person(ANNA).status is Status.UNSUBSCRIBED


def test_a_mail_program_may_send_the_field_as_multipart(house):
    house.put_in(ANNA)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--'
    )
    path = f"/unsubscribe/{house.leave_token(ANNA)}"
    assert house.post(path, body, content_type="multipart/form-data; boundary=x")[0] == 200
    assert house.person(ANNA).status is Status.UNSUBSCRIBED


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"])
def test_no_other_method_takes_anybody_off(house, method):
    house.put_in(ANNA)
    house.ask(method, f"/unsubscribe/{house.leave_token(ANNA)}")
    assert house.person(ANNA).status is Status.ACTIVE


def test_a_person_who_opens_the_link_is_shown_a_button_and_no_address(house):
    house.put_in(ANNA)
    status, _, page = house.get(f"/unsubscribe/{house.leave_token(ANNA)}")
    assert status == 200
    assert "Me désabonner" in page
    assert ANNA not in page


def test_mail_programs_ask_from_elsewhere(house):
    house.put_in(ANNA)
    path = f"/unsubscribe/{house.leave_token(ANNA)}"
    headers = {"origin": "https://mail.example", "sec_fetch_site": "cross-site"}
    assert house.post(path, ONE_CLICK, **headers)[0] == 200


def test_leaving_twice_is_leaving_once_and_sounds_the_same(house):
    house.put_in(ANNA)
    path = f"/unsubscribe/{house.leave_token(ANNA)}"
    assert house.post(path, ONE_CLICK)[2] == house.post(path, ONE_CLICK)[2]


def test_the_token_of_somebody_who_was_erased_sounds_the_same_too(house):
    house.put_in(ANNA)
    path = f"/unsubscribe/{house.leave_token(ANNA)}"
    page = house.post(path, ONE_CLICK)[2]
    from digest.subscribers import register

    person = house.person(ANNA)
    with house.people.database.begin() as connection:
        register.forget(connection, person, now=house.clock.now())
    assert house.post(path, ONE_CLICK)[2] == page


def test_a_token_that_was_not_made_here_is_told_so(house):
    house.put_in(ANNA)
    status, _, page = house.post(f"/unsubscribe/{'a' * 52}", ONE_CLICK)
    assert status == 404
    assert "lettre@boussole.example" in page
    assert house.person(ANNA).status is Status.ACTIVE


def test_providers_that_ask_for_many_readers_at_once_are_never_refused(open_house):
    house = open_house(posts_per_hour=2)
    for number in range(5):
        house.put_in(f"r{number}@x.example")
        path = f"/unsubscribe/{house.leave_token(f'r{number}@x.example')}"
        assert house.post(path, ONE_CLICK)[0] == 200
