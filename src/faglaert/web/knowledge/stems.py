# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Danish words brought to their stems, the same for both databases.

Snowball's Danish stemmer is applied until nothing changes: once is not enough for compounds that end in -plads
(«lærepladser» becomes «læreplads», which itself is cut to «læreplad»), and PostgreSQL's own ``danish`` configuration,
which stems once, does not find one by the other. ø and oe, å and aa stay different.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

_LONGEST_WORD = 60
# Without them a question in a whole sentence would find nothing.
_SAYING_NOTHING = """
af alle at da de den der deres det dig din dog du efter eller en end er et for fra had han ham har havde hans hendes
her hos hun hvad hvis hvor i ikke ind jeg jer jo kunne man mange med meget men mig min mine mit mod ned nogle nok nu
når og også om op os over på sig sin som så til ud under var vi ville vil være været
"""
_STOP_WORDS = frozenset(_SAYING_NOTHING.split())


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text, without those that say nothing."""
    return frozenset(_stem(word) for word in _words(text) if word not in _STOP_WORDS)


def _words(text: str) -> Iterator[str]:
    """Runs of letters and digits, as both databases take them apart."""
    kept = "".join(
        each if unicodedata.category(each)[0] in "LN" else " " for each in unicodedata.normalize("NFC", text).casefold()
    )
    return (word[:_LONGEST_WORD] for word in kept.split())


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stemmer = snowballstemmer.stemmer("danish")
    while (shorter := stemmer.stemWord(word)) != word:
        word = shorter
    return word
