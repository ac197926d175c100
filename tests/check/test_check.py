"""What a finding says, and what the settings may change."""

import pytest

from digest.check import explain, names
from digest.errors import ConfigError
from digest.model import Severity


def test_a_finding_names_line_item_evidence_and_remedy(findings, letter):
    (found,) = findings([("[Dépêche]", "[ici]")])
    assert found.rule == "link-text"
    assert found.severity is Severity.WARNING
    assert found.item == "sb1b2c3d4e5f6"
    assert letter["DRAFT"].splitlines()[found.line - 1].startswith("- **La plaine attend**")
    assert "ici" in found.message
    assert found.remedy


def test_the_order_is_that_of_the_rules(findings):
    found = findings([("[Dépêche]", "[ici]"), ("Une vigie", "Une vigie TODO, Qui paie?")])
    order = [names().index(finding.rule) for finding in found]
    assert order == sorted(order)


def test_a_rule_may_be_turned_into_a_warning(findings):
    change = [("https://depeche.example/plaine", "http://localhost/plaine")]
    assert {f.severity for f in findings(change)} == {Severity.ERROR}
    assert {f.severity for f in findings(change, warn=("link",))} == {Severity.WARNING}


@pytest.mark.parametrize(
    "name", ["unsubscribe", "placeholder", "subscribers-only", "lost-words", "editorial"]
)
def test_what_protects_readers_cannot_be_turned_off(findings, name):
    with pytest.raises(ConfigError, match="protects readers"):
        findings(warn=(name,))


def test_a_rule_that_does_not_exist_is_named(findings):
    with pytest.raises(ConfigError, match="there is no rule 'sizes'"):
        findings(warn=("sizes",))


@pytest.mark.parametrize("name", names())
def test_every_rule_explains_itself(name):
    said = explain(name)
    assert said.startswith(name)
    assert "→" in said


def test_a_mail_between_80_and_95_kilobytes_only_warns(findings):
    (found,) = findings(html=[("Une vigie", "Une vigie" + "<i></i>" * 10_000)])
    assert (found.rule, found.severity) == ("size", Severity.WARNING)
    assert "Réseaux" in found.message


def test_an_article_may_speak_of_anything_once(findings):
    calm = "Elle a dit « None », et 50 % ; l’ordre : *todo* et 3 < 5. Voir_ci_après, `{{ x` non"
    assert {f.rule for f in findings([("Une vigie", calm)])} <= {"placeholder", "fact-unsupported"}
    found = findings([("Une vigie", calm.replace("`{{ x` ", ""))])
    assert {f.rule for f in found} <= {"fact-unsupported"}


def test_words_that_everyone_is_told_are_no_secret(findings):
    again = "La carte complète des hangars est réservée aux abonnés payants."
    assert not findings([("Ni les uns", f"{again}\n\nNi les uns")])


def test_a_foreign_item_keeps_its_own_typography(findings):
    item = "<!-- sb1b2c3d4e5f6 -->"
    change = [("La plaine attend", "What now?"), (item, item.replace("6 -", "6 lang:en -"))]
    assert not findings(change)


@pytest.mark.parametrize("piece", ["x", "](", "![", "{", "a://", " a", "[[", "« "])
def test_hostile_words_take_linear_time(linear, findings, piece):
    linear(
        lambda words: findings([("Une vigie", f"Une vigie {words}")]),
        piece * (30_000 // len(piece)),
    )


@pytest.mark.parametrize(
    ("key", "colour", "palette"),
    [("accent", "#f0c0b0", "light"), ("accent_dark", "#303a40", "dark")],
)
def test_a_brand_that_cannot_be_read_is_named_with_its_setting(
    findings, letter, key, colour, palette
):
    newsletter = letter["NEWSLETTER"]
    brand = newsletter.brand.model_copy(update={key: colour})
    found = findings(newsletter=newsletter.model_copy(update={"brand": brand}))
    assert {one.rule for one in found} == {"contrast"}
    assert f"In the {palette}" in found[0].message
    assert f"newsletter.brand: {key}" in found[0].message


def test_what_only_subscribers_get_is_looked_at_too(findings):
    secret = "La carte complète des hangars est réservée aux abonnés payants."
    change = [(secret, f"{secret} Voici {{{{ nom }}}} et lorem ipsum.")]
    assert not findings(change)
    found = findings(change, paid=True)
    assert {one.rule for one in found} == {"placeholder"}
    assert all(one.message.startswith("For subscribers: ") for one in found)


def test_what_both_mails_have_is_told_once(findings):
    change = [("[Dépêche]", "[ici]")]
    assert findings(change, paid=True) == findings(change)


def test_a_sound_issue_is_sound_for_subscribers(findings):
    assert findings(paid=True) == ()
