# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One delivered file while it is read: its columns become values, and every row that has no meaning is refused by name.

Work is done on whole columns. A column's distinct cells are parsed once and joined back, because registers repeat few
codes and days over millions of rows.
"""

from dataclasses import dataclass, field

import polars as pl

from faglaert.errors import Finding
from faglaert.registers.values import Parser

ODD = "odd: "  # begins the name of a column that marks rows which are loaded though something about them is odd
REFUSALS = {"file": pl.String(), "row": pl.Int64(), "column": pl.String(), "problem": pl.String()}


@dataclass
class Sheet:
    """A file's columns as delivered (upper-case names), and what each row was refused for so far.

    ``first_row`` is the number people see beside the first row of data: 2 below the headings of a CSV, else 1. Where
    rows were left out (blank lines) ``numbers`` holds each row's number.
    """

    name: str
    frame: pl.DataFrame
    first_row: int
    numbers: pl.Series | None = None
    problems: list[pl.DataFrame] = field(default_factory=list)
    height: int = field(init=False)

    def __post_init__(self) -> None:
        """Keep the number of rows: the columns are let go one by one."""
        self.height = self.frame.height

    def __len__(self) -> int:
        """Rows delivered."""
        return self.height

    def has(self, column: str) -> bool:
        """Whether the file has the column."""
        return column in self.frame.columns

    def read(self, column: str, parser: Parser) -> pl.Series:
        """The column's values; rows whose cell has none are refused. A column that is not there is read as empty."""
        if not self.has(column):
            nothing = pl.DataFrame({"text": [None]}, schema={"text": pl.String()})
            return nothing.select(parser(pl.col("text"))[0].alias(column)).to_series().new_from_index(0, len(self))
        cells = _comparable(self.frame[column])
        parsed = _parse_distinct(cells, parser)
        bad = parsed.filter(pl.col("problem").is_not_null()).select("cell", "problem")
        if bad.height:
            rows = cells.to_frame("cell").with_row_index("row")
            self._note(rows.join(bad, on="cell", nulls_equal=True), column)
        if hasattr(parser, "as_is") and _is_unchanged(parsed):
            return cells.alias(column)
        joined = cells.to_frame("cell").join(
            parsed.select("cell", "value"), on="cell", how="left", nulls_equal=True, maintain_order="left"
        )
        return joined["value"].alias(column)

    def take(self, column: str, parser: Parser) -> pl.Series:
        """As :meth:`read`, and let go of the cells: a register may fill the memory."""
        values = self.read(column, parser)
        if self.has(column):
            self.frame = self.frame.drop(column)
        return values

    def refuse(self, rows: pl.Series, column: str, problem: str) -> None:
        """Refuse the rows where ``rows`` is true, for the same reason."""
        found = rows.fill_null(value=False).arg_true().to_frame("row")
        if found.height:
            self._note(found.with_columns(problem=pl.lit(problem)), column)

    def refused(self) -> pl.Series:
        """True for each row that was refused for any reason."""
        numbers = [each["row"].cast(pl.Int64) for each in self.problems]
        mask = pl.repeat(value=False, n=len(self), dtype=pl.Boolean, eager=True)
        return mask.scatter(pl.concat(numbers).unique(), values=True) if numbers else mask

    def refusals(self) -> pl.DataFrame:
        """Every reason of every refused row: file, row, column, problem; in the order of the file."""
        if not self.problems:
            return pl.DataFrame(schema=REFUSALS)
        found = pl.concat(self.problems)
        rows = (
            found["row"].cast(pl.Int64) + self.first_row if self.numbers is None else self.numbers.gather(found["row"])
        )
        return found.with_columns(file=pl.lit(self.name), row=rows).select(*REFUSALS).sort("row", "column", "problem")

    def _note(self, found: pl.DataFrame, column: str) -> None:
        self.problems.append(
            found.select(
                pl.col("row").cast(pl.UInt32), column=pl.lit(column), problem=pl.col("problem").cast(pl.String)
            )
        )


def as_findings(refusals: pl.DataFrame) -> list[Finding]:
    """Rows of :meth:`Sheet.refusals` as findings of an error."""
    return [Finding(*row) for row in refusals.iter_rows()]


def _parse_distinct(cells: pl.Series, parser: Parser) -> pl.DataFrame:
    """Each distinct cell with its value and problem; what ``as_is`` of the parser matches is not parsed at all."""
    distinct = cells.unique().to_frame("cell").with_columns(text=_text(pl.col("cell"), cells.dtype))
    value, problem = parser(pl.col("text"))
    as_is = getattr(parser, "as_is", None)
    if as_is is None:
        return distinct.select("cell", value=value, problem=problem)
    plain = pl.col("text").str.contains(as_is).fill_null(value=False)
    rest = distinct.filter(~plain).select("cell", value=value, problem=problem)
    done = distinct.filter(plain).select("cell", value="text", problem=pl.lit(None, pl.String))
    return pl.concat([done, rest])


def _is_unchanged(parsed: pl.DataFrame) -> bool:
    """Whether every cell without a problem is its own value, as person numbers mostly are."""
    if parsed.schema["cell"] != parsed.schema["value"]:
        return False
    return not parsed.select(((pl.col("cell") != pl.col("value")) & pl.col("problem").is_null()).any()).item()


def _comparable(cells: pl.Series) -> pl.Series:
    """Cells of a type that can be joined on: numbers with decimals become whole numbers, or text when they are none."""
    if cells.dtype.is_float():
        whole = cells.fill_nan(None)
        if bool((whole.is_null() | (whole == whole.round())).all()) and bool((whole.abs().fill_null(0) < 2**53).all()):
            return whole.cast(pl.Int64)
        return whole.cast(pl.String)
    if cells.dtype.is_integer() or cells.dtype in (pl.String, pl.Date):
        return cells
    if cells.dtype == pl.Datetime:
        return cells.cast(pl.Date)
    return cells.cast(pl.String, strict=False)


def _text(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """The cell as trimmed text; empty, and SAS' full stop for a missing number, are null."""
    text = cell.dt.strftime("%Y-%m-%d") if dtype == pl.Date else cell.cast(pl.String).str.strip_chars()
    return pl.when(~text.is_in(["", "."])).then(text)
