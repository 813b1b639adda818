# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Everything an organisation entered, as one ZIP: each kind of record as CSV and JSON, and the files themselves.

Kinds are found by their link to the organisation, so that a new part of the workspace is in it from its first day.
A person takes home what the pages show that person. What others wrote about the organisation's records is named in
:data:`BY_OTHERS` and left out.
"""

import io
import json
import zipfile
from collections.abc import Iterator

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, ForeignKey, Model, QuerySet
from django.utils.timezone import localdate

from faglaert.web.accounts.models import Organisation, User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.funding.models import Application, Assessment, Decision
from faglaert.web.funding.queries import visible_applications
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.mentors.models import Mentor
from faglaert.web.mentors.queries import current_mentors
from faglaert.web.programme.models import Partnership
from faglaert.web.status.models import FrozenFigure, Status
from faglaert.web.workspace.files import StoredFile
from faglaert.web.workspace.records import Record
from faglaert.web.workspace.sheets import sheet_csv

BY_OTHERS: frozenset[type[Model]] = frozenset({Assessment, FrozenFigure, Decision})
"""Assessors' views, which applicants do not see; figures copied from the statistics; what the programme decided."""


def everything_of(user: User) -> bytes:
    """The ZIP of the person's organisation. What a spreadsheet would run is guarded in the CSV, not in the JSON."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, found in kinds_of(user):
            records = list(found.prefetch_related(*(each.name for each in found.model._meta.many_to_many)))
            rows = [_row(each) for each in records]
            if not rows:
                continue
            text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(f"{name}.json", text)
            archive.writestr(f"{name}.csv", sheet_csv(list(rows[0]), [list(map(_cell, row.values())) for row in rows]))
            for each in records:
                if isinstance(each, StoredFile):
                    archive.writestr(f"filer/{name}-{each.pk}-{each.name}", bytes(each.content))
    return buffer.getvalue()


def kinds_of(user: User) -> Iterator[tuple[str, QuerySet]]:
    """The person's organisation, what is linked to it, and what belongs to that, as far as the person may open it."""
    yield "organisation", Organisation.objects.filter(pk=user.organisation_id)
    for model in apps.get_models():
        if not issubclass(model, Record) or model in {Organisation, User}:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is Organisation:
                own = _seen(model._default_manager.filter(**{field.name: user.organisation_id}), user)
                yield _name(model, field.name), own
                yield from _parts(own, user)


def _parts(own: QuerySet, user: User) -> Iterator[tuple[str, QuerySet]]:
    for relation in own.model._meta.related_objects:
        part = relation.related_model
        is_linked = any(getattr(each, "related_model", None) is Organisation for each in part._meta.fields)
        is_other = part in BY_OTHERS or part is User or is_linked
        if relation.one_to_many and issubclass(part, Record) and not is_other:
            found = part._default_manager.filter(**{f"{relation.field.name}__in": own.values("pk")})
            yield _name(part, relation.field.name), _seen(found, user)


def _seen(found: QuerySet, user: User) -> QuerySet:
    """Those the person may open."""
    if found.model is Application:
        return found.filter(pk__in=visible_applications(user).values("pk"))
    if found.model is Partnership:
        return found.filter(initiative__in=visible_to(user).values("pk"))
    if found.model is Status and not user.may(Capability.WRITE_INITIATIVES):
        return found.exclude(given_at=None)
    return found.filter(pk__in=current_mentors(localdate()).values("pk")) if found.model is Mentor else found


def _name(model: type[Model], field: str) -> str:
    return model._meta.label_lower.replace(".", "-") + ("" if field in {"organisation", "initiative"} else f"-{field}")


def _row(record: Model) -> dict[str, object]:
    fields = [each for each in record._meta.concrete_fields if not isinstance(each, BinaryField)]
    links = {
        each.name: sorted(other.pk for other in each.value_from_object(record)) for each in record._meta.many_to_many
    }
    return {each.name: each.value_from_object(record) for each in fields} | links


def _cell(value: object) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return "" if value is None else str(value)
