from decimal import Decimal

import pytest

from digest.config import WriterSettings
from digest.languages import translated
from digest.notice import Notice
from digest.write.llm.bill import Bill
from digest.write.llm.caller import Tally

TOLD = {
    "en": (
        "m: 1 of 1 story to ask about, about 0.0081 USD (1.0000 left for this issue)",
        "m: 1 call, 0 from memory, 19,969 tokens, 0.0096 USD; {without} (budget 1)",
    ),
    "fr": (
        "m\u00a0: 1 histoire à demander sur 1, environ 0,0081 USD (il reste 1,0000 pour ce numéro)",
        "m\u00a0: 1 appel, 0 de mémoire, 19\u202f969 jetons, 0,0096 USD\u202f; {without} (budget 1)",
    ),
}


def test_one_story_is_one_story_in_french_too():
    one = Notice("{count} {count:story|stories} written without the model", count=1)
    assert translated(one, "fr") == "1 histoire écrite sans le modèle"


@pytest.mark.parametrize("language", TOLD)
def test_the_bill_is_told_as_its_reader_writes_numbers(language: str):
    said: list[str] = []
    bill = Bill(WriterSettings(type="llm", model="m", base_url="http://127.0.0.1:9"), said.append)
    bill.estimate(1, 1, cost=Decimal("0.0081"), left=Decimal(1))
    tally = Tally(calls=1, input_tokens=19_000, output_tokens=969, cost=Decimal("0.0096"))
    bill.changed(tally)
    one = Notice("{count} {count:story|stories} written without the model", count=1)
    bill.sum_up(tally, {"s": "budget"}, one)
    estimate, summed_up = TOLD[language]
    assert translated(said[0], language) == estimate
    assert translated(said[1], language) == summed_up.format(without=translated(one, language))
