"""The fact check: true claims pass in any spelling and language, false ones do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("L’action vaut 176 dollars hongkongais.", "A share is 176 Hong Kong dollars."),
        ("Il vaut douze milliards de dollars, puis huit.", "From $12bn it fell to $8bn."),
        ("Elle porte cent tonnes.", "It carries 100 metric tons."),
        ("Cela durera deux semaines.", "It will last a fortnight."),
        ("Le yen passe le seuil des 140, à 140,23.", "It passed 140 yen, then hit 140.23."),
        ("Plus de la moitié des employés partent.", "More than half (56%) the employees left."),
        ("Rouler à 110 km/h coûte cher.", "À 110 km/h, le trajet coûte cher."),
        ("Northwind triple ses effectifs par 3.", "Northwind tripled its staff."),
        ("On voit Saint-Étienne.", "On a vu Saint Etienne."),
        ("Le traité lie Londres et l’Otan.", "The treaty binds London and NATO."),
        ("Anna Stone dirige Northwind.", "Stone, Anna, runs Northwind's board."),
        ("Il a couru le 100 mètres en 10 s 83.", "He ran the 100m in 10.83 seconds."),
        ("Il reste un demi-siècle.", "It will take 50 years."),
        ("On place 28 gens en quarantaine.", "28 people were quarantined."),
        ("La quarantaine de 14 jours finit.", "The quarantine of 14 days ends."),
        ("Le train a fait demi-tour.", "The train turned back after 3 hours."),
        ("Les deux pays se parlent.", "India and China talk, the first time in 45 years."),
        ("On vit en Basse-Saxe.", "They live in Lower Saxony."),
        ("Cela dure quarante-huit heures.", "It takes two days."),
        ("On a ouvert trois sites ces dix derniers mois.", "Three sites opened in ten months."),
        ("Le numéro deux de Northwind part.", "The deputy head of Northwind leaves."),
        ("Le match a réuni 16,6 millions de gens.", "It drew 16.59 million people."),
        ("La facture avoisine 53 milliards de yuans.", "The bill is 53.4 billion yuan."),
        ("Les deux tiers des clients partent.", "Some 66% of customers leave."),
        ("À 2 h 09, il fera 7 degrés.", "It will be 7°C at 2:09."),
        ("C’est la phase 1 du plan.", "It is phase one of the plan."),
        ("L’affaire date de novembre 2024.", "It began in November last year."),
        ("Les années 1950 commencent.", "In the 1950s it began."),
        ("C’est la coupe de 2025.", "This year’s cup begins."),
        ("On a voté jeudi.", "The vote was on March 14, 2013."),
        ("La Grande-Bretagne et La Havane signent.", "Britain and Havana sign."),
        ("Le HCR et l’OMS alertent.", "UNHCR and the WHO warn."),
        ("Le chancelier de l’Échiquier parle.", "The chancellor speaks."),
        ("Le Croate bat le Finlandais.", "Croatia’s player beat Finland’s."),
        ("Le concert dure deux heures et demie.", "The concert lasts two and a half hours."),
        ("L’audience dure quinze jours.", "The hearing lasts two weeks."),
        ("Le centre couvre 16 hectares.", "Le centre couvre 160 000 m2."),
        ("La ville est à 80 km.", "The city is 50 miles away."),
        ("Un billet coûte 300 roupies.", "A ticket costs Rs 300."),
        ("Un séisme de magnitude 6,1.", "It was a 6.1-magnitude quake."),
        ("Vingt des 54 voitures sont à Northwind.", "54 cars came, twenty of them Northwind’s."),
        ("L’Italie a 2 000 cas et la France 16 096.", "France has 16,096 cases and Italy 2,000."),
        ("L’opération Barkhane s’arrête au Cap.", "The Barkhane force stops in Cape Town."),
        ("Le malade de la BPCO attend.", "COPD sufferers wait."),
        ("Le 3x3 a 430 000 joueurs dans 182 pays.", "In 182 countries, 430,000 people play it."),
        ("La course passe au Caire à 15 h 45.", "The race reaches Cairo at 3.45pm."),
        ("Il pleut en Bretagne.", "It rains in Brittany."),
        ("Paca attend.", "La région Provence-Alpes-Côte d’Azur attend."),
        ("FW de Klerk arrive.", "Frederik Willem de Klerk arrive."),
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
        ("Il reste un demi-siècle.", "It will take 40 years.", "amount", "contradicted"),
        ("Les deux tiers partent.", "Some 30% leave.", "number", "unsupported"),
        ("L’affaire date de novembre 2023.", "In November last year.", "date", "contradicted"),
        ("C’est la coupe de 2025.", "The 2019 cup.", "date", "contradicted"),
        ("C’est la coupe de 2025.", "Today, the 2019 cup is lost.", "date", "contradicted"),
        ("La saison 2019-2021 finit.", "The 2020-2021 season ends.", "date", "contradicted"),
        ("La saison 2017-2021 finit.", "It ends in early 2021.", "date", "contradicted"),
        ("On rouvre début 2019.", "The 2019-20 season begins.", "date", "contradicted"),
        ("C’est arrivé à 2 h 39.", "It came at 2:09.", "date", "contradicted"),
        ("L’Angleterre gagne.", "Scotland wins.", "name", "unsupported"),
        ("Calvero part.", "Northwind leaves.", "name", "unsupported"),
        ("On verra Anna Stone.", "Paul Stone meets Anna White there.", "name", "contradicted"),
        ("Elle y voit « un grand pas ».", "C’est « un petit pas ».", "quotation", "contradicted"),
    ],
)
def test_a_false_claim_does_not(sentence: str, passage: str, kind: str, status: str) -> None:
    assert (kind, status) in [(kind, status) for kind, _, status in failing(sentence, passage)]


@pytest.mark.parametrize(
    ("sentence", "passage", "doubted"),
    [
        ("Les deux tiers des salariés partent.", "65 % des clients grondent.", ["deux tiers"]),
        ("Les deux tiers des clients partent.", "Some 65% of the staff leave.", ["deux tiers"]),
        ("Plus de deux tiers des clients partent.", "65 % des clients partent.", ["deux tiers"]),
        ("Les deux tiers des clients partent.", "Deux clients partent.", ["deux tiers"]),
        ("Les deux tiers des clients partent.", "Les deux cinquièmes partent.", ["deux tiers"]),
        ("Un tiers des clients part.", "Deux tiers des clients partent.", ["Un tiers"]),
        ("Un tiers des clients part.", "Two-thirds of customers leave.", ["Un tiers"]),
        ("La moitié des clients part.", "A third of customers left.", ["La moitié"]),
        ("La moitié des clients part.", "25 % des clients partent.", ["La moitié"]),
        ("La moitié du parc roule.", "Le parc roule, en demi-teinte.", ["La moitié"]),
        ("Un tiers des femmes partent.", "Un tiers des hommes, un quart des femmes.", ["Un tiers"]),
        ("Un tiers des clients part.", "Half of the customers left.", ["Un tiers"]),
        ("Un client sur quatre part.", "20 % des clients partent.", ["quatre"]),
        (
            "Trois clients sur cinq partent.",
            "80 % des trois clients et des cinq usines.",
            ["Trois clients sur cinq"],
        ),
        ("C’est la quinzième édition.", "This is the 14th edition.", ["quinzième"]),
        (
            "La panne a duré 15 heures.",
            "On a compté 3 pannes, et une de deux heures.",
            ["15 heures"],
        ),
        ("La panne a duré 12 heures.", "La panne a touché 12 rames.", ["12 heures"]),
        ("La panne a duré 5 heures.", "The outage began at 5 am.", ["5 heures"]),
        ("La panne a cessé après 5 heures.", "The outage began at 5 am.", ["5 heures"]),
        ("La panne a cessé à 5 heures.", "The outage ended at 5 pm.", ["5 heures"]),
        ("Il part à 15 h 45.", "Il part à 9 h 45.", ["15 h 45"]),
        ("Il prend 12 ans de prison.", "Il prend 12 mois de prison.", ["12 ans"]),
        ("Il prend 45 ans de prison.", "The firm employs 45 people.", ["45 ans"]),
        (
            "Il paie 1,2 billion de dollars.",
            "He pays 1.2 billion dollars.",
            ["1,2 billion de dollars"],
        ),
        ("Il part à 15h45.", "Il part à 15h30.", ["15h45"]),
        ("Tout ferme de 22 h à 7 h.", "Tout ferme de 22 h à 8 h.", ["7 h"]),
        ("Elle tient jusqu’à neuf heures.", "It works for up to eight hours.", ["neuf heures"]),
        ("50 % des clients partent.", "La moitié des usines ferme.", ["50 %"]),
        ("50 % des clients partent.", "In the second half, customers left.", ["50 %"]),
        ("25 % des clients partent.", "The quarter was bad for customers.", ["25 %"]),
        ("Il paie 2 M$ ; elle en avait payé 6 en 2019.", "2 M$, après les 5 M$ de 2019.", ["6"]),
        ("Il paie 2 M$ et ouvre 5 usines.", "Il paie 2 M$, elle 5 M$.", ["5"]),
    ],
)
def test_a_figure_of_something_else_does_not_prove_one(
    sentence: str, passage: str, doubted: list[str]
) -> None:
    assert [text for _, text, _ in failing(sentence, passage)] == doubted


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Les deux tiers des clients partent.", "Two-thirds of customers leave."),
        ("La panne a cessé vers 17 heures.", "The outage ended at 5 p.m. on Friday."),
        ("La panne a cessé à 8 heures.", "It ended at 08:00."),
        ("La panne a duré 48 heures.", "The outage lasted two days."),
        ("Il part à 15 h 45.", "Il part à 15h45."),
        ("Il part à quatre heures.", "He leaves at 4am."),
        ("Le site est à 3 heures de Lyon.", "The site is three hours from Lyon."),
        ("Tout ferme de 22 h à 8 h.", "It all closes from 10pm to 8am."),
        ("Elle tient jusqu’à huit heures.", "It works for up to eight hours."),
        ("50 % des clients partent.", "La moitié des clients part."),
        ("50 % des clients partent.", "Half of the customers leave."),
        ("La moitié des clients part.", "The firm halved its customers."),
        ("Plus de la moitié des clients part.", "54 % des clients partent."),
        ("Un client sur cinq part.", "20 % des clients partent."),
        ("20 % des clients partent.", "Un client sur cinq part."),
        ("Un tiers des clients part.", "One in three customers leaves."),
        ("Il attend un quart d’heure.", "He waits."),
        ("Ils partagent moitié-moitié.", "They share alike."),
        ("Il coûte quarante-deux cents.", "It costs 42 cents."),
        ("Il a quatre mois pour signer.", "He has 120 days to sign."),
        ("L’équipe est multipliée par cinq.", "The team grows fivefold."),
        ("Il fait moins de zéro.", "It is freezing."),
        ("L’économie de demain attend.", "The economy of the future waits."),
        ("L’aide sert aujourd’hui à l’usine.", "The aid helps the plant."),
        ("Il en coûte de 1 500 à 5 000 dollars.", "100 000 dollars, contre 1 500 à 5 000 hier."),
        ("Il joue sur deux tableaux.", "It plays both sides."),
        ("Le 25 septembre, un jeudi, il part.", "Jeudi 25 septembre, il part."),
        ("Il passe de 120 à 300 clients.", "Il a 120 clients et en vise 300."),
        ("Il paie 2 M$, dont 1 M$ d’amende.", "He pays $2m, of which a $1m fine."),
        ("Huit salariés sur dix partent.", "Eight out of ten of the staff leave."),
        ("8 salariés sur 10 partent.", "Out of 10 workers, 8 leave."),
        ("Il a gagné 12 matchs sur 15.", "He won 12 of 15 matches."),
        (
            "Il en veut dix pour 5 M$ ; il a 7 GW.",
            "He wants ten gigawatts for $5m; he is close to seven.",
        ),
        ("Le sort d’un tiers lui importe.", "He cares for others."),
        ("Il paie 2 M$ ; elle en avait payé 5 en 2019.", "2 M$, après les 5 M$ de 2019."),
        ("Il signe pour 12 Md$ en mars.", "Il signe pour 6 Md$ après 12 en mars."),
        ("Le fonds et la banque ont, à eux deux, 45 %.", "Le fonds et la banque auraient 45 %."),
    ],
)
def test_a_part_and_an_hour_pass_in_other_words(sentence: str, passage: str) -> None:
    assert failing(sentence, passage) == []


def test_a_percentage_bears_out_no_count_of_things() -> None:
    source = "It runs 11 dams and owns 12% of Arctis, up from 9%."
    assert failing("Elle a douze barrages.", source) != []
    assert failing("Elle en a 9 % puis 12 seulement.", source) == []


def test_a_half_of_a_year_is_borne_out_by_no_month_beside_another_half() -> None:
    source = "It opens in the second half of 2027; Ms Stone has led it since January."
    assert failing("Elle ouvre au premier semestre 2027.", source) != []
    assert failing("Elle ouvre au second semestre 2027.", source) == []
    dated = "It opens in January 2027, the other in the second half of 2027."
    assert failing("Elle ouvre au premier semestre 2027.", dated) == []


def test_two_figures_of_two_sentences_make_no_part() -> None:
    source = "The firm has 10 plants. In May 8 workers left."
    assert failing("8 salariés sur 10 partent.", source) != []


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("L’usine ouvrira en 2025.", "The plant will open its doors next year."),
        ("L’usine ouvrira en 2025.", "L’usine ouvrira l’an prochain."),
        ("L’usine ouvrira en 2025.", "L’usine s’ouvrira dans cinq ans."),
        ("L’usine a ouvert en 2025.", "The plant opened last year."),
        ("L’usine ouvrira en 2025.", "On dit cette semaine que l’usine ouvrira l’an prochain."),
        ("L’usine ouvrira en 2025.", "It said yesterday that the plant would open in five years."),
        ("L’usine ouvrira en 2025.", "L’usine ouvrira."),
        ("L’usine a ouvert en août 2025.", "L’usine a ouvert cette semaine."),
        ("La CAN 2025 commence.", "La prochaine CAN commence."),
    ],
)
def test_the_year_of_the_article_proves_no_other(sentence: str, passage: str) -> None:
    assert [kind for kind, _, _ in failing(sentence, passage)] == ["date"]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("L’usine a ouvert en 2025.", "L’usine a ouvert cette année."),
        ("L’usine a ouvert en septembre 2025.", "L’usine a ouvert cette semaine."),
        ("L’usine ouvrira en 2026.", "The plant will open its doors next year."),
    ],
)
def test_the_year_of_the_article_is_its_own(sentence: str, passage: str) -> None:
    assert failing(sentence, passage) == []


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Le texte a les voix de 290 députés.", "Le texte a les voix de 289 députés."),
        ("Le salon a 2 000 clients.", "Le salon a 2 009 clients."),
        ("Le salon coûte 2 000 euros.", "Le salon coûte 2 009 euros."),
        ("Au moins 50 clients partent.", "46 clients partent."),
        ("Plus de 50 clients partent.", "46 clients partent."),
        ("Pas moins de 50 clients partent.", "46 clients partent."),
        ("50 clients au moins partent.", "46 clients partent."),
        ("Moins de 50 clients partent.", "54 clients partent."),
        ("Pas plus de 50 clients partent.", "54 clients partent."),
        ("Plus de 16,6 millions de clients partent.", "16,59 millions de clients partent."),
    ],
)
def test_a_rounding_that_no_word_allows_is_another_figure(sentence: str, passage: str) -> None:
    assert [status for _, _, status in failing(sentence, passage)] == ["contradicted"]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Près de 2 000 clients partent.", "2 009 clients partent."),
        ("Près de 300 clients partent.", "289 clients partent."),
        ("2 000 clients environ partent.", "2 009 clients partent."),
        ("À peu près 2 000 clients partent.", "2 009 clients partent."),
        ("Quelque 2 000 clients partent.", "1 991 clients partent."),
        ("Au moins 50 clients partent.", "54 clients partent."),
        ("Pas moins de 50 clients partent.", "54 clients partent."),
        ("Moins de 50 clients partent.", "46 clients partent."),
        ("Il reste 20 % des clients.", "Il reste 20,1 % des clients."),
        ("Le salon a 16,6 millions de clients.", "Le salon a 16 590 000 clients."),
    ],
)
def test_a_rounding_that_a_word_or_a_scale_owns_up_to_passes(sentence: str, passage: str) -> None:
    assert failing(sentence, passage) == []


def test_a_quotation_in_other_words_of_another_language_is_told_as_a_translation() -> None:
    passage = "The president warned of a “military invasion” of the south."
    said = check("Il redoute une « invasion militaire ».", [passage], language="fr", anchor=DAY)
    invented = check("Il redoute une « attaque aérienne ».", [passage], language="fr", anchor=DAY)
    assert [(v.status, v.nearest) for v in said if v.kind == "quotation"] == [
        ("translated", passage)
    ]
    assert [v.status for v in invented if v.kind == "quotation"] == ["unsupported"]


@pytest.mark.parametrize(
    ("quoted", "original"),
    [
        ("Macron est un menteur et un voleur", "Macron is a great and honest president"),
        ("Stone doit 300 euros à Anna White", "Stone lent 300 euros to Anna White"),
        ("En 2019, vingt traîtres ont fui Paris", "In 2019 some twenty heroes came to Paris"),
        ("Le président a trahi les siens sans remords", "The president has always kept his word"),
    ],
)
def test_names_figures_or_one_word_make_no_translation(quoted: str, original: str) -> None:
    found = check(f"Il dit : « {quoted} ».", [f"“{original},” he said."], language="fr", anchor=DAY)
    assert {v.status for v in found if v.kind == "quotation"} <= {"unsupported", "contradicted"}


def test_a_long_quotation_in_other_words_is_told_as_a_translation() -> None:
    passage = "“The president must defend the constitution of this country,” Stone said."
    said = "Stone dit : « Le président doit défendre la Constitution du pays »."
    assert ("quotation", "translated") in [(k, s) for k, _, s in failing(said, passage)]


@pytest.mark.parametrize("word", ["Résultat", "Troubles", "Nouvelle", "Conflit", "Restent"])
def test_a_common_word_that_opens_a_sentence_is_no_name(word: str) -> None:
    assert failing(f"{word} : on attend.", "On attend encore.") == []


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        (
            "Le groupe tire 29 % du cloud et 71 % du conseil.",
            "71% from cloud, 29% from consulting.",
        ),
        (
            "Northwind paie 3 M$ à Lyon et 5 M$ à Nantes.",
            "Northwind paie 5 M$ à Lyon et 3 M$ à Nantes.",
        ),
        ("La marge passe de 3 % à 2 %.", "The margin rose to 3%, from 2%."),
        ("On a vendu 54 des 20 voitures.", "Sur 54 voitures, 20 sont vendues."),
        ("On ouvre le 3 mai à Lyon, le 9 juin à Nantes.", "Lyon le 9 juin, Nantes le 3 mai."),
        ("Lyon paie 5 M$ ; Nantes en a payé 3 en 2019.", "Lyon paie 3 M$, Nantes 5 M$ en 2019."),
    ],
)
def test_exchanged_values_are_seen(sentence: str, passage: str) -> None:
    assert {status for _, _, status in failing(sentence, passage)} == {"contradicted"}


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("La marge passe de 3 % à 2 %.", "The margin fell to 2%, from 3%."),
        ("À Nantes 3 M$, à Lyon 5 M$.", "Northwind paie 5 M$ à Lyon et 3 M$ à Nantes."),
        ("Elle gagne 71 % en conseil, 29 % en cloud.", "29 % en cloud, 71 % en conseil."),
    ],
)
def test_values_told_in_another_order_are_not_exchanged(sentence: str, passage: str) -> None:
    assert failing(sentence, passage) == []


def test_a_claim_may_stand_in_the_story_s_other_articles() -> None:
    (verdict,) = check(
        "Ils sont 340.", ["Ils sont nombreux."], ["Les 340 sont là."], language="fr", anchor=DAY
    )
    assert verdict.status == "supported"


def test_a_sentence_that_shares_nothing_is_told() -> None:
    verdicts = check(
        "Le chat dort sous la vieille table du salon.",
        ["Les marchés attendent la décision de la banque."],
        language="fr",
        anchor=DAY,
    )
    assert [(v.kind, v.status) for v in verdicts] == [("overlap", "unsupported")]


def test_a_translation_shares_enough() -> None:
    verdicts = check(
        "La commission européenne présente une stratégie industrielle.",
        ["The European Commission presents an industrial strategy."],
        language="fr",
        anchor=DAY,
    )
    assert verdicts == ()


def test_a_supported_fact_names_the_sentence_that_has_it() -> None:
    passage = "It was cold. Northwind raised $2m. It rained."
    found = check("Elle lève 2 M$.", [passage], language="fr", anchor=DAY)
    assert [v.nearest for v in found if v.kind == "amount"] == ["Northwind raised $2m."]


def test_without_passages_nothing_is_supported() -> None:
    verdicts = check("Anna Stone gagne 3 M$.", [], language="fr", anchor=DAY)
    assert {v.status for v in verdicts} == {"unsupported"}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("", "fr"),
        ("…", "en"),
        ("« »", "fr"),
        ("Anna Stone", "xx"),
        ("12 " * 50, "de"),
    ],
)
def test_any_input_is_answered(sentence: str, language: str) -> None:
    check(sentence, ["", "…", "« »"], [""], language=language, anchor=DAY)


@given(st.text(alphabet="Aa é0123,.%€$«»’-Md\n", max_size=80))
def test_a_sentence_bears_itself_out(sentence: str) -> None:
    for verdict in check(sentence, [sentence], language="fr", anchor=DAY):
        assert verdict.text == sentence[verdict.start : verdict.end]


@given(
    st.sampled_from(["millions d’euros", "milliards de dollars", "%", "GW", "clients"]),
    st.integers(2, 900),
    st.integers(2, 900),
)
def test_a_figure_is_borne_out_by_itself_alone(unit: str, said: int, source: int) -> None:
    found = failing(f"Le total atteint {said} {unit}.", f"Le total atteint {source} {unit}.")
    assert (found == []) == (said == source)


@pytest.mark.parametrize(
    "hostile", ["Aa " * 4000, "« a " * 4000, "1 % " * 3000, "3 mai, " * 2000, "le 1-1 " * 3000,
     f"{'A' * 60}) 4.1 " * 200, f"{'1' * 60}a 4.1 " * 200, "la moitié des autos " * 3000, "51 % des autos " * 3000],
)  # fmt: skip
def test_the_work_grows_with_a_hostile_passage_and_no_faster(linear, hostile: str) -> None:
    said = "Anna Stone dit « oui » à Opus 4.1 le 4 mai : 2 %, puis 3 %, soit la moitié des clients."
    linear(lambda passage: check(said, [passage], language="fr", anchor=DAY), hostile)


def test_the_work_grows_with_a_sentence_of_figures_and_no_faster(linear) -> None:
    source = "Il y en a 20 des 54."
    linear(lambda said: check(said, [source], language="fr", anchor=DAY), "20 des 54 " * 200)
