# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""uddannelsesstatistik.dk on this machine: pages of Danish numbers, and the list of what there is."""

import json
from typing import Any, Literal

from faglaert.definitions.classifications import areas
from faglaert.definitions.figures import series_figures
from tests.integration.replay.keyed import Answer, KeyedReplay, Kind, Question, as_json

MEASURE = "Komp: Med mindst en ungdomsuddannelsekompetence"
AREA, YEAR = "[Bopælskommune].[Kommune]", "[År].[År]"
CUBE = ("GS", "PROFMOD", "PROFMOD")
SEEKERS_CUBE = ("EUD", "PRAK", "SØG")
SEEKERS_YEAR = "[Dato].[År Desc]"
SEEKERS = {"København": 17.7, "Frederiksberg": 8.51, "Helsingør": 8.16}
"""Per cent of the apprenticeship seekers who have completed the basic course: real shares, counts of 10,000 each."""
DATA, SCHEMA = "/Api/v1/statistik", "/Api/v1/skema"
AREAS = {"EUD": "Erhvervsuddannelser", "GS": "Grundskole", "GYM": "Gymnasiale uddannelser"}
SUBJECTS = {"EUD": {"PRAK": "Lærepladser"}, "GS": {"PROFMOD": "Profilmodel"}, "GYM": {"TRIV": "Trivsel"}}
SUBSUBJECTS = {
    ("EUD", "PRAK"): {"SØG": "Lærepladssøgende"},
    ("GS", "PROFMOD"): {"PROFMOD": "Profilmodel"},
    ("GYM", "TRIV"): {"INDIINST": "Indikatorer, institution"},
}
CUBES: dict[tuple[str, ...], dict[str, Any]] = {
    ("EUD", "PRAK", "SØG"): {
        "detaljer": [{"name": AREA, "count": 98}, {"name": "[Dato].[År Desc]", "count": 12}],
        "nøgletal": ["[Measures].[Lp-søgende med afsluttet grundforløb]", "[Measures].[Lp-søgende i alt]"],
        "rapporter": ["Lærepladssøgende"],
    },
    CUBE: {
        "detaljer": [{"name": AREA, "count": 98}, {"name": YEAR, "count": 14}],
        "nøgletal": [f"[Measures].[{MEASURE}]"],
        "rapporter": [],
    },
}


def danish(value: float) -> str:
    """A share as the provider writes it: ``82,3115 %``."""
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


def seekers(sent: dict[str, Any]) -> list[dict[str, str]]:
    """Apprenticeship seekers of three municipalities, or of the three together."""
    completed, everybody = sent["nøgletal"]
    counts = {name: round(share * 100) for name, share in SEEKERS.items()}
    if AREA not in sent["detaljering"]:
        whole, of_them = 10_000 * len(counts), sum(counts.values())
        return [{f"{SEEKERS_YEAR}.[År Desc]": "2023", completed: whole_number(of_them), everybody: whole_number(whole)}]
    return [
        {
            f"{AREA}.[Kommune]": name,
            f"{SEEKERS_YEAR}.[År Desc]": "2023",
            completed: whole_number(count),
            everybody: whole_number(10_000),
        }
        for name, count in counts.items()
    ]


def whole_number(value: int) -> str:
    """A count as the provider writes it: ``2.351``."""
    return f"{value:,}".replace(",", ".")


class UddannelsesstatistikReplay(KeyedReplay):
    """The profile model's real figures. ``first_page`` is 0 or 1; ``page_zero`` is what page 0 is if that is 1."""

    data_path = DATA

    def __init__(self) -> None:
        super().__init__()
        self.first_page = 0
        self.page_zero: Literal["empty", "refused", "first"] = "empty"
        self.is_double_encoded = False
        self.figures = {(row.area_code, row.period): row.value for row in series_figures("profile_share")}

    def answer(self, question: Question) -> Answer:
        if question.path == SCHEMA:
            return self._schema(question.sent)
        if question.path != DATA:
            return as_json(404, {"message": "Ukendt adresse"})
        cube = (question.sent["område"], question.sent["emne"], question.sent["underemne"])
        if cube == SEEKERS_CUBE:
            return self._as_page(seekers(question.sent) if question.sent["side"] == self.first_page else [])
        if cube != CUBE:
            return as_json(400, {"message": "Ukendt underemne"})
        if unknown := [each for each in question.sent["nøgletal"] if each != MEASURE]:
            return as_json(400, {"message": f"Ukendt nøgletal: {unknown[0]}"})
        if question.sent["side"] < self.first_page and self.page_zero == "refused":
            return as_json(400, {"message": "side skal være mindst 1"})
        return self._as_page(self.page(question.sent, question.sent["side"]))

    def revise(self) -> None:
        self.figures["101", "2023"] = 81.0

    def spoiled(self, question: Question, kind: Kind) -> Answer:
        rows = self.page(question.sent, question.sent["side"])
        if kind == "duplicate_page":
            rows = self.page(question.sent, max(self.first_page, question.sent["side"] - 1))
        elif kind == "empty_page":
            rows = []
        elif kind == "changed_column":
            rows = [{f"{key}NY": value for key, value in row.items()} for row in rows]
        elif kind == "wrong_number":
            rows = [row | {MEASURE: "ca. 80"} for row in rows]
        elif kind == "repeats_key":
            rows = [row | {MEASURE: self.key} for row in rows]
        return self._as_page(rows)

    def page(self, sent: dict[str, Any], number: int) -> list[dict[str, str]]:
        """The rows of one page; beyond the last there are none."""
        position = number - self.first_page
        if position < 0:
            if self.page_zero != "first":
                return []
            position = 0
        begin = position * sent["side_størrelse"]
        return self.rows(sent)[begin : begin + sent["side_størrelse"]]

    def rows(self, sent: dict[str, Any]) -> list[dict[str, str]]:
        """Municipalities when they are asked for, otherwise the country; a figure that is not shown has no row."""
        names = {each.code: each.name_da for each in areas()}
        has_area = AREA in sent["detaljering"]
        found = []
        for (code, period), value in self.figures.items():
            if value is None or (code == "000") == has_area:
                continue
            place = {f"{AREA}.[Kommune]": names[code]} if has_area else {}
            found.append({**place, f"{YEAR}.[År]": period, MEASURE: danish(value)})
        return found

    def _as_page(self, rows: list[dict[str, str]]) -> Answer:
        return as_json(200, json.dumps(rows, ensure_ascii=False) if self.is_double_encoded else rows)

    def _schema(self, sent: dict[str, str]) -> Answer:
        place = tuple(sent[name] for name in ("område", "emne", "underemne") if name in sent)
        lists: dict[tuple[str, ...], dict[str, str]] = {
            (): AREAS,
            **{(area,): subjects for area, subjects in SUBJECTS.items()},
            **SUBSUBJECTS,
        }
        if place in CUBES:
            return as_json(200, CUBES[place])
        if place in lists:
            return as_json(200, [{"ID": key, "Name": name} for key, name in lists[place].items()])
        return as_json(400, {"message": "Ukendt område"})
