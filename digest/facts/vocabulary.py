"""Common words, told from names by the dictionary that `simplemma` carries.

The French one holds hardly a name in small letters; the English one holds thousands ("london",
"smith"), so it should only be asked about words that something else says are common. Both are read as
they lie on disk (`low_memory`): a language is there in half of the time that a dict of it takes, and a look-up
costs 25 µs.
"""

__all__ = ["common", "conjugated"]


def common(word: str, language: str | None) -> bool:
    """Whether `word`, in small letters, is one of the language's own (French or English)."""
    from simplemma import is_known  # noqa: PLC0415  # 0.4 s, for the first word that needs it

    return language in {"fr", "en"} and is_known(word.lower(), lang=str(language), low_memory=True)


def conjugated(word: str) -> bool:
    """Whether `word` is French and first of all a form of a verb: « supprime », but not « lance »."""
    from simplemma import lemmatize  # noqa: PLC0415  # as above

    found = lemmatize(word, lang="fr", low_memory=True)
    return found != word and found.endswith(("er", "ir", "re"))
