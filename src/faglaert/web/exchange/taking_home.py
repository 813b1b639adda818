# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Everything an organisation entered, as one ZIP: each kind of record as CSV and JSON, and the files themselves.

Kinds are found by their link to the organisation, so that a new part of the workspace is in it from its first day.
What others wrote about the organisation's records is named in :data:`BY_OTHERS` and left out.
"""

import io
import json
import zipfile
from collections.abc import Iterator

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, ForeignKey, Model, QuerySet

from faglaert.web.accounts.models import Organisation, User
from faglaert.web.funding.models import Assessment, Decision
from faglaert.web.status.models import FrozenFigure
from faglaert.web.workspace.files import StoredFile
from faglaert.web.workspace.records import Record
from faglaert.web.workspace.sheets import sheet_csv

BY_OTHERS: frozenset[type[Model]] = frozenset({Assessment, FrozenFigure, Decision})
"""Assessors' views, which applicants do not see; figures copied from the statistics; what the programme decided."""


def everything_of(organisation: Organisation) -> bytes:
    """The ZIP. Text that a spreadsheet would run is guarded in the CSV and as it was written in the JSON."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, found in kinds_of(organisation):
            records = list(found)
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


def kinds_of(organisation: Organisation) -> Iterator[tuple[str, QuerySet]]:
    """The organisation, what is linked to it, and what belongs to that."""
    yield "organisation", Organisation.objects.filter(pk=organisation.pk)
    for model in apps.get_models():
        if not issubclass(model, Record) or model in {Organisation, User}:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is Organisation:
                own = model._default_manager.filter(**{field.name: organisation})
                yield _name(model, field.name), own
                yield from _parts(model, own)


def _parts(model: type[Model], own: QuerySet) -> Iterator[tuple[str, QuerySet]]:
    for relation in model._meta.related_objects:
        part = relation.related_model
        is_linked = any(getattr(each, "related_model", None) is Organisation for each in part._meta.fields)
        is_other = part in BY_OTHERS or part is User or is_linked
        if relation.one_to_many and issubclass(part, Record) and not is_other:
            found = part._default_manager.filter(**{f"{relation.field.name}__in": own.values("pk")})
            yield _name(part, relation.field.name), found


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
