# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The evidence of a round and its result as tables."""

from collections.abc import Sequence

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.dossier import DossierLine
from faglaert.reports.dossier_text import figure_text, status_text
from faglaert.web.council.forms import criterion_title, programme_name
from faglaert.web.council.freezing import thawed
from faglaert.web.council.models import Criterion
from faglaert.web.council.weighing import FEWEST_FOR_EXTREMES, Question, Result, headline
from faglaert.web.tables import Cell, Heading, Table


def evidence_table(question: Question, language: str) -> Table:
    """One programme a row, one measure of the dossiers a column; what is missing stands as missing."""
    measured = [each for each in question.criteria if each.measure_id]
    headings = (gettext("Uddannelse"), *(criterion_title(each) for each in measured))
    rows = []
    for dossier in question.dossiers:
        lines = thawed(dossier.lines)
        cells = [_evidence(headline(lines, each.measure_id), language) for each in measured]
        rows.append((Cell(programme_name(dossier.programme_code)), *cells))
    return Table(
        key="grundlag",
        caption=gettext("Grundlaget, som det blev frosset"),
        has_heading_above=True,
        headings=tuple(Heading(text, is_number=place > 0) for place, text in enumerate(headings)),
        rows=tuple(rows),
    )


def result_table(result: Result, criteria: Sequence[Criterion], language: str) -> Table:
    """The order, how sure a place among the first is, and how far members and missing evidence move it."""
    titles = {str(each.pk): criterion_title(each) for each in criteria}
    headings = (
        (gettext("Uddannelse"), False),
        (gettext("Plads"), True),
        (gettext("Nummer 1"), True),
        (gettext("Blandt de %(top)s første") % {"top": result["top"]}, True),
        (gettext("Hos medlemmerne"), True),
        (gettext("Mulig plads"), True),
        (gettext("Kendt vægt"), True),
    )
    return Table(
        key="rangorden",
        caption=gettext("Rangorden"),
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(*each) for each in headings),
        rows=tuple(
            (
                Cell(programme_name(row["programme"]), note=_missing(row["missing"], titles)),
                Cell(str(row["rank"] or "–")),
                Cell(_chance(row["first"], language)),
                Cell(_chance(row["top"], language), note=_sensitive(row, language)),
                Cell(_span(row["members_best"], row["members_worst"])),
                Cell(_span(row["best_rank"], row["worst_rank"])),
                Cell(_share(row["evidence_share"], language)),
            )
            for row in result["rows"]
        ),
    )


def weights_table(result: Result, criteria: Sequence[Criterion], language: str) -> Table:
    """One criterion a row: the mean weight the members gave it, and the lowest and highest where those are no one's."""
    titles = {str(each.pk): criterion_title(each) for each in criteria}
    columns = {"low": gettext("Lavest"), "mean": gettext("Gennemsnit"), "high": gettext("Højest")}
    if not tells_extremes(result):
        columns = {"mean": columns["mean"]}
    headings = (gettext("Kriterium"), *columns.values())
    return Table(
        key="vaegte",
        caption=gettext("Medlemmernes vægte"),
        has_heading_above=True,
        headings=tuple(Heading(text, is_number=place > 0) for place, text in enumerate(headings)),
        rows=tuple(
            (Cell(titles[row["id"]]), *(Cell(_share(row[name], language)) for name in columns))
            for row in result["criteria"]
        ),
    )


def tells_extremes(result: Result) -> bool:
    """Whether enough members have weighed; a result of before the rule may hold the extremes of fewer."""
    return result["members"] >= FEWEST_FOR_EXTREMES


def pairs_table(result: Result, language: str) -> Table:
    """The pairs of programmes of which nobody can say which comes first."""
    headings = (gettext("Første"), gettext("Anden"), gettext("Den første ligger foran i"))
    return Table(
        key="par",
        caption=gettext("Par, der ikke kan skilles"),
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(text, is_number=place == 2) for place, text in enumerate(headings)),
        rows=tuple(
            (
                Cell(programme_name(first)),
                Cell(programme_name(second)),
                Cell(display.share_interval(low, high, language)),
            )
            for first, second, low, high in result["uncertain"]
        ),
    )


def _evidence(line: DossierLine | None, language: str) -> Cell:
    if line is None:
        return Cell(display.status_symbol("missing"), display.status_words("missing", language))
    if not line.is_evidence:
        return Cell(figure_text(line, language), note=status_text(line, language))
    return Cell(figure_text(line, language), note=gettext("Eksempeldata") if line.data_kind == "synthetic" else "")


def _missing(names: list[str], titles: dict[str, str]) -> str:
    found = ", ".join(titles.get(each, each) for each in names)
    return gettext("Mangler: %(what)s") % {"what": found} if found else ""


def _sensitive(row: Result, language: str) -> str:
    low, high = row["top_at_worst"], row["top_at_best"]
    if not row["missing"] or low is None or high is None:
        return ""
    if round(low, 2) == round(high, 2):
        return ""
    span = display.share_interval(min(low, high), max(low, high), language)
    return gettext("%(span)s efter, hvordan det manglende tælles") % {"span": span}


def _chance(value: float | None, language: str) -> str:
    """A share of sampled weights; one that is nearly nothing or nearly all is not called certain."""
    if value is None:
        return "–"
    if 0 < value < 0.005:
        return gettext("under %(share)s") % {"share": display.share(0.01, language, 0)}
    if 0.995 <= value < 1:
        return gettext("over %(share)s") % {"share": display.share(0.99, language, 0)}
    return display.share(value, language, 0)


def _share(value: float | None, language: str) -> str:
    return "–" if value is None else display.share(value, language, 0)


def _span(low: int, high: int) -> str:
    if not high:
        return "–"
    return str(low) if low == high else f"{low}–{high}"
