# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a dossier says of a programme, from small files that are imported and built; all rows are test data."""

from datetime import date

import pytest

from faglaert.definitions.dossier import measures
from faglaert.published.dossier import Dossier, DossierLine, dossier, dossier_programmes, dossiers
from faglaert.published.store import Store, open_store
from faglaert.settings import Settings
from tests.small_world.dossier_files import COOK, ELECTRICIAN, GLAZIER, dossier_installation


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store built with the four files."""
    folder = tmp_path_factory.mktemp("dossier")
    return open_store(dossier_installation(folder).paths)


def lines(found: Dossier, measure_id: str) -> dict[str, DossierLine]:
    return {line.area_code: line for line in found.lines if line.measure.id == measure_id}


def test_schools_of_the_region_are_added_up_and_the_country_stands_beside(store: Store) -> None:
    found = lines(dossier(store, ELECTRICIAN), "apprenticeship")
    assert {area: (line.value, line.period) for area, line in found.items()} == {
        "084": (140 / 200, "2025"),
        "000": (600 / 900, "2025"),
    }
    assert {line.status for line in found.values()} == {"shown"}
    assert {line.source_id for line in found.values()} == {"uvm_agreements_file"}


def test_a_hidden_school_hides_the_region_and_not_the_country(store: Store) -> None:
    found = lines(dossier(store, GLAZIER), "apprenticeship")
    assert (found["084"].status, found["084"].value) == ("suppressed", None)
    assert (found["000"].status, found["000"].value) == ("shown", 0.75)


def test_few_without_an_agreement_are_hidden(store: Store) -> None:
    line = lines(dossier(store, "30353010"), "apprenticeship")["084"]
    assert (line.status, line.value, line.is_evidence) == ("suppressed", None, False)


def test_a_small_group_is_an_interval(store: Store) -> None:
    line = lines(dossier(store, COOK), "apprenticeship")["084"]
    assert (line.status, line.value, line.low, line.high) == ("interval", None, 0.33, 0.67)
    assert line.is_evidence


def test_means_are_weighed_by_the_answers(store: Store) -> None:
    line = lines(dossier(store, ELECTRICIAN), "wellbeing_overall")["084"]
    assert (line.value, line.status) == (pytest.approx(3.75), "shown")


def test_a_mean_of_few_is_hidden(store: Store) -> None:
    line = lines(dossier(store, ELECTRICIAN), "wellbeing_learning_environment")["084"]
    assert (line.value, line.status) == (None, "suppressed")


def test_a_title_in_shortage_in_two_areas_counts_once(store: Store) -> None:
    assert lines(dossier(store, ELECTRICIAN), "shortage")["084"].value == 1


def test_a_title_without_shortage_is_zero_and_not_missing(store: Store) -> None:
    line = lines(dossier(store, COOK), "shortage")["084"]
    assert (line.value, line.status, line.is_absent) == (0, "zero", False)


def test_titles_stand_with_category_or_rate(store: Store) -> None:
    found = [(each.kind, each.rar_code, each.category, each.value) for each in dossier(store, ELECTRICIAN).titles]
    assert found == [
        ("balance", "bornholm", "extensive_shortage", None),
        ("balance", "hovedstaden", "shortage", None),
        ("recruitment", "all", None, 0.305),
        ("recruitment", "hovedstaden", None, 0.276),
    ]


def test_what_is_not_there_has_a_line_that_says_so(store: Store) -> None:
    found = dossier(store, ELECTRICIAN)
    assert {line.measure.id for line in found.lines} == set(measures())
    line = found.headline("employment")
    assert (line.is_absent, line.status, line.value, line.source_id) == (True, "missing", None, "")


def test_the_region_is_read_first(store: Store) -> None:
    assert dossier(store, ELECTRICIAN).headline("apprenticeship").area_code == "084"


def test_only_periods_that_had_ended_are_seen_from_an_earlier_day(store: Store) -> None:
    found = lines(dossier(store, ELECTRICIAN, as_of=date(2025, 6, 30)), "apprenticeship")
    assert {area: (line.value, line.period) for area, line in found.items()} == {"084": (0.5, "2024")}
    assert dossier(store, ELECTRICIAN, as_of=date(2025, 6, 30)).titles == ()


def test_all_dossiers_say_what_each_says(store: Store) -> None:
    every = {each.programme.code: each for each in dossiers(store)}
    assert set(every) == set(dossier_programmes())
    assert every[ELECTRICIAN].lines == dossier(store, ELECTRICIAN).lines
    assert every[ELECTRICIAN].evidence_count == 3


def test_a_programme_nobody_knows_is_an_error(store: Store) -> None:
    with pytest.raises(KeyError, match="99999999"):
        dossier(store, "99999999")


def test_without_any_file_everything_is_missing(published: Settings) -> None:
    found = dossier(open_store(published.paths), ELECTRICIAN)
    assert all(line.is_absent for line in found.lines)
    assert (found.evidence_count, found.titles) == (0, ())


def test_no_row_about_a_school_is_published(store: Store) -> None:
    figures = store.programmes().figures()
    assert {figure.area_code for figure in figures} == {"084", "000"}
    assert {figure.programme_code for figure in figures}.isdisjoint({"TOT"})
