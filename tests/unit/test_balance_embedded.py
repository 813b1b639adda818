# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The embedded inputs of the balance: published totals kept, everything else computed and labelled."""

from functools import cache

import numpy as np
import pytest

from faglaert.balance import model
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE, SEXES
from faglaert.balance.embedded import Level, embedded_inputs
from faglaert.balance.embedded_people import REGIONS, figures_of, skilled_propensity
from faglaert.balance.embedded_work import INDUSTRIES, net_arrivals, register_ratio
from faglaert.balance.inputs import Component, DataKind, Inputs
from faglaert.balance.trends import USUAL
from faglaert.definitions.labour import input_parts, labour_figures, labour_series
from faglaert.definitions.labour_assumptions import labour_assumptions

BOTH: tuple[Level, ...] = ("region", "municipality")


@cache
def inputs(level: Level = "municipality") -> Inputs:
    """The embedded inputs, made once."""
    return embedded_inputs(level)


def persons_in(ages: tuple[str, ...]) -> np.ndarray:
    """Persons of these ages by municipality and year."""
    return inputs().population.values[:, [AGES.index(age) for age in ages]].sum(axis=(1, 2))


def people() -> np.ndarray:
    """Persons by municipality, age, sex and education in the base year."""
    return inputs().population.values[..., 0, None] * inputs().shares.values


def employed() -> np.ndarray:
    """Residents in work by municipality and education in the base year."""
    force = (people() * inputs().participation.values).sum(axis=(1, 2))
    return force * (1 - inputs().unemployment.values)


@pytest.mark.parametrize(("group", "ages"), [("20-34", AGES[1:4]), ("35-64", AGES[4:10])])
def test_population_is_the_projections_to_the_person(group: str, ages: tuple[str, ...]) -> None:
    axes = inputs().axes
    projected = figures_of("population_projection", axes.residences, axes.years, (group,))[..., 0]
    assert persons_in(ages) == pytest.approx(projected)


def test_the_old_are_no_more_than_projected() -> None:
    axes = inputs().axes
    to_79 = figures_of("population_projection", axes.residences, axes.years, ("65-79",))[..., 0]
    assert (persons_in(("65-69", "70-74")) < to_79).all()


@pytest.mark.parametrize("code", ["H40", "H50", "H60", "H70", "H80"])
def test_higher_education_keeps_each_municipalitys_share(code: str) -> None:
    counted = people()[:, : AGES.index("70-74")].sum(axis=(1, 2))
    totals = figures_of("education_2025", inputs().axes.residences, (2025,), (code, "TOT"))[:, 0]
    shares = counted[:, EDUCATIONS.index(code)] / counted.sum(axis=1)
    assert shares == pytest.approx(totals[:, 0] / totals[:, 1], rel=1e-9)


def test_unemployed_are_those_counted() -> None:
    force = (people() * inputs().participation.values).sum(axis=(1, 2))
    unemployed = (force * inputs().unemployment.values).sum(axis=1)
    counted = figures_of("unemployed_july", inputs().axes.residences, (2026,)).ravel()
    assert unemployed == pytest.approx(counted)
    assert counted.sum() == 36_073


def test_residents_in_work_meet_the_published_rate_of_the_region() -> None:
    working = people()[:, : AGES.index("65-69")]
    force = (working * inputs().participation.values[:, : AGES.index("65-69")]).sum()
    unemployed = figures_of("unemployed_july", inputs().axes.residences, (2026,)).sum()
    from_16 = working.sum() - working[:, 0].sum() / 5
    published = labour_figures("employment_rate_2021")["084", 2021] / 100
    assert (force - unemployed) / from_16 == pytest.approx(published, abs=0.01)


def test_jobs_give_the_net_commuting_of_the_last_year_known() -> None:
    inside = inputs().jobs.values[:-1].sum()
    assert inside / employed().sum() - 1 == pytest.approx(net_arrivals(2017))
    assert net_arrivals(2017) * labour_figures("employed_residents")["084", 2017] == pytest.approx(105_500, rel=0.005)
    assert register_ratio(2017) == pytest.approx(2848 / 2913, abs=0.001)


def test_jobs_held_are_those_of_residents_and_arrivals() -> None:
    jobs, commuters = inputs().jobs.values.sum(axis=1), inputs().commuters.values
    assert commuters.sum(axis=0) == pytest.approx(jobs)
    assert commuters[:-1].sum(axis=1) == pytest.approx(employed().sum(axis=1))
    assert commuters[-1, -1] == 0


def test_every_education_has_jobs_for_its_residents_and_no_other_place_to_come_from() -> None:
    held = (inputs().jobs.values[..., None] * inputs().mix.values).sum(axis=(0, 1))
    assert (held > employed().sum(axis=0)).all()
    assert held.sum() == pytest.approx(inputs().jobs.values.sum())


def test_published_net_commuting_keeps_its_sign_and_order() -> None:
    axes = inputs().axes
    net = inputs().jobs.values[:-1].sum(axis=1) - employed().sum(axis=1)
    published = {code: value for (code, _), value in labour_figures("net_commuting_2013").items()}
    ours = [net[axes.residences.index(str(code))] for code in sorted(published, key=published.__getitem__)]
    assert ours == sorted(ours)
    assert np.sign(ours).tolist() == np.sign(sorted(published.values())).tolist()


@pytest.mark.parametrize("name", ["population", "jobs", "commuters"])
def test_the_region_is_the_sum_of_its_municipalities(name: str) -> None:
    region, parts = getattr(inputs("region"), name).values, getattr(inputs(), name).values
    assert region.sum() == pytest.approx(parts.sum())


def test_the_regions_shares_are_those_of_its_people() -> None:
    region = inputs("region")
    ours = (region.population.values[..., 0, None] * region.shares.values).sum(axis=(0, 1, 2))
    assert ours == pytest.approx(people().sum(axis=(0, 1, 2)))


def test_the_regions_labour_force_is_that_of_its_municipalities() -> None:
    region = inputs("region")
    force = region.population.values[..., 0, None] * region.shares.values * region.participation.values
    assert force.sum() == pytest.approx((people() * inputs().participation.values).sum())


def test_variants_start_together_and_part_in_order() -> None:
    low, base, high = inputs().national_jobs.values
    assert low[:, 0] == pytest.approx(high[:, 0])
    assert (low[:, 1:] < base[:, 1:]).all()
    assert (base[:, 1:] < high[:, 1:]).all()


def test_pension_age_is_that_of_the_law() -> None:
    ages = dict(zip(inputs().axes.years, inputs().pension_age.values, strict=True))
    assert (ages[2029], ages[2030], ages[2034], ages[2035]) == (67, 68, 68, 69)


def test_a_pension_age_before_the_first_is_unknown() -> None:
    with pytest.raises(LookupError, match="2021"):
        labour_assumptions().pension.age_in(2021)


def test_adults_rise_and_never_fall() -> None:
    change = inputs().cohort_change.values
    assert (change[..., EDUCATIONS.index("H10")] <= 0).all()
    assert (change[..., EDUCATIONS.index("H70")] >= 0).all()
    assert not change[: AGES.index("35-39")].any()


def test_pupils_of_vocational_programmes_are_rarer_in_the_region() -> None:
    assert 0.6 < skilled_propensity() < 0.8


@pytest.mark.parametrize("level", BOTH)
def test_the_base_years_balance_after_commuting_is_the_unemployed_counted(level: Level) -> None:
    usual = dict.fromkeys(Component, USUAL)
    projection = model.project(inputs(level), Assumptions(), usual)
    gap = projection.supply[..., 0].sum() - projection.held[..., 0].sum()
    assert gap == pytest.approx(36_073, abs=0.5)


def test_women_have_more_of_the_welfare_educations() -> None:
    by_sex = people().sum(axis=(0, 1))
    women = by_sex[SEXES.index("K")] / by_sex.sum(axis=0)
    assert women[EDUCATIONS.index("H50")] > 0.55
    assert women[EDUCATIONS.index("H30")] < 0.5


@pytest.mark.parametrize("level", BOTH)
def test_every_part_says_what_it_is_made_of(level: Level) -> None:
    for name, part, _ in inputs(level).parts():
        assert part.provenance.kind == DataKind(input_parts()[name].kind)
        assert part.provenance.text.startswith(input_parts()[name].text["da"])


@pytest.mark.parametrize("level", BOTH)
def test_nothing_fitted_or_assumed_is_called_official(level: Level) -> None:
    official = {name for name, part, _ in inputs(level).parts() if part.provenance.kind is DataKind.OFFICIAL}
    assert official == {"pension_age"}


def test_every_component_has_a_history_but_the_population_that_is_projected() -> None:
    found = {each.component for each in inputs().histories}
    assert found == set(Component) - {Component.POPULATION}
    assert [each.component for each in inputs().assumed_errors] == [Component.POPULATION]
    assert inputs().history(Component.REGIONAL_JOBS).concordance["workplace"][OUTSIDE] == "085"


def test_histories_hold_the_published_figures() -> None:
    jobs = inputs().history(Component.REGIONAL_JOBS)
    place = jobs.codes["workplace"].index("084"), jobs.codes["industry"].index("F"), jobs.years.index(2019)
    assert jobs.values[place] == 47_000


def test_jobs_held_by_residents_are_those_of_two_published_series() -> None:
    """Region H, 2017: 930,922 residents in work of 2,848,333."""
    history = inputs().history(Component.COMMUTING)
    held = history.values[history.codes["residence"].index("084"), history.years.index(2017)]
    jobs = figures_of("jobs_by_industry", REGIONS, (2017,), INDUSTRIES).sum(axis=(1, 2))
    assert held == pytest.approx(1000 * (930_922 / 2_848_333) / (jobs[REGIONS.index("084")] / jobs.sum()))
    assert (history.values[history.codes["residence"].index("085")] > 1200).all()


def test_a_municipalitys_population_is_less_sure_than_the_regions() -> None:
    """73 per cent of normal errors lie within 1.103 standard deviations."""
    of_region, of_municipality = (inputs(level).assumed_errors[0].deviations[0] for level in ("region", "municipality"))
    assert of_municipality == pytest.approx(0.005 / 1.103, rel=1e-3)
    assert 0.002 < of_region < of_municipality


def test_the_regions_population_errs_as_the_projection_of_2018_did() -> None:
    """At ages 25-29 it was 0.05, 0.57, 1.29 and 0.97 per cent too high after one to four years."""
    years = (2019, 2020, 2021, 2022)
    projected = figures_of("population_projection_2018", ("000",), years, AGES)[0]
    counted = figures_of("population_history", ("000",), years, SEXES, AGES)[0].sum(axis=1)
    off = 100 * (projected / counted - 1)
    assert off[:, AGES.index("25-29")] == pytest.approx([0.05, 0.57, 1.29, 0.97], abs=0.01)
    yearly = np.sqrt((off**2 / np.arange(1, 5)[:, None]).mean()) / 100
    assert inputs("region").assumed_errors[0].deviations[0] == pytest.approx(yearly, rel=0.01)


def test_parts_name_series_that_exist_and_every_series_is_named() -> None:
    named = {name for part in input_parts().values() for name in part.series}
    assert named == set(labour_series())


def test_the_words_of_a_part_name_its_sources() -> None:
    told = input_parts()["jobs"].words("en")
    assert told.startswith("The region's jobs by industry in 2019")
    assert "ARDECO" in told
    assert "NABB36" in told
    assert input_parts()["unmet"].words("da").startswith("Ubesatte job")
