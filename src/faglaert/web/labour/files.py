# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The balance as files; every one carries the caution and says what each balance is."""

from dataclasses import asdict

from faglaert.published.balance import Balance
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube
from faglaert.web.labour.words import about_balance, group_name, place_name, state_words, step_words, verdict_words

SHOWN = "shown"


def results_cube(store: Store, found: Balance, language: str) -> Cube:
    """Every balance of every area, group and year."""
    rows = tuple(
        asdict(row)
        | {
            "area_name": place_name(row.area_code, language),
            "group_name": group_name(row.education),
            "verdict": verdict_words(row.verdict),
            "value": row.q50,
        }
        for row in found.all_results()
    )
    quantiles = (("q025", "2,5", "2.5"), ("q10", "10", "10"), ("q25", "25", "25"), ("q75", "75", "75"))
    quantiles += (("q90", "90", "90"), ("q975", "97,5", "97.5"))
    table = FileTable(
        name="arbejdskraftbalance",
        title_da="Arbejdskraftbalance",
        title_en="Labour-market balance",
        columns=(
            Column("area_code", "Område (kode)", "Area (code)", "text"),
            Column("area_name", "Område", "Area", "text"),
            Column("education", "Uddannelse (kode)", "Education (code)", "text"),
            Column("group_name", "Uddannelse", "Education", "text"),
            Column("concept", "Balance", "Balance", "text"),
            Column("year", "År", "Year", "text"),
            Column("verdict", "Vurdering", "Assessment", "text"),
            Column("p_shortage", "Sandsynlighed for mangel", "Probability of a shortage", "share"),
            Column("value", "Midten, personer", "Middle, persons", "number"),
            *(Column(key, f"{da} %-fraktil", f"{en}% quantile", "number") for key, da, en in quantiles),
            Column("supply", "Udbud", "Supply", "number"),
            Column("demand", "Efterspørgsel", "Demand", "number"),
            Column("naive", "Alt som i basisåret", "All as in the base year", "number"),
            Column("trend", "Udviklingen ubrudt", "Trend unbroken", "number"),
            Column("status", "Status", "Status", "text"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
            Column("vintage", "Grundlag", "Vintage", "text"),
        ),
        rows=rows,
        about=about_balance(store, found, language),
    )
    dimensions = (
        Dimension("area_code", label_key="area_name", role="geo"),
        Dimension("education", label_key="group_name"),
        Dimension("concept"),
        Dimension("year", role="time"),
    )
    more = ("p_shortage", *(key for key, _, _ in quantiles), "supply", "demand", "naive", "trend")
    return Cube(table, dimensions, more=more)


def steps_cube(store: Store, found: Balance, language: str) -> Cube:
    """Why every balance is as it is."""
    table = FileTable(
        name="arbejdskraftbalance-hvorfor",
        title_da="Hvorfor balancen er, som den er (B3, regionen)",
        title_en="Why the balance is as it is (B3, the region)",
        columns=(
            Column("education", "Uddannelse (kode)", "Education (code)", "text"),
            Column("group_name", "Uddannelse", "Education", "text"),
            Column("year", "År", "Year", "text"),
            Column("step", "Årsag (kode)", "Cause (code)", "text"),
            Column("step_name", "Årsag", "Cause", "text"),
            Column("value", "Personer", "Persons", "number"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(
            asdict(row)
            | {
                "group_name": group_name(row.education),
                "step_name": step_words(row.step),
                "value": row.persons,
                "status": SHOWN,
            }
            for row in found.all_steps()
        ),
        about=about_balance(store, found, language),
    )
    dimensions = (
        Dimension("education", label_key="group_name"),
        Dimension("year", role="time"),
        Dimension("step", label_key="step_name"),
    )
    return Cube(table, dimensions)


def forecasts_cube(store: Store, found: Balance, language: str) -> Cube:
    """What others have published."""
    is_english = language == "en"
    table = FileTable(
        name="offentliggjorte-fremskrivninger",
        title_da="Offentliggjorte danske fremskrivninger",
        title_en="Published Danish projections",
        columns=(
            Column("forecast_id", "Kode", "Code", "text"),
            Column("publisher", "Hvem", "Who", "text"),
            Column("published", "Offentliggjort", "Published", "text"),
            Column("target_year", "For år", "For year", "text"),
            Column("area_name", "Område", "Area", "text"),
            Column("title", "Hvad", "What", "text"),
            Column("value", "Personer", "Persons", "number"),
            Column("kind", "Slags (kode)", "Kind (code)", "text"),
            Column("definition", "Hvad tallet betyder", "What the figure means", "text"),
            Column("source", "Kilde", "Source", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(
            asdict(row)
            | {
                "area_name": place_name(row.area, language),
                "title": row.title_en if is_english else row.title_da,
                "definition": row.definition_en if is_english else row.definition_da,
                "published": row.published or "",
                "status": SHOWN,
            }
            for row in found.forecasts()
        ),
        about=about_balance(store, found, language),
    )
    return Cube(table, (Dimension("forecast_id", label_key="title"),))


def scores_cube(store: Store, found: Balance, language: str) -> Cube:
    """The method and the plain forecasts on the past."""
    numbers = (
        ("mape", "Gennemsnitlig fejl, procent", "Mean error, per cent"),
        ("value", "Samlet fejl, procent", "Total error, per cent"),
        ("relative_mae", "Fejl i forhold til den bedste enkle", "Error relative to the better naive"),
        ("better_cells", "Celler bedre, procent", "Cells better, per cent"),
        ("direction", "Retningen ramt, procent", "Direction right, per cent"),
        ("relative_growth", "Hurtigere end gennemsnittet ramt, procent", "Faster than average right, per cent"),
        ("coverage50", "50 %-interval dækkede", "50% interval covered"),
        ("coverage80", "80 %-interval dækkede", "80% interval covered"),
        ("coverage95", "95 %-interval dækkede", "95% interval covered"),
        ("brier_skill", "Brier skill", "Brier skill"),
    )
    table = FileTable(
        name="arbejdskraftbalance-traefsikkerhed",
        title_da="Metoden prøvet på fortiden",
        title_en="The method tested on the past",
        columns=(
            Column("series", "Serie", "Series", "text"),
            Column("source", "Kilde", "Source", "text"),
            Column("mode", "Kendt på forhånd", "Known beforehand", "text"),
            Column("method", "Metode", "Method", "text"),
            Column("ahead", "År frem", "Years ahead", "text"),
            *(Column(key, da, en, "number") for key, da, en in numbers),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(asdict(row) | {"value": row.wape, "status": SHOWN} for row in found.scores()),
        about=about_balance(store, found, language),
    )
    return Cube(table, (Dimension("series"), Dimension("mode"), Dimension("method"), Dimension("ahead")))


def simulated_cube(store: Store, found: Balance, language: str) -> Cube:
    """The method on made-up markets."""
    table = FileTable(
        name="arbejdskraftbalance-opdigtede-markeder",
        title_da="Metoden prøvet på opdigtede markeder (syntetiske tal)",
        title_en="The method tested on made-up markets (synthetic figures)",
        columns=(
            Column("quantity", "Størrelse", "Quantity", "text"),
            Column("ahead", "År frem", "Years ahead", "text"),
            Column("coverage50", "50 %-interval dækkede", "50% interval covered", "number"),
            Column("value", "80 %-interval dækkede", "80% interval covered", "number"),
            Column("coverage95", "95 %-interval dækkede", "95% interval covered", "number"),
            Column("bias", "Skævhed, procent af efterspørgslen", "Bias, per cent of demand", "number"),
            Column("reliability_gap", "Største afstand mellem sagt og sket", "Largest gap, said and came", "share"),
            Column("markets", "Markeder", "Markets", "number"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(asdict(row) | {"value": row.coverage80, "status": SHOWN} for row in found.simulated_scores()),
        about=about_balance(store, found, language),
    )
    return Cube(table, (Dimension("quantity"), Dimension("ahead")), more=("reliability_gap",))


def vintages_cube(store: Store, found: Balance, language: str) -> Cube:
    """What every release has said of the region's B3."""
    table = FileTable(
        name="arbejdskraftbalance-udgaver",
        title_da="Arbejdskraftbalance: hvad tidligere udgaver sagde",
        title_en="Labour-market balance: what earlier releases said",
        columns=(
            Column("computed_date", "Beregnet", "Computed", "text"),
            Column("vintage", "Grundlag", "Vintage", "text"),
            Column("digest", "Grundlagets mærke", "Digest of the inputs", "text"),
            Column("education", "Uddannelse (kode)", "Education (code)", "text"),
            Column("group_name", "Uddannelse", "Education", "text"),
            Column("year", "År", "Year", "number"),
            Column("verdict", "Vurdering", "Assessment", "text"),
            Column("p_shortage", "Sandsynlighed for mangel", "Probability of a shortage", "share"),
            Column("value", "Midten, personer", "Middle, persons", "number"),
            Column("q10", "10 %-fraktil", "10% quantile", "number"),
            Column("q90", "90 %-fraktil", "90% quantile", "number"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(
            asdict(row)
            | {"group_name": group_name(row.education), "verdict": verdict_words(row.verdict)}
            | {"value": row.q50, "status": SHOWN}
            for row in found.vintages()
        ),
        about=about_balance(store, found, language),
    )
    dimensions = (
        Dimension("computed_date"),
        Dimension("digest", label_key="vintage"),
        Dimension("education", label_key="group_name"),
        Dimension("year", role="time"),
    )
    return Cube(table, dimensions, more=("p_shortage", "q10", "q90"))


def outside_cube(store: Store, found: Balance, language: str) -> Cube:
    """Young people outside education and work, by area and year."""
    table = FileTable(
        name="unge-uden-for-uddannelse-og-arbejde",
        title_da="Unge 16-24 år uden for uddannelse og arbejde, ført videre",
        title_en="Young people aged 16-24 outside education and work, carried on",
        columns=(
            Column("area", "Område (kode)", "Area (code)", "text"),
            Column("area_name", "Område", "Area", "text"),
            Column("year", "År", "Year", "number"),
            Column("value", "Andel", "Share", "share"),
            Column("share_q10", "Nedre grænse (80 %)", "Lower limit (80%)", "share"),
            Column("share_q90", "Øvre grænse (80 %)", "Upper limit (80%)", "share"),
            Column("persons", "Unge 16-24 år", "Aged 16-24", "number"),
            Column("q50", "Antal", "Number", "number"),
            Column("q10", "Antal, nedre grænse", "Number, lower limit", "number"),
            Column("q90", "Antal, øvre grænse", "Number, upper limit", "number"),
            Column("last_year", "Sidst optalt", "Last counted", "number"),
            Column("last_share", "Andel da", "Share then", "share"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(
            asdict(row) | {"area_name": place_name(row.area, language), "value": row.share_q50, "status": SHOWN}
            for row in found.outside()
        ),
        about=about_balance(store, found, language),
    )
    dimensions = (Dimension("area", label_key="area_name", role="geo"), Dimension("year", role="time"))
    return Cube(table, dimensions, more=("share_q10", "share_q90", "persons", "q50", "q10", "q90"))


def profile_cube(store: Store, found: Balance, language: str) -> Cube:
    """The profile view."""
    table = FileTable(
        name="profil-efter-25-aar",
        title_da="Profil efter 25 år: periodemål, ikke prognose",
        title_en="Profile after 25 years: period measure, not a forecast",
        columns=(
            Column("area", "Område (kode)", "Area (code)", "text"),
            Column("area_name", "Område", "Area", "text"),
            Column("state", "Hvor de er (kode)", "State (code)", "text"),
            Column("state_name", "Hvor de er", "State", "text"),
            Column("value", "Andel", "Share", "share"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(
            asdict(row)
            | {
                "area_name": place_name(row.area, language),
                "state_name": state_words(row.state),
                "value": row.share,
                "status": SHOWN,
            }
            for row in found.profile()
        ),
        about=about_balance(store, found, language),
    )
    return Cube(table, (Dimension("area", label_key="area_name", role="geo"), Dimension("state", "state_name")))
