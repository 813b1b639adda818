# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The cleaning rules of spells, each counted: repeated rows, breaks that are no breaks, spells that overlap.

Rules on neighbours are computed without grouping: rows are sorted by their key, keys are numbered upwards, and the
latest end so far within a key is a running maximum of (key number, end), which starts anew by itself where a key
begins.
"""

from datetime import date, timedelta

import polars as pl

from faglaert.registers.packing import pack

LONGEST_BREAK = "3mo"
"""A break of at most three months inside programme, stage and institution is one of school and company taking turns."""

_SAME_SPELL = ("person", "programme", "stage", "institution")
_OTHERS = ("entry", "exit", "training", "is_eux", "is_euv")  # decide only which of equal spells stands first
_FIRST, _FAR = date(1900, 1, 1), date(2999, 12, 31)
_DAY_UNIT = 2  # the last bit says whether the spell that ends then was completed
_KEY_UNIT = 1 << 32

Counts = dict[str, int]


def clean(spells: pl.DataFrame) -> tuple[pl.DataFrame, Counts]:
    """Apply the rules to spells with a numbered person; returns the spells and how many rows each rule touched.

    Columns in and out: person (UInt32), programme, stage, institution, start, end (null: going on), completed, and
    others, which are kept from the last part of a spell (entry: from the first). A spell that nobody turned up for is
    left as it is.
    """
    no_show = pl.col("exit").eq_missing("no_show")
    never_began = spells.filter(no_show).unique([*_SAME_SPELL, "start"], keep="first", maintain_order=True)
    began = spells.filter(~no_show) if never_began.height else spells
    # Only keys with several rows can have rows to drop or join; they are few.
    several = pack(*(began[name] for name in _SAME_SPELL)).is_duplicated()
    together = began.filter(several).sort(*_SAME_SPELL, "start", "end", "completed", *_OTHERS, nulls_last=True)
    distinct = together.filter(~_repeats(together))
    joined, counts = _join_parts(distinct)
    repeated = spells.height - began.height - never_began.height + together.height - distinct.height
    cleaned = pl.concat([began.filter(~several), joined, never_began])
    return cleaned, {"repeated_rows": repeated, **counts, "no_shows": never_began.height}


def overlaps(spells: pl.DataFrame) -> pl.DataFrame:
    """Spells that were still running when a later spell of the person began, with that day as ``overlapped_from``.

    Both spells stay; from that day the later one tells the person's stage. A spell that ends on the day the next begins
    does not overlap. Of two that begin on one day the one that ends first counts as the earlier.
    """
    ran = spells.filter(~pl.col("exit").eq_missing("no_show"))
    narrow = ran.select("person", "start", "end").with_row_index("row")
    narrow = narrow.with_columns(order=pack(ran["person"], ran["start"], ran["end"])).sort("order")
    next_start = pl.col("start").shift(-1)
    same_person = pl.col("person").shift(-1) == pl.col("person")
    running = same_person & (pl.col("end").is_null() | (pl.col("end") > next_start))
    found = narrow.select("row", overlapped_from=pl.when(running).then(next_start)).drop_nulls()
    return ran[found["row"]].with_columns(found["overlapped_from"])


def _repeats(ordered: pl.DataFrame) -> pl.Series:
    """True for a row equal to the one before in key, start, end and completion: delivered twice."""
    columns = (*_SAME_SPELL, "start", "end", "completed")
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in columns)
    return ordered.select(same & (pl.int_range(pl.len()) > 0)).to_series()


def _join_parts(ordered: pl.DataFrame) -> tuple[pl.DataFrame, Counts]:
    """Join parts of one spell: overlapping, following each other, or parted by a short break after no completion."""
    same_key = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in _SAME_SPELL).fill_null(value=False)
    marked = _mark_breaks(ordered.with_columns(is_later=same_key))
    counts = {
        "overlapping_parts_joined": int((marked["link"] == "overlap").sum()),
        "following_parts_joined": int((marked["link"] == "follows").sum()),
        "gaps_bridged": int((marked["link"] == "gap").sum()),
    }
    return _merge(marked, ordered.columns), counts


def _mark_breaks(together: pl.DataFrame) -> pl.DataFrame:
    """Add ``link``: how a row goes on from the rows of its key before it; null where it begins a spell."""
    key_number = (~pl.col("is_later")).cast(pl.Int64).cum_sum() * _KEY_UNIT
    ends = (pl.col("end").fill_null(_FAR) - _FIRST).dt.total_days() * _DAY_UNIT
    latest = (key_number + ends + pl.col("completed").is_not_null()).cum_max().shift(1) % _KEY_UNIT
    until = pl.lit(_FIRST) + pl.duration(days=latest // _DAY_UNIT)
    was_completed = latest % _DAY_UNIT == 1
    next_day = until + timedelta(days=1)
    link = (
        pl.when(~pl.col("is_later"))
        .then(None)
        .when(pl.col("start") < until)
        .then(pl.lit("overlap"))
        .when(was_completed)
        .then(None)
        .when(pl.col("start") <= next_day)
        .then(pl.lit("follows"))
        .when(pl.col("start") <= until.dt.offset_by(LONGEST_BREAK))
        .then(pl.lit("gap"))
    )
    return together.with_columns(link=link)


def _merge(marked: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """One row a spell: the first part's start and entry, everything else from the part that ends last."""
    numbered = marked.with_columns(spell=pl.col("link").is_null().cum_sum())
    last = pl.col("end").fill_null(_FAR), pl.col("completed").is_not_null()
    ordered = numbered.sort("spell", *last, maintain_order=True)
    kept = [name for name in columns if name not in {"start", "entry"}]
    merged = ordered.group_by("spell", maintain_order=True).agg(
        pl.col("start").min(),
        pl.col("entry").sort_by("start").first(),
        *(pl.col(name).last() for name in kept if name not in {"is_eux"}),
        pl.col("is_eux").any(),
    )
    return merged.select(columns)
