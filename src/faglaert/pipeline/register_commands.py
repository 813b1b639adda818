# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert register``: load registers and school files, make a synthetic one, print layouts, see what is loaded."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from faglaert.atomic import write_file
from faglaert.definitions.registers import RegisterFormat, register_formats
from faglaert.errors import UsageError
from faglaert.pipeline.output import messages, print_json, print_table, results, step_progress
from faglaert.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Person-level data: registers and school files.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
STEPS_BESIDE_FILES = 4
FORMATS = "kotre, bef, udda, ras, udfk, udduddannet, school, agreements or absence."


@app.command("load")
def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Parquet, SAS (.sas7bdat) or CSV.")],
    form: Annotated[str, typer.Option("--format", help=FORMATS)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count; store nothing.")] = False,
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Load the good rows although others are refused.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of a load of another format.")] = False,
    reference_date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day the files are of, where their names do not say it."),
    ] = None,
    education_codes: Annotated[
        Path | None, typer.Option(help="Own CSV of educations: kind (udd or audd), code, programme_code.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Load the files of one format, all or nothing, person numbers as pseudonyms; refused rows are listed (exit 3)."""
    # Reading needs libraries that other commands need not wait for.
    from faglaert.registers.loading import LoadOptions, load_register
    from faglaert.registers.pseudonyms import load_key

    settings = load_settings()
    options = LoadOptions(
        dry_run=dry_run,
        skip_refused=skip_refused,
        replace=replace,
        reference_date=_day(reference_date),
        education_codes=_existing(education_codes),
        keep=settings.keep_builds,
    )
    key = load_key(settings)
    with step_progress(len(files) + STEPS_BESIDE_FILES, quiet=as_json) as progress:
        report = load_register(files, form, settings.paths, key=key, options=options, progress=progress)
    if as_json:
        print_json(asdict(report))
        return
    rows: list[tuple[str, object]] = [
        ("outcome", report.outcome),
        ("table", report.table),
        ("load", report.load_id),
        ("rows read", report.rows_read),
        ("rows refused", report.rows_refused),
        ("rows stored", report.rows_stored),
        ("persons", report.persons),
        ("last day known", report.closing_date),
        *((name.replace("_", " "), count) for name, count in report.counts.items()),
        *((f"refused: {each['column']} {each['problem']}", each["rows"]) for each in report.refused),
        ("list of refused rows", report.refusal_file),
        ("columns not used", ", ".join(report.extra_columns)),
    ]
    print_table("Load", ("what", "value"), [row for row in rows if row[1] not in (None, "")])
    for note in report.notes:
        messages().print(f"Note: {note}.", markup=False)


@app.command("synthesise")
def synthesise(
    persons: Annotated[int | None, typer.Option(help="How many; left out: one person stands for one.")] = None,
    seed: Annotated[int | None, typer.Option(help="Decides all chance; left out: the calibration's.")] = None,
    threads: Annotated[int | None, typer.Option(help="Side by side; the result is the same.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Draw and count; store nothing.")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Print the programme's figures beside what the register reaches.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a synthetic register of persons that never lived and put it in force; official data are never mixed in."""
    from faglaert.definitions.synthetic import calibration
    from faglaert.registers.synthetic.report import HEADINGS, report_rows
    from faglaert.registers.synthetic.storing import STEPS, store_synthetic

    declared = calibration()
    with step_progress(STEPS, quiet=as_json) as progress:
        made = store_synthetic(
            load_settings().paths,
            persons if persons is not None else declared.persons,
            seed if seed is not None else declared.seed,
            threads=threads,
            is_dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        print_json({"load_id": made.load_id, "rows": made.rows, "report": made.report.to_dicts()})
        return
    if report:
        print_table("Figures", HEADINGS, report_rows(made.report))
        return
    within = f"{made.report['is_within'].sum()} of {made.report.height}"
    rows = [("load", made.load_id or "none"), *made.rows.items(), ("figures within their limits", within)]
    print_table("Synthetic register", ("what", "value"), rows)


@app.command("template")
def template(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMATS)],
    to: Annotated[Path | None, typer.Option("--to", help="Write the CSV here instead of printing it.")] = None,
) -> None:
    """Write a CSV with the headings of a format (those of schools with example pupils) and explain its columns."""
    definition = _definition(form)
    text = _as_csv(definition)
    if to is None:
        results().print(text, markup=False, end="")
    else:
        write_file(to, text.encode("utf-8-sig"))
    for column in definition.columns:
        need = "" if column.required else " (may be left out)"
        messages().print(f"{column.name}: {column.meaning['da']} / {column.meaning['en']}{need}", markup=False)


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """What is loaded: table, format, rows, files and when."""
    from faglaert.registers.schema import TABLES
    from faglaert.registers.storage import current

    paths = load_settings().paths
    loaded = [each for each in (current(paths, table) for table in TABLES) if each is not None]
    if as_json:
        print_json([asdict(each) for each in loaded])
        return
    if not loaded:
        messages().print(
            "Nothing is loaded; see `faglaert register load --help` and `faglaert register synthesise --help`.",
            markup=False,
        )
        return
    print_table(
        "Register",
        ("table", "format", "rows", "refused", "last day known", "loaded", "files"),
        [
            (
                each.table,
                f"{each.format} ({each.data_kind})",
                each.rows,
                each.refused_rows,
                each.closing_date,
                each.loaded_at,
                ", ".join(file.name for file in each.files),
            )
            for each in loaded
        ],
    )


def _definition(form: str) -> RegisterFormat:
    formats = register_formats()
    if form not in formats:
        raise UsageError(f"there is no format {form}; there are {', '.join(formats)}")
    return formats[form]


def _as_csv(definition: RegisterFormat) -> str:
    """Headings, and example rows where the format has them; semicolons, as Danish programs expect."""
    columns = definition.columns
    lines = [[column.name for column in columns], *zip(*(column.examples for column in columns), strict=True)]
    return "".join(";".join(line) + "\r\n" for line in lines)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("--reference-date is no date; write it as 2025-09-30") from None


def _existing(path: Path | None) -> Path | None:
    if path is not None and not path.is_file():
        raise UsageError("the file of --education-codes is not there")
    return path
