# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""An installation with small delivered files about programmes; none of their rows was published by anybody."""

from pathlib import Path

from faglaert.pipeline.build import build
from faglaert.settings import Settings
from faglaert.sources.importing import import_file
from tests.delivered_files import BALANCE, SOURCES, as_csv

ELECTRICIAN, GLAZIER, COOK = "30402510", "30352510", "30203510"

AGREEMENTS = """\
uddannelse;institutionsnummer;år;elever;med aftale
Elektriker;147401;2024;80;40
Elektriker;147401;2025;84;42
Elektriker;101401;2025;116;98
Elektriker;751401;2025;500;100
Elektriker;Alle;2025;900;600
Alle;Alle;2025;9000;6000
Glarmester;147401;2025;60;40
Glarmester;101401;2025;;
Glarmester;Alle;2025;200;150
30353010;147401;2025;60;57
30203510;147401;2025;30;15
"""
WELLBEING = """\
uddannelse;institutionsnummer;år;indikator;antal svar;gennemsnit
Elektriker;147401;2025;Generel trivsel;30;4,0
Elektriker;101401;2025;Generel trivsel;10;3,0
Elektriker;147401;2025;Læringsmiljø;6;3,9
"""
RECRUITMENT = """\
rar;periode;stillingsgruppe;forgæves rekrutteringsrate
RAR Hovedstaden;31-05-2026;Elektriker;27,6
RAR Fyn;31-05-2026;Elektriker;12,0
Hele landet;31-05-2026;Elektriker;30,5
Hele landet;31-05-2026;I alt;20,5
"""
FILES = {
    "uvm_agreements_file": AGREEMENTS,
    "uvm_wellbeing_file": WELLBEING,
    "star_balance": BALANCE,
    "star_recruitment": RECRUITMENT,
}


def dossier_installation(folder: Path) -> Settings:
    """Import the files below ``folder`` and build."""
    home = Settings(home=folder / "home", contact_email="hjaelp@example.dk", contact_phone="+45 12 34 56 78")
    for source_id, text in FILES.items():
        import_file(SOURCES[source_id], as_csv(folder, text, f"{source_id}.csv"), home.paths)
    build(home, accept_changes=True)
    return home
