"""Which article is a copy of which."""

import random
from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.article import make_article
from digest.collect.duplicates import copies
from digest.model import Article


def text(seed: int, length: int = 200) -> str:
    """Words without a meaning, the same for the same seed."""
    chosen = random.Random(seed)  # noqa: S311  # not for secrets
    return " ".join(f"mot{chosen.randrange(500)}" for _ in range(length))


def article(name: str, body: str, day: int | None = None, part_of: str | None = None) -> Article:
    published = datetime(2025, 9, day, tzinfo=UTC) if day else None
    return make_article(
        url=f"https://{name}.example/", title=name, text=body, source=name, published=published,
        language="fr", part_of=part_of,
    )  # fmt: skip


def test_the_earliest_is_the_original() -> None:
    first, second = article("a", text(1), 2), article("b", text(1), 1)
    assert copies([first, second]) == {first.id: second.id}


def test_an_unknown_date_is_the_latest() -> None:
    dated, undated = article("a", text(1), 2), article("b", text(1))
    assert copies([undated, dated]) == {undated.id: dated.id}


def test_of_the_same_day_the_longest_is_the_original() -> None:
    short, long = article("a", text(1, 150)), article("b", text(1, 200))
    assert copies([short, long]) == {short.id: long.id}


def test_a_few_changed_words_make_a_copy() -> None:
    words = text(1).split()
    words[::10] = [f"autre{number}" for number in range(20)]
    one, other = article("a", text(1), 1), article("b", " ".join(words), 2)
    assert copies([one, other]) == {other.id: one.id}


def test_a_new_half_makes_another_version() -> None:
    one = article("a", text(1, 200), 1)
    other = article("b", f"{text(1, 100)} {text(2, 100)}", 2)
    assert copies([one, other]) == {}


def test_what_was_cut_off_is_a_copy_and_what_grew_in_its_middle_another_version() -> None:
    first = text(1, 160)
    words = first.split()
    pieces = [" ".join(words[start : start + 40]) for start in range(0, 160, 40)]
    longer = " ".join(f"{piece} {text(10 + n, 40)}" for n, piece in enumerate(pieces))
    one = article("a", first, 1)
    grown, cut = article("b", longer, 2), article("c", " ".join(pieces[:2]), 3)
    assert copies([one, grown, cut]) == {cut.id: one.id}


def test_a_shared_formula_makes_no_copy() -> None:
    formula = text(9, 15)
    assert (
        copies([article("a", f"{text(1, 12)} {formula}"), article("b", f"{text(2, 12)} {formula}")])
        == {}
    )


def test_a_digest_made_of_quotations_is_no_copy() -> None:
    assert copies([article("a", text(1, 600), 1), article("b", text(1, 50), 2)]) == {}


MATCH = (
    "{} a battu {} sur le score de {} samedi soir lors de la quinzième journée du championnat de football. Les deux"
    " équipes se retrouveront en janvier pour le match retour. Le classement complet et les résultats de la journée"
    " sont à retrouver sur notre page du championnat."
)
CLOSING = (
    "La Bourse de Paris a terminé la séance de {} en hausse de {} %, l'indice phare s'inscrivant à {} points après"
    " avoir évolué dans une fourchette étroite. Le volume des échanges a atteint {} milliards d'euros. Parmi les"
    " valeurs, le luxe a pris {} % tandis que les banques cédaient {} %. L'euro valait {} dollar en fin de séance."
)


@pytest.mark.parametrize(
    ("form", "one", "other"),
    [
        (MATCH, ("Nordal", "Kestrel", "3-1"), ("Ostrel", "Halvard", "2-0")),
        (
            CLOSING,
            ("lundi", "1,2", "7013", "2,9", "1", "2", "1,14"),
            ("mardi", "3,4", "7028", "3,1", "4", "5", "1,17"),
        ),
    ],
    ids=["match", "closing"],
)
def test_one_form_of_words_for_two_events_makes_no_copy(
    form: str, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    first, second = article("a", form.format(*one), 1), article("b", form.format(*other), 2)
    again = article("c", form.format(*one).upper(), 3)
    assert copies([first, second, again]) == {again.id: first.id}


def test_items_of_one_newsletter_are_not_copies_of_each_other() -> None:
    assert copies([article("a", text(1), part_of="N"), article("b", text(1), part_of="N")]) == {}


def test_a_copy_of_a_copy_has_the_same_original() -> None:
    words = text(1).split()
    once = [*words[:20], *text(2, 20).split(), *words[40:]]
    twice = [*once[:100], *text(3, 20).split(), *once[120:]]
    three = [
        article(*each)
        for each in (("a", text(1), 1), ("b", " ".join(once), 2), ("c", " ".join(twice), 3))
    ]
    found = copies(three)
    assert set(found.values()) == {three[0].id}
    assert len(found) == 2


def test_the_order_does_not_matter() -> None:
    articles = [article(name, text(n // 2), n % 3 + 1) for n, name in enumerate("abcd")]
    results = [copies(order) for order in permutations(articles)]
    assert all(result == results[0] for result in results)


def test_no_break_spaces_capitals_and_accents_do_not_matter() -> None:
    one = article("a", f"é {text(1)}", 1)
    other = article("b", f"É {text(1)}".replace(" ", "\u00a0").upper(), 2)
    assert copies([one, other]) == {other.id: one.id}


@pytest.mark.slow  # 120 copies
def test_a_text_that_everybody_copies_has_one_original() -> None:
    many = [article(f"n{number}", text(1), 1 + number % 28) for number in range(120)]
    found = copies(many)
    assert len(found) == 119
    assert len(set(found.values())) == 1


@pytest.mark.parametrize("piece", ["a", "A ", "1", "1.", "d'A", ", A"])
def test_hostile_texts_take_linear_time(linear, piece: str) -> None:
    linear(
        lambda body: copies([article("a", f"{text(1)} {body}"), article("b", f"{text(1)} {body}")]),
        piece * (20_000 // len(piece)),
    )


def test_texts_too_short_to_compare() -> None:
    assert copies([]) == {}
    assert copies([article("a", ""), article("b", "un deux")]) == {}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(20, 200), st.integers(1, 5)), max_size=12))
def test_an_original_is_never_a_copy(seeds: list[tuple[int, int, int]]) -> None:
    articles = [article(f"n{n}", text(s, size), day) for n, (s, size, day) in enumerate(seeds)]
    found = copies(articles)
    assert not set(found) & set(found.values())
    assert set(found) | set(found.values()) <= {one.id for one in articles}
