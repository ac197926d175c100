"""Which sentences may leave their article."""

import pytest

from digest.write.fitness import Fitness, fitness


@pytest.mark.parametrize(
    "sentence",
    [
        "La société Boréal lève 120 millions d’euros pour bâtir en Norvège.",
        "« Nous avons tout revu », affirme la présidente de Boréal à Oslo.",
        "Cette semaine, la ville de Narvik a voté un nouveau budget.",
        "La mairie est « en colère », a-t-elle expliqué hier à la presse d’Oslo.",
        "Le chantier a coûté 3 millions d’euros, a-t-on appris à Oslo.",
        "Boreal has raised 120 million euros to build in Norway.",
        "Les 1er et 2 octobre, le salon ouvrira ses portes à Paris.",
        "Boréal a pris près de 5 % du capital d’Arctis, la banque d’Oslo.",
        "Le titre Boréal a pris près de 5 % à la Bourse d’Oslo.",
        "Le gouvernement a annoncé lundi un plan pour les barrages.",
        "L’inflation a reculé de 2 %, selon la banque d’Oslo.",
        "Le ministre de l’Énergie n’a rien dit du barrage de Narvik.",
        "La mairie de Narvik paie un loyer qui semblait pourtant modeste.",
        "Pour entrer au port, il faut payer le pilote et deux remorqueurs.",
        "Après dix ans chez Arctis, Ada Ek prend la tête de Boréal.",
        "Le barrage de Narvik est le plus grand de Norvège.",
        "Dans le port de Narvik, il y a deux grues de trop.",
        "Alors que la pluie tombe, la ville de Narvik vend ses barrages.",
        "« Nous avons suivi notre plan », dit la mairie, qui vend le port.",
        "Ada Ek dit que la ville de Narvik lui a promis un port.",
        "Boréal fera rouler des trains sans conducteur à Narvik.",
        "Le tribunal de Narvik a fait écouter lundi aux jurés les enregistrements.",
        "Le maire de Narvik devra rembourser 3 millions d’euros.",
        "Dans son rapport annuel, Boréal annonce un bénéfice de 3 millions.",
        "In its annual report, Boreal said that profits fell by 12%.",
        "Quand Boréal aura vendu ses barrages, elle quittera le port de Narvik.",
        "Alors directrice de Boréal, Ada Ek a vendu ses parts à Arctis.",
        "Les lacs de Norvège se vident, ils sont au plus bas depuis 1976.",
        "Le maire a porté plainte et la cour lui a donné raison lundi.",
        "Notre-Dame de Narvik ouvre ses portes après cinq ans de travaux.",
        "The bridge of Narvik was built after World War I by the army.",
        "La société Nous Research ouvre un bureau à Narvik en mai.",
        "Arctis se désole du prix des barrages de Narvik.",
        "La ville de Narvik prolonge de deux ans le bail du port.",
        "The mayor of Narvik spoke at a conference on dams in Oslo.",
        "The city of Narvik pays $3 million for two old dams.",
    ],
)
def test_whole_statements_stand_alone(sentence: str) -> None:
    assert fitness(sentence) is Fitness.ALONE


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle promet 200 emplois à Narvik avant la fin de l’année.",
        "Cette usine sera la plus grande du pays, selon la mairie.",
        "Selon lui, le chantier va durer au moins trois ans.",
        "Mais la ville de Narvik veut encore discuter du prix.",
        "Par ailleurs, la société ouvre un bureau à Paris en mai.",
        "« Nous sommes prêts », a-t-elle ajouté devant la presse locale.",
        "« Nous sommes prêts et nous le serons toujours. »",
        "Les funérailles du maire auront lieu ce jour-là à Narvik, devant la mairie.",
        "Le retour sur Terre de ces poussières-là est prévu le 6 décembre prochain.",
        "La ville de Narvik obtient les deux autres, dans le sud du comté.",
        "The city of Narvik gets the other two, in the south.",
        "However, the city still wants to discuss the price.",
        "Arctis, autre fournisseur de la ville, vend aussi ses barrages.",
        "Boréal, coté à Oslo, a pris près de 5 %.",
        "Boreal, the maker of dams, gained nearly 5%.",
        "Dix gigawatts, cela représente la moitié des barrages du pays.",
        "Le droit de pêche, lui, reste réservé aux gens de Narvik.",
        "La turbine doit équiper, à la fin de l’année, le premier gigawatt.",
        "Le milliard d’euros promis vient d’un fonds de la ville d’Oslo.",
        "Le bilan pourrait cependant être revu par la mairie de Narvik.",
        "Pour payer ses barrages, Boréal devra toutefois vendre sa flotte.",
        "Le ministre n’a rien dit du barrage de Narvik.",
        "L’annonce suit de peu celle des barrages de Narvik, à deux jours près.",
        "S’y ajoutent les trois barrages que la ville de Narvik vend.",
        "They will open a second site next year.",
        "Selon le procureur de Narvik, ils projetaient de vider le barrage.",
        "Après dix ans chez Arctis, elle prend la tête de Boréal.",
        "In its defence, the city says the dam needs more time.",
        "All of this helped drive up the price of power in Oslo.",
        "Elle nie toute fraude.",
        "Il nie.",
        "Boréal dément ces accusations.",
        "Le médecin lui a dit de quitter le port de Narvik.",
        "Tout cela pèse sur le prix du courant à Oslo.",
        "The 18-month term of the contract is the longest.",
        "Le contrat de dix-huit mois est le plus long.",
        "What is different about the dam, though, is that it leaks.",
        "Alors la ville de Narvik demande une enquête sur le barrage.",
    ],
)
def test_what_points_back_depends(sentence: str) -> None:
    assert fitness(sentence) is Fitness.DEPENDENT


@pytest.mark.parametrize(
    "sentence",
    [
        "Une usine de plus pour le grand nord norvégien.",
        "Boréal : trois centres de données annoncés pour 2026 en Norvège.",
        "Traduction automatique de la dépêche qui annonce le chantier de Narvik.",
        "Une tranche de 300 millions d’euros pour le port de Narvik.",
        "Tax on wine and on spirits in the north of Norway.",
        "La banque de chaque pays, aux mains de l’État depuis 1945.",
        "Dans notre série de lettres du nord, Ada Ek rencontre des pêcheurs.",
        "Nous avons suivi le navire sur sa route entre Narvik et Oslo.",
        "Cette semaine, nous parlerons du succès des barrages de Narvik.",
        "Je cherchais une nouvelle expérience au nord de la Norvège.",
        "At the port of Narvik we follow the fishermen of the north.",
    ],
)
def test_labels_and_verbless_statements_are_poor(sentence: str) -> None:
    assert fitness(sentence) is Fitness.POOR


@pytest.mark.parametrize(
    "sentence",
    [
        "Faut-il pour autant y voir une bulle de plus ?",
        "Lire aussi : notre dossier sur les centres de données.",
        "Abonnez-vous à notre lettre pour recevoir la suite.",
        "et la suite de la phrase est coupée au début.",
        "La phrase que la page a coupée au milieu de",
        "Il a dit « tout va bien et la phrase finit sans fermer.",
        "Trop court.",
        "À surtout lire sur Fjord Info : la mairie de Narvik vend ses barrages.",
        "LE GROUPE ANNONCE TROIS CENTRES DE DONNÉES EN NORVÈGE.",
        "Voir la page https://example.org pour lire le reste du dossier.",
    ],
)
def test_questions_furniture_and_torn_sentences_never(sentence: str) -> None:
    assert fitness(sentence) is Fitness.NEVER


@pytest.mark.parametrize(
    "hostile", ["« " * 30_000, "a" * 100_000 + ".", "A:" * 50_000, "Ab " * 40_000]
)
def test_hostile_sentences_take_linear_time(linear, hostile: str) -> None:
    linear(fitness, hostile)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le ministre n’a rien dit du barrage de Narvik.",
        "Boréal, coté à Oslo, a pris près de 5 %.",
        "Le tribunal a condamné lundi la société Boréal.",
        "À 82 ans, il a traversé le fjord de Narvik à la nage.",
        "Without their licence, twelve guides of Narvik stayed at home.",
        "At its meeting in Narvik, the council voted a new budget.",
        "On this day in 2019, a fire closed the port of Narvik.",
    ],
)
def test_what_stands_first_needs_nothing_before_it(sentence: str) -> None:
    assert fitness(sentence, head=True) is Fitness.ALONE
    assert fitness(sentence) is Fitness.DEPENDENT


@pytest.mark.parametrize(
    "sentence",
    ["Dix gigawatts, cela représente la moitié des barrages.", "Elle promet 200 emplois à Narvik en mai.",
     "Without their licence, they stayed at home in Narvik."],
)  # fmt: skip
def test_even_what_stands_first_may_point_elsewhere(sentence: str) -> None:
    assert fitness(sentence, head=True) is Fitness.DEPENDENT


def test_others_with_their_noun_stand_alone() -> None:
    assert fitness("La ville de Narvik obtient les autres barrages du comté.") is Fitness.ALONE
