"""Common words, told from names by the dictionary that `simplemma` carries.

The French one holds hardly a name in small letters; the English one holds thousands ("london",
"smith"), so it should only be asked about words that something else says are common.
"""

__all__ = ["common", "conjugated"]


def common(word: str, language: str | None) -> bool:
    """Whether `word`, in small letters, is one of the language's own (French or English)."""
    from simplemma import is_known  # noqa: PLC0415  # 0.2 s, for the first word that needs it

    return language in {"fr", "en"} and is_known(word.lower(), lang=str(language))


def conjugated(word: str) -> bool:
    """Whether `word` is French and first of all a form of a verb: « supprime », but not « lance »."""
    from simplemma import lemmatize  # noqa: PLC0415  # as above

    found = lemmatize(word, lang="fr")
    return found != word and found.endswith(("er", "ir", "re"))
