# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The newest results of the pathways, protected, each row with the true counts that prove it may be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.groups import PROOF_COUNT, PROOF_TOTAL
from faglaert.disclosure.rules import Z_95
from faglaert.dissemination.differences import hide_single_parts, hide_small_steps
from faglaert.paths import Paths
from faglaert.pathways.cube import Cube
from faglaert.pathways.definition import COUNTABLE, LOST, RISK_SETS, Definition, Outcome
from faglaert.pathways.goals import protected_goals
from faglaert.pathways.incidence import Selection, incidence, protected_rows
from faglaert.pathways.losses import protected_losses
from faglaert.pathways.outputs import read_cube, read_table
from faglaert.pathways.rows import UNKNOWN
from faglaert.pathways.schools import Z_998, overdispersion, protected_schools
from faglaert.pathways.sequences import in_months, protected_routes
from faglaert.pathways.showing import hide_rows
from faglaert.pathways.signals import protected_signals
from faglaert.pathways.switches import protected_switches
from faglaert.pathways.transitions import protected_table
from faglaert.registers import storage
from faglaert.registers.schema import Stage

MONTHS = 60
MONTHS_OF_LOSSES = 36
NEWEST_COHORTS = 3

OUTCOME_SETS: Mapping[str, frozenset[Outcome]] = {
    "dropout": frozenset(),
    "dropout_switch": frozenset({Outcome.SWITCH}),
    "left": frozenset(COUNTABLE),
}
"""What may be counted as lost beside dropout: nothing, switching, or everything that ends in another place."""

NAMES = {"group": "group_code", "cause": "outcome", "school": "school_code", "programme": "programme_code"}
GROUPINGS = ("main_area", "programme")


def rows_of(paths: Paths, rule: DisclosureRule) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each published table's name and rows."""
    yield "pathways_incidence", _incidence(read_cube(paths), rule)
    yield "pathways_losses", _losses(read_table(paths, "losses"), rule)
    yield "pathways_transitions", _transitions(read_table(paths, "transitions"), rule)
    yield "pathways_goals", _goals(read_table(paths, "goals"), rule)
    yield "pathways_times", _times(read_table(paths, "completion_times"), rule)
    yield "pathways_routes", _routes(read_table(paths, "routes"), rule)
    yield "pathways_switches", _switches(read_table(paths, "switches"), rule)
    names = _school_names(paths)
    yield "pathways_schools", _schools(read_table(paths, "schools"), names, rule)
    yield "pathways_signals", _signals(read_table(paths, "signals"), names, rule)


def definition_rows(paths: Paths) -> pl.DataFrame:
    """What the figures mean: ``applies_to`` (curves, losses, other), ``stage``, ``outcome``, the words, the data."""
    cube = read_cube(paths)
    stated = [("curves", stage, name, counted) for stage in RISK_SETS for name, counted in OUTCOME_SETS.items()]
    stated += [("losses", stage, LOST, cube.definition.counted) for stage in RISK_SETS]
    stated.append(("other", cube.definition.risk_set, LOST, cube.definition.counted))
    return pl.DataFrame(
        [
            (applies_to, str(stage), outcome, *_words(replace(cube.definition, risk_set=stage, counted=counted)))
            for applies_to, stage, outcome, counted in stated
        ],
        schema=["applies_to", "stage", "outcome", "definition_da", "definition_en"],
        orient="row",
    ).with_columns(data_kind=pl.lit(cube.data_kind), closing_date=pl.lit(cube.closing_date))


def _words(definition: Definition) -> tuple[str, str]:
    return definition.words("da"), definition.words("en")


def _incidence(cube: Cube, rule: DisclosureRule) -> pl.DataFrame:
    curves = pl.concat(_curves(cube, stage, by, rule) for stage in RISK_SETS for by in GROUPINGS)
    in_areas = curves.filter(pl.col("grouping") == "programme")
    whole = curves.filter(pl.col("grouping") != "programme")
    areas = dict(zip(cube.labels["programme"], cube.area_of_programme, strict=True))
    with_area = in_areas.with_columns(area=pl.col("group").replace_strict(areas, return_dtype=pl.Int64))
    protected = hide_single_parts(with_area, ["area", "stage", "cause", "month"]).drop("area")
    rows = _with_sets_hidden(pl.concat([whole, protected]))
    return _published(
        rows, ("grouping", "group", "stage", "cause", "month", "n", "share", "low", "high", "status"), cube
    )


def _curves(cube: Cube, stage: Stage, by: str, rule: DisclosureRule) -> pl.DataFrame:
    """Every outcome and every outcome set of a stage, a row a month, with steps too small to show hidden."""
    selection = Selection((by,), MONTHS)
    frames = []
    for name, counted in OUTCOME_SETS.items():
        defined = replace(cube, definition=replace(cube.definition, risk_set=stage, counted=counted))
        true = incidence(defined, selection).filter(pl.col("group") != UNKNOWN)
        is_wanted = pl.col("cause") == LOST if counted else pl.col("cause") != LOST
        shown = protected_rows(true, defined.definition, rule).filter(is_wanted)
        proven = _with_proof(shown, true, ["group", "month", "cause"])
        frames.append(proven.with_columns(cause=pl.col("cause").replace({LOST: name})))
    rows = pl.concat(frames).drop("at_risk", "count")
    return hide_small_steps(rows, ["group", "cause"], rule.smallest_count).with_columns(
        stage=pl.lit(str(stage)), grouping=pl.lit(by)
    )


def _with_sets_hidden(rows: pl.DataFrame) -> pl.DataFrame:
    """An outcome set is hidden with any of its parts: the sum less the others would tell it."""
    group = ["grouping", "group", "stage", "month"]
    for name, counted in OUTCOME_SETS.items():
        parts = [outcome.key for outcome in (Outcome.DROPOUT, *counted)]
        is_part_hidden = (pl.col("cause").is_in(parts) & (pl.col("status") == "suppressed")).any().over(group)
        rows = hide_rows(rows, (pl.col("cause") == name) & is_part_hidden) if counted else rows
    return rows


def _losses(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """The map of all pupils and of the main areas; a programme's curve tells the rest with fewer hidden months."""
    wanted = table.filter(
        (pl.col("month") <= MONTHS_OF_LOSSES) & (pl.col("grouping") != "programme") & (pl.col("group") != UNKNOWN)
    )
    rows = _with_proof(
        protected_losses(wanted.drop("data_kind", "definition"), rule), wanted, ["grouping", "group", "stage", "month"]
    )
    rows = hide_single_parts(rows, ["grouping", "stage", "month"])
    gone = pl.col("status") == "suppressed"
    hidden = rows.with_columns(pl.when(~gone).then(pl.col(name)).alias(name) for name in ("lost", "share_of_losses"))
    columns = (
        *("grouping", "group", "stage", "month", "count", "at_risk", "share", "low", "high", "lost"),
        *("share_of_losses", "status"),
    )
    return _published(hidden, columns, wanted)


def _transitions(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    wanted = table.filter(pl.col("group") != UNKNOWN).with_columns(pl.col("months").cast(pl.Int64))
    keys = ["grouping", "group", "months", "outcome"]
    rows = _with_proof(protected_table(wanted.drop("data_kind", "definition"), rule), wanted, keys)
    return _published(rows, (*keys, "n", "count", "share", "low", "high", "status"), wanted)


def _goals(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """The indicators of goal 1: shares with their persons below the line, numbers of persons alone."""
    keys = ["indicator_id", "period"]
    rows = protected_goals(table.drop("data_kind", "definition"), rule)
    return _published(_with_proof(rows, table, keys), (*keys, "count", "n", "share", "low", "high", "status"), table)


def _times(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """Quartiles of the months to completion, where enough completed for them to be about nobody in particular."""
    few = pl.col("count") < rule.smallest_denominator_without_interval
    rows = table.filter(pl.col("group") != UNKNOWN).select(
        pl.col("group").alias("group_code"),
        *(pl.when(~few).then(pl.col(name)).alias(name) for name in ("lower_quartile", "median", "upper_quartile")),
        status=pl.when(few).then(pl.lit("suppressed")).otherwise(pl.lit("shown")),
        **{PROOF_COUNT: pl.col("count")},
    )
    return rows.with_columns(data_kind=pl.lit(_kind(table)))


def _routes(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """Typical routes that enough persons took; shares in whole per cent, so that none is found as what is left over."""
    told = protected_routes(table.drop("data_kind", "definition"), rule).filter(pl.col("status") == "shown")
    rows = told.select(
        pl.col("route").map_elements(in_months, return_dtype=pl.String),
        pl.col("share").round(2),
        "status",
        **{PROOF_COUNT: pl.col("count")},
    )
    return rows.with_columns(data_kind=pl.lit(_kind(table)))


def _switches(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    keys = ["grouping", "origin", "destination"]
    parts = [
        protected_switches(part.drop("data_kind", "definition", "grouping"), rule).with_columns(grouping=pl.lit(by))
        for by in GROUPINGS
        for part in [table.filter(pl.col("grouping") == by)]
    ]
    true = table.select(*keys, **{PROOF_COUNT: "count", PROOF_TOTAL: "n", "true_completed": "completed"})
    rows = pl.concat(parts).join(true, on=keys, how="left", maintain_order="left")
    named = rows.rename({"origin": "origin_code", "destination": "destination_code"})
    return named.with_columns(data_kind=pl.lit(_kind(table)))


def _schools(table: pl.DataFrame, names: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """The newest intakes, with the limits of the funnel at the size of each group."""
    chance = (table["expected"] * (1 - table["expected"]) / table["n"]).sqrt()
    z = (table["gap"] / chance.clip(1e-6)).to_numpy()
    spread = chance * overdispersion(z) ** 0.5
    limited = table.with_columns(limit_95=Z_95 * spread, limit_998=Z_998 * spread)
    newest = sorted(table["cohort"].unique())[-NEWEST_COHORTS:]
    wanted = limited.filter(pl.col("cohort").is_in(newest))
    protected = protected_schools(wanted.drop("data_kind", "definition"), rule)
    gone = ~pl.col("status").is_in(["shown", "zero", "rounds_to_zero"])
    hidden = protected.with_columns(pl.when(~gone).then(pl.col(name)).alias(name) for name in ("limit_95", "limit_998"))
    rows = _with_proof(hidden, wanted, ["school", "programme", "cohort"])
    return _named(rows, names, _kind(table))


def _signals(table: pl.DataFrame, names: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    protected = protected_signals(table.drop("data_kind", "definition"), rule)
    return _named(_with_proof(protected, table, ["school", "programme", "cohort"]), names, _kind(table))


def _school_names(paths: Paths) -> pl.DataFrame:
    """``school`` and ``school_name`` where a list of institutions is loaded."""
    if storage.current(paths, "institutions") is None:
        return pl.DataFrame(schema={"school": pl.String, "school_name": pl.String})
    rows = storage.scan(paths, "institutions").select(school="institution_code", school_name="institution_name")
    return rows.unique("school").collect()


def _named(rows: pl.DataFrame, names: pl.DataFrame, data_kind: str) -> pl.DataFrame:
    joined = rows.join(names, on="school", how="left", maintain_order="left")
    return joined.rename({"school": "school_code", "programme": "programme_code"}).with_columns(
        data_kind=pl.lit(data_kind)
    )


def _with_proof(protected: pl.DataFrame, table: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    true = table.select(*keys, **{PROOF_COUNT: "count", PROOF_TOTAL: "n"})
    return protected.join(true, on=list(keys), how="left", maintain_order="left")


def _published(rows: pl.DataFrame, columns: Sequence[str], source: Cube | pl.DataFrame) -> pl.DataFrame:
    kept = rows.select(*columns, PROOF_COUNT, PROOF_TOTAL)
    renamed = kept.rename({name: NAMES[name] for name in NAMES if name in kept.columns})
    kind = source.data_kind if isinstance(source, Cube) else _kind(source)
    return renamed.with_columns(data_kind=pl.lit(kind))


def _kind(table: pl.DataFrame) -> str:
    return str(table.item(0, "data_kind")) if table.height else "synthetic"
