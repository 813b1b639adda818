# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The levers a reader can turn: a form whose address is the scenario."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from faglaert.definitions import scenarios as definitions
from faglaert.definitions.reading import Text

FIRST_YEAR = 2027
VARIANTS = {"lav": "low", "middel": "base", "hoej": "high"}
Made = Callable[[float], definitions.Lever]


@dataclass(frozen=True)
class Lever:
    """A number between two bounds, in steps; ``make`` turns it into the lever of a scenario."""

    title: str
    hint: str
    low: int
    high: int
    make: Made
    step: str = "1"


def _growth(industry: str) -> Made:
    return lambda value: definitions.IndustryLever(kind="industry_growth", industries=(industry,), points_a_year=value)


LEVERS: dict[str, Lever] = {
    "faerre_tabt": Lever(
        gettext_lazy("Færre tabte mellem grundforløb 2 og hovedforløb, procent"),
        gettext_lazy("0 til 100, fra 2027. Følges til svend, med frafald og det antal lærepladser, der findes."),
        0,
        100,
        lambda value: definitions.FewerLostLever(kind="fewer_lost", per_cent=value, first_year=FIRST_YEAR),
    ),
    "flere_faglaerte": Lever(
        gettext_lazy("Flere faglærte om året i stedet for ufaglærte, personer"),
        gettext_lazy("0 til 3000, fra 2027."),
        0,
        3000,
        lambda value: definitions.CompletionsLever(
            kind="completions", gained="H30", left="H10", persons_a_year=value, first_year=FIRST_YEAR
        ),
    ),
    "voksne": Lever(
        gettext_lazy("Flere voksne, der bliver faglærte, procent"),
        gettext_lazy("0 til 50: vækst i andelen af en årgang på fem år, 25-49 år."),
        0,
        50,
        lambda value: definitions.AdultEducationLever(
            kind="adult_education",
            education="H30",
            per_cent=value,
            ages=("25-29", "30-34", "35-39", "40-44", "45-49"),
        ),
    ),
    "seniorer": Lever(
        gettext_lazy("Flere 60-69-årige i arbejde, procentpoint"),
        gettext_lazy("−10 til 10."),
        -10,
        10,
        lambda value: definitions.ParticipationLever(kind="participation", points=value, ages=("60-64", "65-69")),
    ),
    "pension": Lever(
        gettext_lazy("Pensionsalderen, år senere"),
        gettext_lazy("−2 til 2, fra 2027."),
        -2,
        2,
        lambda value: definitions.PensionAgeLever(kind="pension_age", years=value, first_year=FIRST_YEAR),
    ),
    "befolkning": Lever(
        gettext_lazy("Folketallet, procent flere"),
        gettext_lazy("−10 til 10, fra 2027: for eksempel flere tilflyttere."),
        -10,
        10,
        lambda value: definitions.PopulationLever(kind="population", factor=1 + value / 100, first_year=FIRST_YEAR),
    ),
    "vaekst_byg": Lever(
        gettext_lazy("Vækst i bygge og anlæg, procentpoint mere om året"),
        gettext_lazy("−3 til 3, i halve."),
        -3,
        3,
        _growth("F"),
        "0.5",
    ),
    "vaekst_industri": Lever(
        gettext_lazy("Vækst i industri og forsyning, procentpoint mere om året"),
        gettext_lazy("−3 til 3, i halve."),
        -3,
        3,
        _growth("B-E"),
        "0.5",
    ),
    "vaekst_velfaerd": Lever(
        gettext_lazy("Vækst i offentlig service, undervisning og sundhed, procentpoint mere om året"),
        gettext_lazy("−3 til 3, i halve."),
        -3,
        3,
        _growth("O-Q"),
        "0.5",
    ),
    "mix": Lever(
        gettext_lazy("Skiftet i brancherne mod anden uddannelse, procent af det forventede"),
        gettext_lazy("0 til 200: 0 fryser det, 100 er som fremskrevet."),
        0,
        200,
        lambda value: definitions.MixLever(kind="mix", drift=value / 100),
    ),
    "ledighed": Lever(
        gettext_lazy("Strukturel ledighed, procentpoint højere"),
        gettext_lazy("−2 til 2, i halve."),
        -2,
        2,
        lambda value: definitions.StructuralLever(kind="structural", points=value),
        "0.5",
    ),
}
NEUTRAL = {"mix": 100}
"""Where a lever rests, if not at 0."""
WITH, VARIANT = "med", "vaekst"
MOST_OTHERS = 3
QUERY_KEYS = (*LEVERS, VARIANT, WITH)


class LeverForm(forms.Form):
    """Every lever as a field that may be left alone."""

    def __init__(self, data: Mapping[str, object] | None = None) -> None:
        """Take the values of an address."""
        super().__init__(data)
        for name, lever in LEVERS.items():
            words = gettext("Skriv et tal fra %(low)s til %(high)s.") % {"low": lever.low, "high": lever.high}
            self.fields[name] = forms.DecimalField(
                label=lever.title,
                help_text=lever.hint,
                required=False,
                min_value=lever.low,
                max_value=lever.high,
                step_size=Decimal(lever.step),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value", "step_size", "max_digits", "max_whole_digits"), words
                ),
                max_digits=6,
            )
        self.fields[VARIANT] = forms.ChoiceField(
            label=gettext("Beskæftigelsen i landets brancher"),
            required=False,
            choices=[
                ("", gettext("blandet, som i grundforløbet")),
                ("lav", gettext("det lave forløb")),
                ("middel", gettext("det midterste forløb")),
                ("hoej", gettext("det høje forløb")),
            ],
            error_messages={"invalid_choice": gettext("Vælg et af forløbene på listen.")},
        )


@dataclass(frozen=True)
class Choice:
    """Levers that are turned, by name in the order of the form; the same turns have the same ``slug`` and name."""

    turned: tuple[tuple[str, str], ...]

    @property
    def slug(self) -> str:
        """The whole scenario in one short text."""
        return ",".join(f"{name}:{value}" for name, value in self.turned)

    @property
    def id(self) -> str:
        """A short name from the levers' digest."""
        return f"s{hashlib.sha256(self.slug.encode()).hexdigest()[:10]}"

    @property
    def words(self) -> tuple[str, ...]:
        """What is turned and by how much."""
        names = {"lav": gettext("lav"), "middel": gettext("middel"), "hoej": gettext("høj")}
        return tuple(
            f"{LEVERS[name].title}: {value}" if name in LEVERS else f"{gettext('Beskæftigelsen')}: {names[value]}"
            for name, value in self.turned
        )

    def scenario(self) -> definitions.Scenario:
        """The scenario to compute."""
        levers = [
            LEVERS[name].make(float(value))
            if name in LEVERS
            else definitions.VariantLever(kind="variant", variant=VARIANTS[value])
            for name, value in self.turned
        ]
        words = Text(da=self.slug, en=self.slug)
        return definitions.Scenario(id=self.id, name=words, description=words, source="reader", levers=tuple(levers))


def choice_of(form: LeverForm) -> Choice:
    """What a valid form turns; levers at rest are left out."""
    turned = []
    for name in (*LEVERS, VARIANT):
        value = form.cleaned_data.get(name)
        if value in (None, "") or value == NEUTRAL.get(name, 0):
            continue
        turned.append((name, f"{value.normalize():f}" if isinstance(value, Decimal) else value))
    return Choice(tuple(turned))


def choice_from(slug: str) -> Choice | None:
    """The choice of a slug; None for one that is none of ours."""
    pairs = [part.split(":", 1) for part in slug.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        return None
    form = LeverForm(dict(pairs))
    if {name for name, _ in pairs} - set(form.fields) or not form.is_valid():
        return None
    found = choice_of(form)
    return found if found.turned else None


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the form with its values, and the scenarios to compare with."""

    form: LeverForm
    others: tuple[Choice, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The scenarios, the reader's own first; none while nothing is turned or a value cannot be used."""
        own = choice_of(self.form) if self.form.is_valid() else Choice(())
        return tuple(dict.fromkeys((own, *self.others))) if own.turned else ()


def asked_of(query: QueryDict) -> Asked:
    """What the parameters of an address ask for; scenarios to compare with that are none of ours are left out."""
    values = {name: query[name].strip() for name in QUERY_KEYS if name != WITH and query.get(name)}
    others = (choice_from(slug) for slug in query.getlist(WITH)[:MOST_OTHERS])
    return Asked(LeverForm(values), tuple(each for each in others if each is not None))


def query_for(choices: tuple[Choice, ...]) -> str:
    """The parameters that ask for these scenarios, in their order."""
    own, *others = choices
    return urlencode([*own.turned, *((WITH, each.slug) for each in others)], safe=":,")
