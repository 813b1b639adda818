# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Small delivered files, made for the tests: none of their rows was published by anybody."""

from pathlib import Path

import openpyxl

from faglaert.definitions.sources import sources

BALANCE = """\
stillingsbetegnelse;rar;periode;kategori
Elektriker;RAR Hovedstaden;januar 2026;Mangel på arbejdskraft
Elektriker;RAR Bornholm;januar 2026;Omfattende mangel på arbejdskraft
Tømrer;RAR Bornholm;januar 2026;Mangel på arbejdskraft
Kok;RAR Hovedstaden;januar 2026;Gode jobmuligheder
Sygeplejerske;RAR Hovedstaden;januar 2026;Mangel på arbejdskraft
Murer;RAR Fyn;januar 2026;Mangel på arbejdskraft
"""
WELLBEING = """\
uddannelse;institutionsnummer;år;indikator;antal svar;gennemsnit
Elektriker;147401;2025;Læringsmiljø;1.084;3,9
30354010;101401;2025;Fysiske rammer;;
"""
AGREEMENTS = """\
uddannelse;institutionsnummer;år;elever;med aftale
Elektriker;147401;2025;84;42
30354010;101401;2025;;
"""
RECRUITMENT = """\
rar;periode;stillingsgruppe;forgæves rekrutteringsrate
RAR Hovedstaden;31-05-2026;I alt;27,6
Hele landet;31-05-2026;I alt;30,5
"""
REGISTER = (
    "Institutionsnummer;Institutionsnavn;Institutionstype, navn;Beliggenhedskommune;Enhedsart;"
    "Geokode: Breddegrad;Geokode: Længdegrad;Telefon"
    """
147401;Prøveskolen;Erhvervsskoler;Frederiksberg;Hovedinstitution;55,68;12,5;
280051;Øvelsesskolen;Erhvervsskoler;Hillerød;Hovedinstitution;55.9271;12.31;
"""
)
TEXTS = {
    "star_balance": BALANCE,
    "star_recruitment": RECRUITMENT,
    "uvm_wellbeing_file": WELLBEING,
    "uvm_agreements_file": AGREEMENTS,
    "institutions_register": REGISTER,
}
SOURCES = {name: sources()[name] for name in TEXTS}


def as_csv(folder: Path, text: str, name: str = "delivered.csv", *, encoding: str = "utf-8") -> Path:
    """A text as a file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def as_excel(folder: Path, rows: list[list[object]], name: str = "delivered.xlsx") -> Path:
    """Rows as the first sheet of a workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name
