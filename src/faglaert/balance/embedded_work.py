# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who takes part, who is unemployed, the jobs, who commutes and which education industries use, from official margins.

Levels are published ones (employment rates, unemployed, jobs by industry, net commuting); what distributes them over
age, education and municipality is assumed, and says so.
"""

from dataclasses import dataclass

import numpy as np

from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE, SEXES, VARIANTS
from faglaert.balance.embedded_people import COUNTRY, REGION, REGIONS, figures_of
from faglaert.balance.fitting import fit
from faglaert.balance.inputs import Array
from faglaert.balance.trends import Rule, damped_steps, sen_slope
from faglaert.definitions.classifications import tiles
from faglaert.definitions.figures import series_figures
from faglaert.definitions.labour import labour_figures
from faglaert.definitions.labour_assumptions import labour_assumptions

INDUSTRIES = ("A", "B-E", "F", "G-I", "J", "K", "L", "M-N", "O-Q", "R-U")
LEVELS = ("ED0-2", "ED3_4", "ED5-8")
LEVEL_OF = {"H10": LEVELS[0], "H20": LEVELS[1], "H30": LEVELS[1], "H90": LEVELS[0]}
LEVEL_OF |= dict.fromkeys(("H40", "H50", "H60", "H70", "H80"), LEVELS[2])
"""Education as the Labour Force Survey has it."""
SURVEY_YEAR, RATE_YEAR, JOBS_YEAR, GROWTH_YEAR = 2015, 2021, 2019, 2024
NET_YEAR, ARRIVALS_YEAR, PLACES_YEAR = 2017, 2015, 2013
FEWEST_BEHIND = 10
"""Years of the past that a departure is measured after: a whole cycle."""
THOUSAND = 1000.0
HALVINGS = 60
WIDEST_SHIFT = 8.0
CORE = slice(AGES.index("25-29"), AGES.index("65-69"))
YOUNG = slice(0, AGES.index("25-29"))
WORKING = slice(0, AGES.index("65-69"))


def _logit(share: Array) -> Array:
    inside = np.clip(share, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside / (1 - inside)))


def _shift_to(offsets: Array, weights: Array, target: Array) -> Array:
    """For each row the logit to add to ``offsets`` so that the mean rate weighted by ``weights`` is ``target``."""
    low, high = np.full(len(target), -WIDEST_SHIFT), np.full(len(target), WIDEST_SHIFT)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        rates = 1 / (1 + np.exp(-(offsets + middle[:, None])))
        below = (rates * weights).sum(axis=1) < target * weights.sum(axis=1)
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)


@dataclass(frozen=True)
class Status:
    """What registers counted, as shares.

    ``participation`` is the region's labour force by age (15-64), sex and education, ``employed`` residents in work at
    16-64 by municipality, ``unemployed`` those of the region's labour force by education.
    """

    participation: Array
    employed: Array
    unemployed: Array


def participation(
    municipalities: tuple[str, ...], people: Array, unemployed: Array, counted: Status | None = None
) -> Array:
    """Labour force as a share of persons by municipality, age, sex and education.

    ``people`` are persons along the same axes, ``unemployed`` persons by municipality. Sex and education differ on the
    logit as in the Labour Force Survey 2015 (ages 25-64), age as assumed; each municipality is then moved to its
    employment rate of 2021, carried to the country's latest. ``counted`` takes the place of both below 65 years.
    """
    offsets = _sex_offsets()[None, :, None] + _education_offsets()[None, None, :]
    offsets = np.broadcast_to(offsets, (len(AGES), len(SEXES), len(EDUCATIONS))).reshape(len(AGES), -1)
    region = people.sum(axis=0).reshape(len(AGES), -1)
    by_age = offsets + _shift_to(offsets, region, _rates_by_age(region.sum(axis=1)))[:, None]
    if counted is not None:
        by_age[WORKING] = _logit(counted.participation).reshape(by_age[WORKING].shape)
    working = people[:, WORKING].reshape(len(municipalities), -1)
    from_16 = people[:, WORKING].sum(axis=(1, 2, 3)) - people[:, 0].sum(axis=(1, 2)) / 5
    in_work = _employment_rates(municipalities) if counted is None else counted.employed
    target = (in_work * from_16 + unemployed) / working.sum(axis=1)
    flat = np.broadcast_to(by_age[WORKING].reshape(1, -1), working.shape)
    shift = _shift_to(flat, working, target)
    logits = by_age[None] + shift[:, None, None]
    return np.asarray(1 / (1 + np.exp(-logits))).reshape(people.shape)


def _rates_by_age(persons: Array) -> Array:
    """The assumed shape by age, lifted in 15-24 and 25-64 to the survey's level; from 65 as assumed."""
    assumed = labour_assumptions().participation.by_age
    rates = np.array([assumed[age] for age in AGES])
    young = figures_of("population_history", (REGION,), (SURVEY_YEAR,), SEXES, AGES[YOUNG]).sum()
    worked = labour_figures("employed_by_age_2015")[REGION, SURVEY_YEAR, "TOT", "15-24"] * THOUSAND
    core = figures_of("population_history", (REGION,), (SURVEY_YEAR,), SEXES, AGES[CORE]).sum()
    force = labour_figures("labour_force_2015")[REGION, SURVEY_YEAR, "TOT", "TOT"] * THOUSAND
    jobless = 1 - labour_figures("employed_2015")[REGION, SURVEY_YEAR, "TOT", "TOT"] * THOUSAND / force
    for ages, level in ((YOUNG, worked / young / (1 - jobless)), (CORE, force / core)):
        logits = _logit(rates[ages])[None]
        rates[ages] = 1 / (1 + np.exp(-(logits + _shift_to(logits, persons[None, ages], np.array([level]))[:, None])))
    return rates


def _sex_offsets() -> Array:
    persons = figures_of("population_history", (REGION,), (SURVEY_YEAR,), SEXES, AGES[CORE])[0, 0].sum(axis=1)
    force = figures_of("labour_force_2015", (REGION,), (SURVEY_YEAR,), SEXES, ("TOT",)).ravel() * THOUSAND
    return np.asarray(_logit(force / persons) - _logit(force.sum() / persons.sum()))


def _education_offsets() -> Array:
    persons = figures_of("population_history", (REGION,), (SURVEY_YEAR,), SEXES, AGES[CORE]).sum()
    shares = figures_of("education_level_shares", (REGION,), (SURVEY_YEAR,), LEVELS).ravel() / 100
    force = figures_of("labour_force_2015", (REGION,), (SURVEY_YEAR,), ("TOT",), LEVELS).ravel() * THOUSAND
    by_level = _logit(force / (shares * persons)) - _logit(force.sum() / persons)
    return np.array([by_level[LEVELS.index(LEVEL_OF[code])] for code in EDUCATIONS])


def _employment_rates(municipalities: tuple[str, ...]) -> Array:
    """Employment rate of each municipality in 2021, moved on the logit as the country has moved since."""
    own = figures_of("employment_rate_2021", municipalities, (RATE_YEAR,)).ravel() / 100
    country = {row.period: float(row.value or 0) / 100 for row in series_figures("employment_rate")}
    moved = _logit(np.array(country[max(country)])) - _logit(np.array(country[str(RATE_YEAR)]))
    return np.asarray(1 / (1 + np.exp(-(_logit(own) + moved))))


def unemployed_now(municipalities: tuple[str, ...]) -> tuple[Array, Array]:
    """Full-time unemployed of each municipality: in the newest July, and the mean of all."""
    years = tuple(sorted({int(key[1]) for key in labour_figures("unemployed_july")}))
    by_year = figures_of("unemployed_july", municipalities, years)
    return by_year[:, -1], by_year.mean(axis=1)


def unemployment_shares(force: Array, unemployed: Array, relative: Array | None = None) -> Array:
    """Share of the labour force (by municipality and education) that is unemployed.

    Educations differ as ``relative`` does, by level as in 2015 where it is not given.
    """
    ratio = _unemployment_by_level() if relative is None else relative
    return np.asarray(ratio * (unemployed / (force @ ratio))[:, None])


def _unemployment_by_level() -> Array:
    labour = figures_of("labour_force_2015", (REGION,), (SURVEY_YEAR,), ("TOT",), LEVELS).ravel()
    worked = figures_of("employed_2015", (REGION,), (SURVEY_YEAR,), ("TOT",), LEVELS).ravel()
    by_level = 1 - worked / labour
    return np.array([by_level[LEVELS.index(LEVEL_OF[code])] for code in EDUCATIONS])


def national_jobs(years: tuple[int, ...]) -> Array:
    """The nation's employed persons by variant, industry and year.

    The level is the regional accounts' of 2019 moved by the growth of employees by industry to the newest year, then by
    a fading mean growth.
    """
    rule = labour_assumptions().national_jobs
    span = tuple(range(2000, GROWTH_YEAR + 1))
    employees = np.log(figures_of("employees_by_industry", (COUNTRY,), span, INDUSTRIES)[0].T)
    accounts = figures_of("jobs_by_industry", REGIONS, (JOBS_YEAR,), INDUSTRIES).sum(axis=(0, 1)) * THOUSAND
    level = np.log(accounts) + employees[:, -1] - employees[:, span.index(JOBS_YEAR)]
    slope = sen_slope(employees)
    ahead = damped_steps(rule.damping, years[-1] - GROWTH_YEAR)
    steps = np.array([ahead[year - GROWTH_YEAR - 1] for year in years])
    base = level[:, None] + slope[:, None] * steps
    spread = rule.deviations * _departures(employees, Rule(rule.damping, 1.0), years[-1] - years[0])
    paths = [base + sign * spread for sign in (-1, 0, 1)]
    return np.asarray(np.exp(np.stack(paths[: len(VARIANTS)])))


def _departures(logs: Array, rule: Rule, horizon: int) -> Array:
    """0 in the first year, then the standard deviation of all industries together from the rule, 1 … ``horizon`` ahead.

    Measured at every year of the past that has ten years behind it.
    """
    total = np.log(np.exp(logs).sum(axis=0))
    misses: list[list[float]] = [[] for _ in range(horizon)]
    for origin in range(FEWEST_BEHIND, len(total) - 1):
        slope = float(sen_slope(total[: origin + 1]))
        expected = total[origin] + slope * damped_steps(rule.damping, horizon)
        for step, value in enumerate(total[origin + 1 : origin + 1 + horizon]):
            misses[step].append(float(value - expected[step]))
    deviations = [float(np.sqrt(np.mean(np.square(each)))) for each in misses]
    return np.concatenate([[0.0], np.maximum.accumulate(deviations)])


def register_ratio(year: int) -> float:
    """Employed as the registers count them over employed as the regional accounts do, whole country."""
    accounts = figures_of("jobs_by_industry", REGIONS, (year,), INDUSTRIES).sum() * THOUSAND
    return labour_figures("employed_residents")[COUNTRY, year] / float(accounts)


def net_arrivals(year: int) -> float:
    """Jobs in the region minus residents in work, as the registers count, as a share of residents in work."""
    jobs = figures_of("jobs_by_industry", (REGION,), (year,), INDUSTRIES).sum() * THOUSAND * register_ratio(year)
    residents = labour_figures("employed_residents")[REGION, year]
    return (float(jobs) - residents) / residents


def departures() -> float:
    """Residents who work outside the region as a share of residents in work: arrivals published for 2015 minus net."""
    residents = labour_figures("employed_residents")[REGION, ARRIVALS_YEAR]
    return labour_assumptions().commuting.arrivals_2015 / residents - net_arrivals(ARRIVALS_YEAR)


@dataclass(frozen=True)
class Places:
    """Commuters by origin and workplace, jobs by workplace and industry; the last of each is outside."""

    commuters: Array
    jobs: Array


def regional_jobs(national: Array, employed: float, net_share: float) -> tuple[Array, float]:
    """The region's jobs by industry, and the factor that brought them to their level.

    Industries have the region's shares of the nation in 2019. The level gives net commuting of ``net_share`` of the
    ``employed`` residents.
    """
    accounts = figures_of("jobs_by_industry", REGIONS, (JOBS_YEAR,), INDUSTRIES)[:, 0]
    jobs = national * accounts[REGIONS.index(REGION)] / accounts.sum(axis=0)
    factor = employed * (1 + net_share) / float(jobs.sum())
    return jobs * factor, factor


def jobs_by_residents(municipalities: tuple[str, ...], employed: Array, regional: Array) -> Array:
    """Jobs by municipality and industry; ``employed`` residents by municipality, ``regional`` jobs by industry.

    Within the region the published net commuting of twelve municipalities holds, moved as the region's has moved since;
    the others share what is left by their employed residents. Industries are the region's everywhere.
    """
    net = regional.sum() - employed.sum()
    net_then = net_arrivals(PLACES_YEAR) * labour_figures("employed_residents")[REGION, PLACES_YEAR]
    published = labour_figures("net_commuting_2013")
    by_place = np.array([published.get((code, PLACES_YEAR), np.nan) for code in municipalities]) * net / net_then
    unknown = np.isnan(by_place)
    by_place[unknown] = (net - np.nansum(by_place)) * employed[unknown] / employed[unknown].sum()
    return np.asarray((employed + by_place)[:, None] * (regional / regional.sum()))


def places(employed: Array, inside: Array, pattern: Array, *, leaving_share: float) -> Places:
    """Jobs and commuters of the base year, outside last: ``inside`` are jobs by municipality and industry.

    ``leaving_share`` of the ``employed`` residents leave the region; as many arrive as its jobs then lack. Commuters
    are fitted from ``pattern``, by origin and workplace. Jobs outside have the region's industries.
    """
    leaving = leaving_share * employed.sum()
    by_industry = inside.sum(axis=0)
    jobs = np.vstack([inside, leaving * by_industry / by_industry.sum()])
    origins = np.append(employed, leaving + inside.sum() - employed.sum())
    return Places(fit(pattern, [((0,), origins), ((1,), jobs.sum(axis=1))]), jobs)


def commuting_pattern(municipalities: tuple[str, ...]) -> Array:
    """Assumed commuting by distance on the tile map; outside is as far as the region's mean distance."""
    rule = labour_assumptions().commuting
    place = {tile.area_code: (tile.column, tile.row) for tile in tiles()}
    points = np.array([place[code] for code in municipalities], dtype=float)
    distance = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    size = len(municipalities)
    pattern = np.full((size + 1, size + 1), np.exp(-distance.mean() / rule.decay))
    pattern[:size, :size] = np.exp(-distance / rule.decay) * (1 + (rule.own_weight - 1) * np.eye(size))
    pattern[-1, -1] = 0.0
    return pattern


def education_mix(found: Places, employed: Array, seed_mix: Array) -> Array:
    """Share of each education by workplace and industry; ``employed`` residents by municipality and education.

    Who works at a workplace by education follows from who lives where and commutes how; a fit from ``seed_mix``
    (industry, education) then gives industry against education at each workplace; an industry without jobs there has
    the shares of ``seed_mix``. Arrivals from outside have the region's educations by reach.
    """
    rule = labour_assumptions()
    reach = np.array([rule.commuting.reach[code] for code in EDUCATIONS])
    arriving = found.commuters[-1].sum() * _normal(employed.sum(axis=0) * reach)
    origins = np.vstack([employed, arriving])
    at_home = np.eye(len(origins), dtype=bool)[..., None]
    seed = found.commuters[..., None] * np.where(at_home, 1.0, reach)
    jobs = found.jobs.sum(axis=1)
    flows = fit(seed, [((0, 2), origins), ((1,), jobs)])
    by_education = flows.sum(axis=0)
    tables = [
        fit(seed_mix * rows[:, None], [((0,), rows), ((1,), columns)])
        for rows, columns in zip(found.jobs, by_education, strict=True)
    ]
    table = np.stack(tables)
    whole = table.sum(axis=2, keepdims=True)
    usual = np.broadcast_to(seed_mix / seed_mix.sum(axis=1, keepdims=True), table.shape)
    return np.asarray(np.divide(table, whole, out=usual.copy(), where=whole > 0))


def _normal(values: Array) -> Array:
    return np.asarray(values / values.sum())


def pension_age(years: tuple[int, ...]) -> Array:
    """Statutory pension age in each year."""
    return np.array([labour_assumptions().pension.age_in(year) for year in years])


def by_education(values: dict[str, float]) -> Array:
    """Numbers given by education, in the order of the axis."""
    return np.array([values[code] for code in EDUCATIONS])


def workplaces(municipalities: tuple[str, ...]) -> tuple[str, ...]:
    """The municipalities and outside."""
    return (*municipalities, OUTSIDE)
