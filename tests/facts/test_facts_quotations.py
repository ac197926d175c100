"""What stands between quotation marks, of every kind and within each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.facts import check, quotations


def found(text: str) -> list[str]:
    return [span.text for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit : « Oui. »", ["Oui."]),
        ('She said "yes" and “no”.', ["yes", "no"]),
        ("« Il a crié “non” hier »", ["Il a crié “non” hier", "non"]),
        ("« Elle « rit » encore »", ["Elle « rit » encore", "rit"]),
        ("„ja“", ["ja"]),
        ("« jamais fermé", []),
        ("She said ‘yes, it’s done’ and left.", ["yes, it’s done"]),
        ("“He cried ‘no’ twice,” she said", ["He cried ‘no’ twice,", "no"]),
        ("the workers’ hall and the ‘90s, not the owners’", []),
        ("l’usine d’Anna, aujourd’hui", []),
        ("« coupé\n\npar un blanc »", []),
        ("fermé »", []),
        ("«\u00a0 \u00a0»", []),
        ("‹ Oui › et 「Non」", ["Oui", "Non"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Elle avoue : « Nous avons menti.", ["Nous avons menti."]),
        ("Nous le referons », dit-elle.", ["Nous le referons"]),
        ('Elle avoue : "Nous avons menti.', ["Nous avons menti."]),
        ('Nous le referons", dit-elle.', ["Nous le referons"]),
        ("Elle dit « oui », puis « Nous avons menti.", ["oui", "Nous avons menti."]),
        ('Un écran de 6,1" arrive.', []),
        ("Un écran de 6,1” arrive.", []),
    ],
)
def test_a_sentence_that_was_cut_out_of_a_quotation(sentence: str, expected: list[str]) -> None:
    assert [span.text for span in quotations(sentence, cut=True)] == expected


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("« Nous partons, dit-elle. C’est fini. »", "supported"),
        ("« Nous partons, a-t-elle ajouté, c’est fini »", "supported"),
        ("« Nous restons, dit-elle. C’est fini. »", "contradicted"),
        ("« Nous, dit-elle. C’est fini. »", "contradicted"),
        ("« Nous partons, et elle. C’est fini. »", "contradicted"),
    ],
)
def test_who_speaks_may_stand_inside_the_guillemets(said: str, status: str) -> None:
    passage = "« Nous partons. C’est fini », dit-elle."
    found = check(said, (passage,), language="fr", anchor=date(2025, 9, 24))
    assert [one.status for one in found if one.kind == "quotation"] == [status]


def test_both_halves_of_an_invented_quotation_are_doubted() -> None:
    for half in ("Elle avoue : « Nous avons menti.", "Nous le referons », dit-elle."):
        found = check(half, ("Elle parle.",), language="fr", anchor=date(2025, 9, 24))
        assert "unsupported" in {one.status for one in found if one.kind == "quotation"}


@given(st.text(alphabet='«»“”„‘’" ab\n', max_size=60))
def test_offsets_are_true(text: str) -> None:
    for span in (*quotations(text), *quotations(text, cut=True)):
        assert span.text == text[span.start : span.end]
        assert span.text.strip() == span.text != ""


@pytest.mark.parametrize("hostile", ["«" * 100_000, '"' * 100_000, "“„" * 50_000, "‘a" * 50_000])
def test_work_grows_with_the_text_and_no_faster(linear, hostile: str) -> None:
    linear(quotations, hostile)


@pytest.mark.parametrize(
    ("sentence", "passage", "status"),
    [
        ("« Nous […] fermerons […] l’usine »", "« Nous ne fermerons pas l’usine », dit-il.", "contradicted"),
        ("« Nous […] fermerons l’usine »", "« Nous, hélas, fermerons l’usine », dit-il.", "supported"),
        ("« Nous ne […] fermerons pas »", "« Nous ne la fermerons pas », dit-il.", "supported"),
        (
            "« Le président est un criminel »",
            'He said: "The president is not a criminal", and left the room.',
            "contradicted",
        ),
        (
            "« Le président n’est pas un criminel »",
            'He said: "The president isn’t a criminal", and left the room.',
            "translated",
        ),
        (
            "« Le président n’est qu’un criminel »",
            'He said: "The president is only a criminal", and left the room.',
            "translated",
        ),
    ],
)  # fmt: skip
def test_a_quotation_keeps_its_negation(sentence: str, passage: str, status: str) -> None:
    found = check(sentence, (passage,), language="fr", anchor=date(2025, 9, 24))
    assert [one.status for one in found if one.kind == "quotation"] == [status]
