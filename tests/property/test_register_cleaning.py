# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What holds for every set of spells: cleaning loses no day, adds none but short breaks, and is done in one go."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.registers.packing import pack
from faglaert.registers.spell_tables import SPELL_ROW
from faglaert.registers.spells import clean, overlaps

DAYS = st.dates(date(2015, 1, 1), date(2018, 12, 31))
KEY = ["person", "programme", "stage", "institution"]
SCHEMA = {"person": pl.UInt32(), **SPELL_ROW}
CLOSED = date(2030, 1, 1)
CALM = settings(deadline=None)  # the first example also pays for what the library loads


@st.composite
def spell(draw: st.DrawFn) -> dict[str, object]:
    """A spell of few persons, programmes and schools, so that they meet."""
    start = draw(DAYS)
    end = draw(st.none() | st.integers(0, 400).map(lambda days: start + timedelta(days=days)))
    return {
        "person": draw(st.integers(1, 3)),
        "programme": draw(st.sampled_from([30402510, 30354010])),
        "stage": draw(st.sampled_from(["gf2", "main"])),
        "institution": draw(st.sampled_from([101401, 147401])),
        "start": start,
        "end": end,
        "completed": draw(st.none() | st.just(30402510)) if end else None,
        "exit": draw(st.sampled_from(["left", "pause"])) if end else "ongoing",
        "is_eux": draw(st.booleans()),
    }


def frame_of(rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows with every column of a spell."""
    return pl.DataFrame(rows, schema=SCHEMA)


SPELLS = st.lists(spell(), min_size=1, max_size=12).map(frame_of)


def rows_of(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """Key, start, end and completion of each row, in one order."""
    return sorted(frame.select(*KEY, "start", "end", "completed").rows(), key=str)


def days_of(frame: pl.DataFrame) -> set[tuple[object, ...]]:
    """Every key and day that a spell covers."""
    return {
        (*key, start + timedelta(days=day))
        for *key, start, end in frame.select(*KEY, "start", "end").iter_rows()
        for day in range(((end or CLOSED) - start).days + 1)
    }


@CALM
@given(SPELLS)
def test_no_day_is_lost_and_none_comes_to_a_key_that_had_none(spells: pl.DataFrame) -> None:
    cleaned, counts = clean(spells)
    before, after = days_of(spells), days_of(cleaned)
    assert before <= after
    assert len(after) - len(before) <= 92 * counts["gaps_bridged"]


@CALM
@given(SPELLS)
def test_cleaning_twice_changes_nothing(spells: pl.DataFrame) -> None:
    once, _ = clean(spells)
    twice, counts = clean(once)
    assert rows_of(twice) == rows_of(once)
    assert sum(counts.values()) == 0


@CALM
@given(SPELLS)
def test_spells_of_one_key_do_not_overlap(spells: pl.DataFrame) -> None:
    cleaned = clean(spells)[0].sort(*KEY, "start", "end", nulls_last=True)
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift(-1) for name in KEY)
    late = pl.col("end").is_null() | (pl.col("end") > pl.col("start").shift(-1))
    assert cleaned.filter(same & late).height == 0


@CALM
@given(SPELLS)
def test_rows_add_up(spells: pl.DataFrame) -> None:
    cleaned, counts = clean(spells)
    assert spells.height - cleaned.height == sum(counts.values())


@CALM
@given(SPELLS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(spells: pl.DataFrame, random) -> None:
    order = list(range(spells.height))
    random.shuffle(order)
    assert rows_of(clean(spells[order])[0]) == rows_of(clean(spells)[0])


@CALM
@given(SPELLS)
def test_flagged_spells_are_those_another_spell_of_the_person_begins_in(spells: pl.DataFrame) -> None:
    cleaned = clean(spells)[0].with_row_index("row")
    flagged = overlaps(cleaned)
    rows = cleaned.select("row", "person", "start", "end").rows()
    begun_in = {
        row
        for row, person, start, end in rows
        for other, other_person, other_start, _ in rows
        if other != row and other_person == person and start < other_start < (end or CLOSED)
    }
    assert begun_in <= set(flagged["row"].to_list())
    assert (flagged["overlapped_from"] >= flagged["start"]).all()


@CALM
@given(st.lists(st.tuples(st.integers(0, 9), st.dates(date(1900, 1, 1)), st.none() | st.integers(0, 2**32 - 1))))
def test_packed_columns_compare_as_they_do_apart(rows: list[tuple[int, date, int | None]]) -> None:
    frame = pl.DataFrame(rows, schema={"a": pl.UInt32, "b": pl.Date, "c": pl.UInt32}, orient="row")
    packed = frame.with_columns(packed=pack(frame["a"], frame["b"], frame["c"]))
    assert packed.sort("packed").drop("packed").equals(frame.sort("a", "b", "c", nulls_last=True))
    assert packed["packed"].n_unique() == frame.unique().height
