# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The events and counts of the pathways as one relational expression, for spells that outgrow one machine.

Written with Ibis (optional extra ``spark``), so the same expression runs on DuckDB and on Apache Spark. It states the
rules of ``episodes.py`` a second time, independently, and the tests hold the two to the same cube. How to run it on a
cluster: docs/methods/pathways-on-a-cluster.md.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import polars as pl

from faglaert.pathways.cube import Cube, cells_from_labels
from faglaert.pathways.definition import STAGES, Definition, Follow, Outcome, Unit
from faglaert.pathways.dimensions import area_of_codes, intake_age_bands
from faglaert.pathways.episodes import STAGE_RANK
from faglaert.pathways.rows import A_MONTH, ONGOING, SEX_CODES, UNKNOWN, clock_of
from faglaert.pathways.slicing import LATE
from faglaert.registers.schema import VOCATIONAL_STAGES, Stage

Table = Any
"""An Ibis table; Ibis is an optional extra and has no part in the types of this package."""

NEVER = ONGOING
_ORDER = ("start", "end", "stage_place", "programme", "school", "is_completed")
_OTHER = {Stage.HIGHER: int(Outcome.HIGHER), Stage.UPPER_SECONDARY: int(Outcome.UPPER_SECONDARY)}
_RANK_UNIT, _KIND_UNIT = 2**40, 16
GROUPS = ("programme", "school", "cohort_year", "age_band", "sex", "eux", "stage")


@dataclass(frozen=True)
class Seen:
    """What of time is looked at, as clocks (see ``rows``)."""

    closing: int
    opening: int | None
    limit: int


def relational_cube(
    spells: Table, persons: Table | None = None, *, definition: Definition, closing: date, opening: date | None = None
) -> Cube:
    """The count cube of ``definition`` computed where ``spells`` (and ``persons``) are; only the cells come back.

    The tables have the columns of the register's schema. Cells, labels and everything computed from them are those of
    ``build_cube``. Not for ``is_settled_only``, which needs the calendar: raises :class:`ValueError`.
    """
    if definition.is_settled_only:
        raise ValueError("the relational form does not know settled months; leave the switch out")
    codes = sorted(spells.select("programme_code").distinct().execute()["programme_code"])
    schools = sorted(spells.select("institution_code").distinct().execute()["institution_code"])
    kinds = spells.select("data_kind").distinct().execute()["data_kind"].tolist()
    seen = Seen(clock_of(closing), None if opening is None else clock_of(opening), clock_of(closing))
    cells = cube_cells(spells, persons, definition=definition, seen=seen).execute()
    frame = pl.DataFrame({name: cells[name].tolist() for name in cells.columns})
    return cells_from_labels(
        frame,
        names=(tuple(codes), tuple(schools)),
        about=(definition, closing.isoformat(), str(kinds[0])),
    )


def cube_cells(spells: Table, persons: Table | None, *, definition: Definition, seen: Seen) -> Table:
    """The expression: one row a cell with its labels, ``month``, ``outcome`` and ``count``."""
    begun = _begun(spells, persons, seen)
    islands = _islands(begun, definition)
    ended = _ended(islands, _ways_on(islands, begun, definition), seen)
    grouped = ended.group_by([*GROUPS, "month", "outcome"]).agg(count=ended.count())
    late = ended.filter(ended.late > 0)
    entries = late.group_by([*GROUPS, "late"]).agg(count=late.count()).rename(month="late")
    entries = entries.mutate(outcome=ibis.literal(LATE, "int64"))
    return grouped.union(entries.select(grouped.columns))


def _begun(spells: Table, persons: Table | None, seen: Seen) -> Table:
    """Spells that somebody turned up for by the closing day, with clocks and what the rules ask of them."""
    table = spells.filter(spells.exit_kind.fill_null("") != "no_show") if "exit_kind" in spells.columns else spells
    area = _areas(table)
    end = ibis.ifelse(table.end_date.isnull(), NEVER, _clock(table.end_date))
    after = ibis.ifelse(table.end_date.isnull(), NEVER + 1, _clock(table.end_date + ibis.interval(days=1)))
    is_open = end > seen.closing
    table = table.mutate(
        person=table.person_id,
        programme=table.programme_code,
        school=table.institution_code,
        area=area,
        start=_clock(table.start_date),
        end=ibis.ifelse(is_open, NEVER, end),
        after=ibis.ifelse(is_open, NEVER + 1, after),
        is_completed=(table.completed_code.notnull() & ~is_open).cast("int64"),
        is_vocational=table.stage.isin([str(stage) for stage in VOCATIONAL_STAGES]),
        is_tied=~table.stage.isin([str(Stage.GF1), str(Stage.GF_PLUS)]),
        stage_place=_places(table.stage),
        eux=ibis.ifelse(table.is_eux, "eux", "not_eux"),
    )
    table = table.filter(table.start <= seen.closing)
    return _with_persons(table, persons)


def _with_persons(table: Table, persons: Table | None) -> Table:
    if persons is None:
        return table.mutate(sex=ibis.literal(UNKNOWN), age_band=ibis.literal(UNKNOWN))
    known = persons.select("birth_date", "sex", identity=persons.person_id)
    joined = table.left_join(known, table.person == known.identity)
    start, birth = joined.start_date, joined.birth_date
    is_before = start.month() * A_MONTH + start.day() < birth.month() * A_MONTH + birth.day()
    age = start.year() - birth.year() - is_before.cast("int64")
    bands = [
        (age.between(band.lower_age, 254 if band.upper_age is None else band.upper_age), band.code)
        for band in intake_age_bands()
    ]
    is_sex = joined.sex.isin([sex for sex in SEX_CODES if sex != UNKNOWN])
    return joined.mutate(
        age_band=ibis.cases(*bands, else_=UNKNOWN), sex=ibis.ifelse(is_sex, joined.sex, UNKNOWN).fill_null(UNKNOWN)
    )


def _clock(day: Any) -> Any:
    """The clock of a date; see ``rows``."""
    as_date = day.cast("date")
    return ((as_date.year() * 12 + as_date.month() - 1) * A_MONTH + as_date.day()).cast("int64")


def _places(stage: Any) -> Any:
    """The place of a stage among the stages: the order in which spells of the same days stand."""
    return ibis.cases(*((stage == str(each), place) for place, each in enumerate(STAGES)), else_=-1).cast("int64")


def _areas(table: Table) -> Any:
    """The main area of each programme; one whose area is not known is an area of its own."""
    by_area: dict[str, list[str]] = {}
    for code, area in area_of_codes().items():
        by_area.setdefault(area, []).append(code)
    code, group = table.programme_code, table.programme_code.substr(0, 4)
    exact = [(code.isin(codes), area) for area, codes in by_area.items()]
    by_group = [(group.isin(codes), area) for area, codes in by_area.items()]
    return ibis.cases(*exact, *by_group, else_=code)


def _unit(table: Table, unit: Unit) -> Any:
    """What makes two spells the same education, as far as it can be said of one spell alone."""
    if unit is Unit.EUD:
        return ibis.literal("")
    if unit is Unit.MAIN_AREA:
        return table.area
    programme = ibis.ifelse(table.is_tied, table.programme, ibis.literal("area ") + table.area)
    return programme if unit is Unit.PROGRAMME else table.school + ibis.literal(" ") + programme


def _islands(begun: Table, definition: Definition) -> Table:
    """One row an episode of every part, at its first spell: what it spans, and when it was completed."""
    table = _counted(begun, definition)
    order = [table[name] for name in _ORDER]
    before = ibis.window(group_by=["person", "part"], order_by=order, rows=(None, -1))
    marked = table.mutate(
        after_before=table.after.max().over(before),
        completed_before=table.completed_day.max().over(before),
        start_before=table.start.lag().over(ibis.window(group_by=["person", "part"], order_by=order)),
    )
    is_first = marked.after_before.isnull()
    is_gap = marked.start > marked.after_before + A_MONTH * definition.bridge_months
    is_done = (marked.start_before <= marked.completed_before) & (marked.completed_before < marked.start)
    is_new = (is_first | is_gap | is_done.fill_null(False)).cast("int64")  # noqa: FBT003  (the library's signature)
    marked = marked.mutate(is_new=is_new)
    up_to = ibis.window(group_by=["person", "part"], order_by=[marked[name] for name in _ORDER], rows=(None, 0))
    numbered = marked.mutate(island=marked.is_new.sum().over(up_to))
    whole = ibis.window(group_by=["person", "part", "island"])
    spanned = numbered.mutate(
        last_start=numbered.start.max().over(whole),
        island_end=numbered.end.max().over(whole),
        island_after=numbered.after.max().over(whole),
        done=ibis.ifelse(numbered.completed_day > 0, numbered.completed_day, None).min().over(whole),
    )
    firsts = spanned.filter(spanned.is_new == 1)
    if definition.follow is Follow.EDUCATION:
        firsts = firsts.filter(firsts.stage == str(definition.risk_set))
    return firsts


def _counted(begun: Table, definition: Definition) -> Table:
    """Spells that can be part of an episode, with their part and the day on which they completed it (0: never)."""
    is_whole = definition.follow is Follow.EDUCATION
    table = begun.filter(begun.is_vocational)
    unit = _unit(table, definition.unit)
    is_final = table.stage.isin([str(Stage.MAIN), str(Stage.UNDIVIDED)]) if is_whole else ibis.literal(True)  # noqa: FBT003
    completed = ibis.ifelse((table.is_completed == 1) & is_final, table.end, 0)
    part = unit if is_whole else table.stage + ibis.literal(" ") + unit
    table = table.mutate(part=part, completed_day=completed)
    return table.filter(_reaches(table, definition))


def _reaches(table: Table, definition: Definition) -> Any:
    """Whether a spell's stage counts: every vocational one, or those from the risk set's on."""
    if definition.follow is Follow.STAGE:
        return table.is_vocational
    lowest = STAGE_RANK[definition.risk_set]
    return table.stage.isin([str(stage) for stage, rank in STAGE_RANK.items() if rank >= lowest])


def _ways_on(islands: Table, begun: Table, definition: Definition) -> Table:
    """For each episode the best way on as one number: rank, then start, then kind; episodes without one are absent."""
    names = ("start", "end", "programme", "school", "area", "stage", "is_vocational", "is_tied")
    others = begun.select("person", **{f"to_{name}": begun[name] for name in names})
    pair = islands.join(others, "person")
    kind = _kind(pair, definition)
    is_in_time = pair.to_start <= pair.island_after + A_MONTH * definition.reentry_months
    ranked = pair.mutate(kind=kind).filter(is_in_time & (kind > 0))
    rank = ibis.ifelse(ranked.kind < int(Outcome.HIGHER), ranked.kind, int(Outcome.HIGHER)).cast("int64")
    ranked = ranked.mutate(way=rank * _RANK_UNIT + ranked.to_start * _KIND_UNIT + ranked.kind)
    return ranked.group_by(["person", "part", "island"]).agg(way=ranked.way.min())


def _kind(pair: Table, definition: Definition) -> Any:
    """The outcome the other spell of a pair would give the episode, 0 for none."""
    is_after = pair.to_end > pair.island_end
    is_tied = pair.is_tied & pair.to_is_tied
    is_programme = ibis.ifelse(is_tied, pair.programme == pair.to_programme, pair.area == pair.to_area)
    is_school = pair.school == pair.to_school
    is_unit = {
        Unit.EUD: ibis.literal(True),  # noqa: FBT003
        Unit.MAIN_AREA: pair.area == pair.to_area,
        Unit.PROGRAMME: is_programme,
        Unit.SCHOOL: is_programme & is_school,
    }[definition.unit]
    is_part = pair.stage == pair.to_stage
    if definition.follow is Follow.EDUCATION:
        lowest = STAGE_RANK[definition.risk_set]
        is_part = pair.to_stage.isin([str(stage) for stage, rank in STAGE_RANK.items() if rank >= lowest])
    goes_on = is_after | (pair.to_start > pair.last_start)
    moved = ibis.literal(definition.unit is Unit.SCHOOL) & is_programme & ~is_school
    other = ibis.cases(*((pair.to_stage == str(stage), code) for stage, code in _OTHER.items()), else_=6)
    return ibis.cases(
        (~pair.to_is_vocational, ibis.ifelse(is_after, other, 0)),
        (is_unit, ibis.ifelse(~is_part & goes_on, int(Outcome.CONTINUED), 0)),
        (is_after & moved, int(Outcome.MOVED)),
        (is_after, int(Outcome.SWITCH)),
        else_=0,
    ).cast("int64")


def _ended(islands: Table, ways: Table, seen: Seen) -> Table:
    """Every episode with its outcome, month, and whole months gone before it was seen."""
    keys = ["person", "part", "island"]
    table = islands.left_join(ways, keys).select(*(islands[name] for name in islands.columns), ways.way)
    kind, start = table.way % _KIND_UNIT, (table.way % _RANK_UNIT) // _KIND_UNIT
    goes_on = (kind == int(Outcome.CONTINUED)) & (start > table.last_start)
    alone = ibis.ifelse(table.island_end >= NEVER, int(Outcome.STILL_IN), int(Outcome.DROPOUT))
    outcome = ibis.ifelse(
        table.done.notnull(), int(Outcome.COMPLETED), ibis.ifelse(table.way.notnull(), kind, alone)
    ).cast("int64")
    earlier = ibis.ifelse(goes_on & (start < table.island_end), start, table.island_end)
    day = ibis.ifelse(table.done.notnull(), table.done, ibis.ifelse(table.way.notnull(), earlier, table.island_end))
    table = table.mutate(outcome=outcome, day=day)
    is_later = table.day > seen.limit
    table = table.mutate(
        outcome=ibis.ifelse(is_later, int(Outcome.STILL_IN), table.outcome).cast("int64"),
        day=ibis.ifelse(is_later, seen.limit, table.day).cast("int64"),
    )
    table = table.filter(table.start <= table.day)
    late = ibis.literal(0)
    if seen.opening is not None:
        table = table.filter(table.day >= seen.opening)
        late = ibis.ifelse(table.start < seen.opening, (seen.opening - table.start) // A_MONTH, 0)
    return table.mutate(
        month=((table.day - table.start) // A_MONTH + 1).cast("int64"),
        late=late.cast("int64"),
        cohort_year=((table.start // A_MONTH - 7) // 12).cast("int64"),
    )
