# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Full-text search in the database: FTS5 on SQLite, tsvector with a GIN index on PostgreSQL, over the same stems.

A word finds what begins with its stem, so that «læreplads» finds «lærepladsaftaler»; every word of a question has to be
found. Neither database takes the words apart itself, which is why they answer alike.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from faglaert.web.knowledge.models import Entry
from faglaert.web.knowledge.stems import stems_of
from faglaert.web.tables import danish_order

MOST_FOUND = 500
LONGEST_QUESTION = 200
_SHORTEST_BEGINNING = 2
_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
_SQLITE_ON = (
    "CREATE VIRTUAL TABLE knowledge_search USING fts5(words, content='knowledge_entry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='3 5')",
    "CREATE TRIGGER knowledge_search_added AFTER INSERT ON knowledge_entry BEGIN "
    "INSERT INTO knowledge_search(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER knowledge_search_removed AFTER DELETE ON knowledge_entry BEGIN "
    "INSERT INTO knowledge_search(knowledge_search, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER knowledge_search_changed AFTER UPDATE ON knowledge_entry BEGIN "
    "INSERT INTO knowledge_search(knowledge_search, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO knowledge_search(rowid, words) VALUES (new.id, new.words); END",
)
_SQLITE_OFF = (
    *(f"DROP TRIGGER IF EXISTS knowledge_search_{each}" for each in ("added", "removed", "changed")),
    "DROP TABLE IF EXISTS knowledge_search",
)
_POSTGRESQL_ON = (f"CREATE INDEX knowledge_search ON knowledge_entry USING gin ({_VECTOR})",)
_POSTGRESQL_OFF = ("DROP INDEX IF EXISTS knowledge_search",)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index. A migration that makes the table anew on SQLite has to do it again."""
    _run(connection, _POSTGRESQL_ON if connection.vendor == "postgresql" else _SQLITE_ON)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    _run(connection, _POSTGRESQL_OFF if connection.vendor == "postgresql" else _SQLITE_OFF)


def found_in(entries: QuerySet[Entry], question: str, *, vendor: str) -> list[Entry]:
    """The entries that hold every word of a question, those with all of them in the title first, then in Danish order.

    A question without a word that says anything finds nothing.
    """
    stems = sorted(stems_of(question[:LONGEST_QUESTION]))
    if not stems:
        return []
    where, asked = _condition(stems, vendor)
    found = entries.extra(where=[where], params=[asked])[:MOST_FOUND]  # noqa: S610 (the question is a parameter)
    return sorted(found, key=lambda each: (not _is_in_title(each, stems), danish_order(each.title), each.pk))


def _condition(stems: list[str], vendor: str) -> tuple[str, str]:
    # stems are letters and digits alone: nothing in them can end the quotes
    if vendor == "postgresql":
        words = (f"'{stem}'{':*' if _finds_longer(stem) else ''}" for stem in stems)
        return f"{_VECTOR} @@ %s::tsquery", " & ".join(words)
    asked = " AND ".join(f'"{stem}"{" *" if _finds_longer(stem) else ""}' for stem in stems)
    return "knowledge_entry.id IN (SELECT rowid FROM knowledge_search WHERE knowledge_search MATCH %s)", asked


def _finds_longer(stem: str) -> bool:
    """Whether a word finds longer ones; what has two letters would find half of them."""
    return len(stem) > _SHORTEST_BEGINNING


def _is_in_title(entry: Entry, stems: list[str]) -> bool:
    title = stems_of(entry.title)
    return all(
        stem in title or (_finds_longer(stem) and any(word.startswith(stem) for word in title)) for stem in stems
    )


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
