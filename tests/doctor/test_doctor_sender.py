"""What receivers look at before they believe that a mail is ours: asked of a real name server."""

import base64
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digest.doctor import Domain, Light, Names, domain_points, examined
from digest.languages import phrases

DNS = runpy.run_path(str(Path(__file__).with_name("dns_server.py")))
DOMAIN = Domain(
    sender="lettre.example.fr", returns="retours.example.fr", relay="smtp.example.fr", selector="s1"
)


@cache
def key(bits: int) -> str:
    public = rsa.generate_private_key(65537, bits).public_key()
    octets = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(octets).decode()


def pieces(text: str) -> str:
    """A TXT record's text, cut as long ones are."""
    return " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200))


def zone(**other: object) -> dict:
    """All as it should be, but for what is named: `spf=…`, `dkim=…`, `dmarc=…`."""
    spf = other.get("spf", ["v=spf1 include:_spf.relay.example ~all"])
    found = {
        ("_spf.relay.example", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 -all"'],
        ("lettre.example.fr", "MX"): ["10 mx.example.fr."],
        ("retours.example.fr", "MX"): ["20 b.example.fr.", "10 a.example.fr."],
        ("smtp.example.fr", "A"): ["192.0.2.7"],
        ("7.2.0.192.in-addr.arpa", "PTR"): ["smtp.example.fr."],
    }
    if spf:
        found["retours.example.fr", "TXT"] = ['"google-site=1"', *(pieces(text) for text in spf)]
    if dkim := other.get("dkim", f"v=DKIM1; k=rsa; p={key(2048)}"):
        found["s1._domainkey.lettre.example.fr", "TXT"] = [pieces(dkim)]
    for name, text in other.get("dmarc", {"_dmarc.example.fr": "v=DMARC1; p=quarantine"}).items():
        found[name, "TXT"] = [pieces(text)]
    return found


def look(records: dict, domain: Domain = DOMAIN) -> dict[str, list]:
    with DNS["serving"](records) as server:
        names = Names(server.address, patience=0.6)
        found: dict[str, list] = {}
        for point in examined(domain_points(domain, names, phrases("fr")), phrases("fr")):
            found.setdefault(point.name, []).append(point)
    return found


def test_a_domain_that_is_well_kept_is_green_all_over():
    found = look(zone())
    assert {point.light for points in found.values() for point in points} == {Light.GREEN}
    assert list(found) == ["spf", "dkim", "dmarc", "mx", "ptr"]
    assert "a.example.fr" in found["mx"][1].said


@pytest.mark.parametrize(
    ("spf", "light", "words"),
    [
        ([], Light.RED, "ne dit pas qui peut envoyer"),
        (["v=spf1 -all", "v=spf1 a ~all"], Light.RED, "plusieurs"),
        (["v=spf1 +all"], Light.RED, "tout le monde"),
        (["v=spf1 a ?all"], Light.AMBER, "ne dit rien des autres"),
        (["v=spf1 " + "a:h.example " * 10 + "include:_spf.relay.example -all"], Light.RED, "11"),
        (["v=spf1 include:retours.example.fr -all"], Light.GREEN, ""),
        (["v=spf1 redirect=_spf.relay.example"], Light.GREEN, ""),
    ],
)
def test_spf(spf, light, words):
    [point] = look(zone(spf=spf))["spf"]
    assert (point.light, words in point.said) == (light, True)
    assert bool(point.remedy) == (light is not Light.GREEN)


@pytest.mark.parametrize(
    ("record", "light"),
    [
        (None, Light.RED),
        ("v=DKIM1; k=rsa; p=", Light.RED),
        ("v=DKIM1; p=AAAA", Light.RED),
        (f"k=rsa; p={key(1024)}", Light.RED),
        ("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", Light.GREEN),
    ],
)
def test_dkim(record, light):
    assert look(zone(dkim=record))["dkim"][0].light is light


def test_the_key_that_signs_is_the_one_that_is_published():
    ours = replace(DOMAIN, record=f"v=DKIM1; k=rsa; p={key(2048)}")
    assert look(zone(), ours)["dkim"][0].light is Light.GREEN
    [point] = look(zone(dkim=f"v=DKIM1; p={key(2056)}"), ours)["dkim"]
    assert point.light is Light.RED
    assert key(2048) in point.remedy


def test_a_key_that_is_not_rsa_is_no_rsa_key():
    public = ed25519.Ed25519PrivateKey.generate().public_key()
    octets = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    record = f"v=DKIM1; p={base64.b64encode(octets).decode()}"
    assert look(zone(dkim=record))["dkim"][0].light is Light.RED


def test_without_a_key_of_ours_the_relay_must_sign():
    [point] = look(zone(), replace(DOMAIN, selector=""))["dkim"]
    assert point.light is Light.AMBER
    assert "dkim=pass" in point.remedy


@pytest.mark.parametrize(
    ("records", "light"),
    [
        ({}, Light.RED),
        ({"_dmarc.lettre.example.fr": "v=DMARC1; p=reject"}, Light.GREEN),
        ({"_dmarc.example.fr": "v=DMARC1; p=none"}, Light.AMBER),
        ({"_dmarc.example.fr": "v=DMARC1; sp=none"}, Light.RED),
    ],
)
def test_dmarc(records, light):
    assert look(zone(dmarc=records))["dmarc"][0].light is light


def test_bounces_of_another_house_count_only_with_a_signature():
    elsewhere = replace(DOMAIN, returns="bounce.relay.example")
    records = zone() | {("bounce.relay.example", "MX"): ["10 mx.relay.example."]}
    assert look(records, elsewhere)["dmarc"][0].light is Light.GREEN
    assert look(records, replace(elsewhere, selector=""))["dmarc"][0].light is Light.AMBER


@pytest.mark.parametrize(
    ("records", "light"),
    [
        ({("retours.example.fr", "MX"): ["0 ."]}, Light.RED),
        (
            {("retours.example.fr", "MX"): (), ("retours.example.fr", "A"): ["192.0.2.1"]},
            Light.AMBER,
        ),
        ({("retours.example.fr", "MX"): ()}, Light.RED),
    ],
)
def test_mail_that_comes_back_must_arrive(records, light):
    found = {key: value for key, value in (zone() | records).items() if value}
    assert [point.light for point in look(found)["mx"]] == [Light.GREEN, light]


@pytest.mark.parametrize(
    ("relay", "records", "light"),
    [
        ("127.0.0.1", {}, Light.AMBER),
        ("nowhere.example", {}, Light.RED),
        ("smtp.example.fr", {("7.2.0.192.in-addr.arpa", "PTR"): ["other.example."]}, Light.AMBER),
    ],
)
def test_the_relay_has_a_name_that_leads_back_to_it(relay, records, light):
    found = look(zone() | records, replace(DOMAIN, relay=relay))
    assert found["ptr"][0].light is light


def test_a_name_server_that_is_silent_stops_nothing():
    found = look(zone() | {("retours.example.fr", "TXT"): "silence"})
    assert found["spf"][0].light is Light.RED
    assert "--nameserver" in found["spf"][0].remedy
    assert found["dkim"][0].light is Light.GREEN


def test_each_question_is_asked_once():
    with DNS["serving"](zone()) as server:
        names = Names(server.address)
        for _ in range(2):
            list(examined(domain_points(DOMAIN, names, phrases("en")), phrases("en")))
        assert len(server.asked) == len(set(server.asked))
