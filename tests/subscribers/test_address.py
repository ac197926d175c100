import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import DigestError
from digest.subscribers.address import parse


def test_domains_are_told_as_a_labels():
    assert parse("anna@Exämple.org").value == "anna@xn--exmple-cua.org"


def test_two_spellings_that_differ_in_case_are_one_person():
    assert parse("Anna.B@Example.ORG").norm == parse("anna.b@example.org").norm


def test_the_local_part_is_sent_as_it_was_given():
    assert parse("<Anna.B@example.org> ").value == "Anna.B@example.org"


def test_letters_beyond_ascii_are_kept_before_the_at():
    assert parse("zoé@example.org").value == "zoé@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@localhost",
        "anna@127.0.0.1",
        "anna@[127.0.0.1]",
        '"anna"@example.org',
        "an na@example.org",
        "anna..b@example.org",
        "anna@example.org,otto@example.org",
        "anna@example.org\r\nBcc: otto@example.org",
        "anna\u2028@example.org",
        "anna\x00@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b" * 63 + "." + ("c" * 60 + ".") * 4 + "org",
        "anna@exa_mple..org",
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(text: str):
    with pytest.raises(DigestError) as caught:
        parse(text)
    assert "anna" not in caught.value.message


@given(st.text())
def test_whatever_is_accepted_can_stand_in_a_header(text: str):
    try:
        address = parse(text)
    except DigestError:
        return
    assert not set(address.value) & set("\r\n\0<>,;: ")
    assert address.value.count("@") == 1
    assert parse(address.value) == address
