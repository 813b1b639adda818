-- Schools and other institutions; a municipality nobody knows, or none, leaves the institution in the country.
CREATE OR REPLACE TABLE stg_institution AS
SELECT
    "Institutionsnummer" AS institution_code,
    any_value("Institutionsnavn") AS name_da,
    coalesce(any_value(dim_area.area_code), '000') AS area_code,
    max(INDHOLD) FILTER ("MÅLING" = 'Geokode: Breddegrad') AS latitude,
    max(INDHOLD) FILTER ("MÅLING" = 'Geokode: Længdegrad') AS longitude,
    'institutions_register' AS source_id,
    min(row_number) AS row_number
FROM raw_institutions_register
LEFT JOIN dim_area ON dim_area.area_code = "Beliggenhedskommune" AND dim_area.level = 'municipality'
GROUP BY institution_code;
