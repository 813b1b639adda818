# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Each lever of a scenario moves what it should, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, EDUCATIONS
from faglaert.balance.inputs import DataKind
from faglaert.balance.scenarios import apply
from faglaert.definitions.reading import Text
from faglaert.definitions.scenarios import Scenario, read_scenario, scenarios
from faglaert.errors import DataRefusedError
from tests.small_world.labour_market import AXES, part, small_inputs

SKILLED, UNSKILLED = EDUCATIONS.index("H30"), EDUCATIONS.index("H10")


def scenario(*levers):
    words = Text(da="navn", en="name")
    return Scenario(id="tried", name=words, description=words, source="a test", levers=levers)


def turned(*levers, **changed):
    return apply(scenario(*levers), small_inputs(**changed), Assumptions())


def differences(inputs):
    before = small_inputs()
    return {name for name, part, _ in inputs.parts() if (part.values != getattr(before, name).values).any()}


def test_population_of_some_grows_from_its_year() -> None:
    lever = {"kind": "population", "factor": 1.1, "residences": ["147"], "ages": ["20-24"], "first_year": 2022}
    inputs, _ = turned(lever)
    grown = inputs.population.values / small_inputs().population.values
    assert np.allclose(grown[1, AGES.index("20-24"), :, 2:], 1.1)
    assert grown.sum() == pytest.approx(grown.size + 0.1 * 2 * 3)
    assert differences(inputs) == {"population"}


def test_what_a_lever_changed_is_marked_as_assumed() -> None:
    official = part(small_inputs().pension_age.values, DataKind.OFFICIAL)
    lever = {"kind": "pension_age", "years": 1, "first_year": 2023}
    inputs, _ = turned(lever, pension_age=official)
    assert inputs.pension_age.values.tolist() == [67, 67, 67, 68, 68]
    assert inputs.pension_age.provenance.kind == DataKind.ASSUMED


def test_participation_points_add_up_over_levers() -> None:
    lever = {"kind": "participation", "points": 3, "ages": ["60-64"], "educations": ["H30"]}
    inputs, assumptions = turned(lever, lever)
    assert assumptions.participation_points.sum() == pytest.approx(0.06)
    assert differences(inputs) == set()


def test_adult_education_changes_the_cohorts() -> None:
    inputs, _ = turned({"kind": "adult_education", "education": "H30", "per_cent": 10, "ages": ["35-39"]})
    assert np.allclose(inputs.cohort_change.values[AGES.index("35-39"), :, SKILLED], np.log(1.1))
    assert differences(inputs) == {"cohort_change"}


def test_completions_move_persons_from_one_education_to_another() -> None:
    lever = {"kind": "completions", "gained": "H30", "left": "H10", "persons_a_year": 30, "first_year": 2023}
    moved = turned(lever)[0].extra_completions.values
    assert moved[:, SKILLED].sum(axis=0).tolist() == [0, 0, 0, 30, 30]
    assert np.array_equal(moved[:, UNSKILLED], -moved[:, SKILLED])


def test_an_industry_grows_faster_year_by_year() -> None:
    lever = {"kind": "industry_growth", "industries": ["B"], "points_a_year": 2}
    jobs = turned(lever)[0].national_jobs.values
    assert np.allclose(jobs[:, 1] / 15_000, 1.02 ** np.arange(5))
    assert np.allclose(jobs[:, 0], 20_000)


def test_a_project_brings_jobs_in_its_years() -> None:
    lever = {
        "kind": "project", "workplace": "147", "industry": "A", "jobs": 50, "first_year": 2021, "last_year": 2022,
    }  # fmt: skip
    extra = turned(lever, lever)[1].extra_jobs
    assert extra[1, 0].tolist() == [0, 100, 100, 0, 0]
    assert extra.sum() == 200


@pytest.mark.parametrize(
    ("lever", "field", "value"),
    [
        ({"kind": "mix", "drift": 0.5, "damping": 0.8}, "mix_drift", 0.5),
        ({"kind": "mix", "damping": 0.8}, "mix_damping", 0.8),
        ({"kind": "commuting", "response": 0.3}, "commuting_response", 0.3),
        ({"kind": "structural", "points": -1}, "structural_shift", -0.01),
        ({"kind": "variant", "variant": "high"}, "variant", "high"),
        ({"kind": "substitution", "elasticities": [1.2]}, "elasticities", (1.2,)),
    ],
)
def test_levers_of_the_model_turn_its_assumptions(lever, field, value) -> None:
    inputs, assumptions = turned(lever)
    assert getattr(assumptions, field) == value
    assert differences(inputs) == set()


def test_a_code_that_does_not_exist_is_refused_with_its_lever() -> None:
    lever = {"kind": "industry_growth", "industries": ["Q"], "points_a_year": 2}
    with pytest.raises(DataRefusedError, match=r"tried\.toml, column levers\.0\.industries: unknown code 'Q'"):
        turned(lever)


@pytest.mark.parametrize(
    ("lever", "reason"),
    [
        ('kind = "magic"', "levers.0"),
        ('kind = "mix"\nspeed = 1', "levers.0.mix.speed"),
        ('kind = "population"\nfactor = -1\nfirst_year = 2030', "greater than 0"),
        (
            'kind = "project"\nworkplace = "101"\nindustry = "A"\njobs = 1\nfirst_year = 2030\nlast_year = 2029',
            "last_year is before first_year",
        ),
    ],
)
def test_a_file_with_an_odd_lever_is_refused(tmp_path, lever, reason) -> None:
    path = tmp_path / "odd.toml"
    words = 'name = {da = "a", en = "a"}\ndescription = {da = "a", en = "a"}'
    path.write_text(f'id = "odd"\n{words}\nsource = "x"\n[[levers]]\n{lever}\n', encoding="utf-8")
    with pytest.raises(DataRefusedError, match=r"odd\.toml") as refused:
        read_scenario(path)
    assert reason in str(refused.value)


def test_scenarios_that_come_with_the_system_can_be_turned() -> None:
    found = scenarios()
    assert {"more_skilled", "senior_participation", "frozen_mix", "low_growth"} <= set(found)
    for name, each in found.items():
        assert each.id == name
        later = small_inputs(axes=replace(AXES, base_year=2026, end_year=2030))
        inputs, assumptions = apply(each, later, Assumptions())
        assert differences(inputs) or repr(assumptions) != repr(Assumptions())


def test_the_base_year_is_never_changed() -> None:
    lever = {"kind": "population", "factor": 2.0, "first_year": 1990}
    assert np.array_equal(turned(lever)[0].population.values[..., 0], small_inputs().population.values[..., 0])
    assert AXES.years[0] == 2020
