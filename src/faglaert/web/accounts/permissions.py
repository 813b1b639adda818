# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Permissions as code: every capability of the workspace, and the roles that have it.

What a role may do with one certain record (its own drafts, its own organisation) is decided in an app's ``queries.py``.
"""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy


class Role(models.TextChoices):
    """What a person is in the programme; one person may be several."""

    OFFICE = "office", gettext_lazy("Programkontor")
    ANALYST = "analyst", gettext_lazy("Analytiker")
    COUNCIL_MEMBER = "council_member", gettext_lazy("Rådsmedlem")
    COUNCIL_CHAIR = "council_chair", gettext_lazy("Rådets formand")
    PARTNER = "partner", gettext_lazy("Partner")
    SCHOOL_COUNSELLOR = "school_counsellor", gettext_lazy("Skolevejleder")
    MUNICIPAL_GUIDANCE = "municipal_guidance", gettext_lazy("Kommunal vejledning")
    READER = "reader", gettext_lazy("Læser")


class Capability(StrEnum):
    """What one can do in the workspace."""

    ENTER = "enter"
    MANAGE_USERS = "manage_users"
    READ_AUDIT_LOG = "read_audit_log"
    READ_PROGRAMME = "read_programme"
    MANAGE_PARTNERS = "manage_partners"
    WRITE_INITIATIVES = "write_initiatives"
    MANAGE_INITIATIVES = "manage_initiatives"
    READ_COUNCIL = "read_council"
    PREPARE_COUNCIL = "prepare_council"
    WEIGH = "weigh"
    DECIDE = "decide"
    MANAGE_FUNDING = "manage_funding"
    APPLY = "apply"
    OPEN_APPLICATIONS = "open_applications"
    READ_APPLICATIONS = "read_applications"
    ASSESS = "assess"
    WRITE_KNOWLEDGE = "write_knowledge"
    MANAGE_KNOWLEDGE = "manage_knowledge"
    SEE_MENTORS = "see_mentors"
    WRITE_MENTORS = "write_mentors"
    MANAGE_MENTORS = "manage_mentors"
    EXPORT = "export"
    IMPORT = "import"


EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.OFFICE})
COUNCIL = frozenset({Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR})
CHAIR = frozenset({Role.COUNCIL_CHAIR})
ASSESSORS = OFFICE | {Role.ANALYST, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR}

GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.ENTER: EVERYBODY,
    Capability.MANAGE_USERS: OFFICE,
    Capability.READ_AUDIT_LOG: OFFICE,
    Capability.READ_PROGRAMME: EVERYBODY,
    Capability.MANAGE_PARTNERS: OFFICE,
    Capability.WRITE_INITIATIVES: OFFICE | {Role.PARTNER},
    Capability.MANAGE_INITIATIVES: OFFICE,
    Capability.READ_COUNCIL: OFFICE | COUNCIL | {Role.ANALYST},
    Capability.PREPARE_COUNCIL: OFFICE | CHAIR,
    Capability.WEIGH: COUNCIL,
    Capability.DECIDE: CHAIR,
    Capability.MANAGE_FUNDING: OFFICE,
    Capability.APPLY: frozenset({Role.PARTNER}),
    Capability.OPEN_APPLICATIONS: ASSESSORS | {Role.PARTNER},
    Capability.READ_APPLICATIONS: ASSESSORS,
    Capability.ASSESS: ASSESSORS,
    Capability.WRITE_KNOWLEDGE: OFFICE | {Role.PARTNER, Role.SCHOOL_COUNSELLOR, Role.MUNICIPAL_GUIDANCE},
    Capability.MANAGE_KNOWLEDGE: OFFICE,
    Capability.SEE_MENTORS: OFFICE | {Role.SCHOOL_COUNSELLOR, Role.MUNICIPAL_GUIDANCE},
    Capability.WRITE_MENTORS: OFFICE | {Role.PARTNER, Role.SCHOOL_COUNSELLOR},
    Capability.MANAGE_MENTORS: OFFICE,
    Capability.EXPORT: OFFICE | {Role.PARTNER, Role.SCHOOL_COUNSELLOR, Role.MUNICIPAL_GUIDANCE},
    Capability.IMPORT: OFFICE,
}


def roles_with(capability: Capability) -> frozenset[Role]:
    """The roles that have a capability."""
    return GRANTS[capability]
