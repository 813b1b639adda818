# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Jobindsats version 3 on this machine: lists, descriptions, and tables as JSON behind a byte order mark or as CSV."""

from dataclasses import replace
from typing import Any

from tests.integration.replay.keyed import Answer, KeyedReplay, Kind, Question, as_json

MARK = b"\xef\xbb\xbf"
TITLE = "Stillingsbetegnelse (ESCO) i alt"
COLUMNS = ["Periode", "Område", "Stillingsbetegnelse (ESCO)", "Ledige stillinger", "Dagligt gennemsnit", "Nyopslåede"]
# y25i07, August 2026, as published
VACANCIES = {
    "Køge": (718, 388, 341),
    "Næstved": (703, 349, 355),
    "Slagelse": (770, 423, 330),
    "Kalundborg": (352, 183, 185),
    "Sorø": (246, 127, 148),
}
PERIOD = "2026M08"
# The other tables: July 2026 as published for three municipalities; where no figure is known here, none is shown.
OTHER_PERIOD = "2026M07"
OTHER_TABLES: dict[str, tuple[list[str], dict[str, tuple[object, ...]]]] = {
    "y25i01": (
        ["Fuldtidsledige", "Pct. af arbejdsstyrken"],
        {"København": (16981, "4,3"), "Helsingør": (853, "2,8"), "Køge": (819, "2,5")},
    ),
    "y25i09": (["Langtidsledige"], {"København": (2858,), "Helsingør": (186,), "Køge": (174,)}),
    "y60a02": (["Personer", "Fuldtid"], {"København": (8431, 8194), "Helsingør": (801, 786), "Køge": (697, 678)}),
    "y25i05": (["Varslede personer"], {"København": (None,), "Køge": (None,)}),
    "y25i14": (["Jobannoncer"], {"Hovedstaden": (None,), "Sjælland": (None,)}),
    # of these only the name of the table is known
    **{
        table: (["Antal personer"], {"København": (None,), "Køge": (None,)})
        for table in ("y01a02", "y04a02", "y07a02", "y08a02", "y14d03", "y36a02", "y38a02")
    },
}


def description() -> dict[str, Any]:
    """What ``/table/y25i07`` says."""
    places = [{"value_id": f"k{number}", "value_name": name} for number, name in enumerate(VACANCIES)]
    titles = [{"value_id": "total", "value_name": TITLE}]
    return {
        "periods": [{"periodtype_id": "M", "values": [{"period_id": PERIOD}]}],
        "dimensions": [
            {"dimension_id": "_omrade", "hierarchies": [_hierarchy("_nykom", places), _hierarchy("_region", [])]},
            {"dimension_id": "_esco", "hierarchies": [_hierarchy("_esco_uri", titles)]},
        ],
        "measure_groups": [{"mgroup_id": "mgrpy25i07_1"}],
    }


def other_description(table: str) -> dict[str, Any]:
    """What ``/table/…`` says of another table."""
    names = OTHER_TABLES[table][1]
    places = [{"value_id": f"k{number}", "value_name": name} for number, name in enumerate(names)]
    dimensions = [
        {"dimension_id": "_omrade", "hierarchies": [_hierarchy("_nykom", places), _hierarchy("_region", places)]}
    ]
    if table == "y25i14":
        titles = [{"value_id": "total", "value_name": TITLE}]
        dimensions.append({"dimension_id": "_esco", "hierarchies": [_hierarchy("_escostar_rs", titles)]})
    return {
        "periods": [{"periodtype_id": "M", "values": [{"period_id": OTHER_PERIOD}]}],
        "dimensions": dimensions,
        "measure_groups": [{"mgroup_id": f"mgrp{table}_1"}],
    }


def _hierarchy(name: str, values: list[dict[str, str]]) -> dict[str, Any]:
    return {"hierarchy_id": name, "levels": [{"level_id": f"{name}_1", "values": values}]}


class JobindsatsReplay(KeyedReplay):
    """The vacancies of five municipalities in one month; ``figures`` can be changed as a revision would."""

    data_path = "/v3/data/"

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, tuple[object, ...]] = dict(VACANCIES)
        self.description = description()

    @property
    def base_url(self) -> str:
        return super().base_url + "/v3"

    def answer(self, question: Question) -> Answer:
        lists = {
            "/v3/subjects": [{"subject_id": "1", "subject_name": "Ledighed og ledige stillinger"}],
            "/v3/tables": [
                {
                    "subject_name": "Ledige stillinger",
                    "table_groups": [
                        {"table_group_name": "Jobnet", "tables": [{"table_id": "y25i07", "table_name": "Stillinger"}]}
                    ],
                }
            ],
            "/v3/table/y25i07": self.description,
            **{f"/v3/table/{table}": other_description(table) for table in OTHER_TABLES},
        }
        if question.path in lists:
            return _marked(as_json(200, lists[question.path]))
        table = question.path.removeprefix(self.data_path)
        if table in OTHER_TABLES:
            return self._other_table(question, table)
        if question.path != "/v3/data/y25i07":
            return as_json(404, {"detail": "Ukendt tabel"})
        if not question.sent.get("period.M", "").startswith(("latest:", PERIOD)):
            return as_json(422, {"detail": [{"msg": "Ugyldig periode", "loc": ["query", "period.M"]}]})
        return self._table(question, COLUMNS, self.rows())

    def _other_table(self, question: Question, table: str) -> Answer:
        measures, figures = OTHER_TABLES[table]
        title = [TITLE] if table == "y25i14" else []
        heading = ["Stillingsbetegnelse (ESCOSTAR)"] if title else []
        rows = [[OTHER_PERIOD, name, *title, *values] for name, values in figures.items()]
        return self._table(question, ["Periode", "Område", *heading, *measures], rows)

    def revise(self) -> None:
        self.figures["Køge"] = (719, 388, 341)

    def spoiled(self, question: Question, kind: Kind) -> Answer:
        rows, columns = self.rows(), COLUMNS
        if kind == "changed_column":
            columns = [*COLUMNS[:3], "Ledige stillinger (ny)", *COLUMNS[4:]]
        elif kind == "duplicate_page":
            rows = [*rows, rows[0]]
        elif kind == "empty_page":
            rows = []
        elif kind == "wrong_number":
            rows = [[*row[:-1], "ca. 80"] for row in rows]
        elif kind == "repeats_key":
            rows = [[*row[:-1], self.key] for row in rows]
        return self._table(question, columns, rows)

    def rows(self) -> list[list[Any]]:
        """The rows of the reply."""
        return [[PERIOD, name, TITLE, *values] for name, values in self.figures.items()]

    def _table(self, question: Question, columns: list[str], rows: list[list[Any]]) -> Answer:
        if question.sent["format"] == "json":
            return _marked(as_json(200, {"columns": columns, "rows": rows}))
        lines = [";".join("" if cell is None else str(cell) for cell in row) for row in [columns, *rows]]
        return _marked(Answer(200, ("\r\n".join(lines) + "\r\n").encode(), "text/csv; charset=utf-8"))


def _marked(answer: Answer) -> Answer:
    return replace(answer, body=MARK + answer.body)
