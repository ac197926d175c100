"""The fact check: true claims pass in any spelling and language, false ones do not."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2025, 9, 27)


def failing(sentence: str, *passages: str, language: str = "fr") -> list[tuple[str, str, str]]:
    return [
        (verdict.kind, verdict.text, verdict.status)
        for verdict in check(sentence, passages, language=language, anchor=DAY)
        if verdict.status != "supported" and verdict.kind != "overlap"
    ]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Northwind lève 1,1 Md$.", "Northwind raised $1.1bn."),
        ("Northwind lève 1,1 milliard de dollars.", "Northwind raises 1.1 billion dollars."),
        ("Northwind lève un milliard et demi d’euros.", "Northwind raised €1.5bn."),
        ("Northwind a 400\u202f000 clients.", "Northwind has 400,000 customers."),
        ("Northwind a 500 000 clients.", "Northwind has half a million customers."),
        ("Northwind aura 2 GW.", "Northwind will have 2,000 megawatts."),
        ("Northwind ouvre le 27 septembre.", "Northwind opens on Sept. 27."),
        ("Northwind ouvre en septembre.", "Northwind opens on September 27, 2025."),
        ("Northwind ouvre jeudi.", "Northwind opened on Thursday."),
        ("Northwind paie environ 53 milliards de yuans.", "Northwind pays 53.4 billion yuan."),
        ("Northwind paie 42 cents.", "Northwind pays $0.42."),
        ("Northwind triple ses effectifs par 3.", "Northwind tripled its staff."),
        ("On voit Saint-Étienne.", "On a vu Saint Etienne."),
        ("Le traité lie Londres et l’Otan.", "The treaty binds London and NATO."),
        ("Anna Stone dirige Northwind.", "Stone, Anna, runs Northwind's board."),
        ("Elle y voit « un pas de géant ».", "C’est “un pas de géant”, dit-elle."),
        ("Elle dit : « un pas […] mais tard ».", "« Un pas utile, mais tard », dit-elle."),
    ],
)
def test_a_true_claim_passes(sentence: str, passage: str) -> None:
    assert failing(sentence, passage) == []


@pytest.mark.parametrize(
    ("sentence", "passage", "kind", "status"),
    [
        ("Northwind lève 1,2 Md$.", "Northwind raised $1.1bn.", "amount", "contradicted"),
        ("Northwind lève 1,1 Md€.", "Northwind raised $1.1bn.", "amount", "contradicted"),
        ("Northwind lève 1,1 M$.", "Northwind raised $1.1bn.", "amount", "contradicted"),
        ("Northwind aura 8 MW.", "Northwind will have 8 GW.", "amount", "contradicted"),
        ("Northwind lève 1,1 Md$.", "Northwind raised money.", "amount", "unsupported"),
        ("Northwind a 300 clients.", "Northwind has 200 customers.", "number", "contradicted"),
        ("Northwind ouvre le 28 septembre.", "It opens on Sept. 27.", "date", "contradicted"),
        ("On ouvre en 2027.", "It opens in 2026.", "date", "contradicted"),
        ("On verra Anna Stone.", "Paul Stone meets Anna White there.", "name", "contradicted"),
        ("Elle y voit « un grand pas ».", "C’est « un petit pas ».", "quotation", "contradicted"),
    ],
)
def test_a_false_claim_does_not(sentence: str, passage: str, kind: str, status: str) -> None:
    assert (kind, status) in [(kind, status) for kind, _, status in failing(sentence, passage)]
