-- Files with a row a programme, school and year. A school lies where the register of institutions says; without the
-- register its first three digits are taken when they are a municipality. All schools together lie in the country.
CREATE OR REPLACE TABLE stg_wellbeing AS
WITH delivered AS (
    SELECT
        uddannelse AS programme_code,
        institutionsnummer AS institution_code,
        "år" AS period,
        indikator AS scale,
        max(INDHOLD) FILTER ("MÅLING" = 'gennemsnit') AS value,
        max(INDHOLD) FILTER ("MÅLING" = 'antal svar') AS answer_count,
        min(row_number) AS row_number
    FROM raw_uvm_wellbeing_file
    GROUP BY ALL
)
SELECT
    coalesce(stg_institution.area_code, dim_area.area_code, '000') AS area_code,
    delivered.* EXCLUDE row_number,
    value IS NULL OR answer_count IS NULL AS is_hidden,
    'uvm_wellbeing_file' AS source_id,
    delivered.row_number
FROM delivered
LEFT JOIN stg_institution USING (institution_code)
LEFT JOIN dim_area ON dim_area.area_code = institution_code[:3] AND dim_area.level = 'municipality';

CREATE OR REPLACE TABLE stg_agreements AS
WITH delivered AS (
    SELECT
        uddannelse AS programme_code,
        institutionsnummer AS institution_code,
        "år" AS period,
        max(INDHOLD) FILTER ("MÅLING" = 'elever') AS pupil_count,
        max(INDHOLD) FILTER ("MÅLING" = 'med aftale') AS agreement_count,
        min(row_number) AS row_number
    FROM raw_uvm_agreements_file
    GROUP BY ALL
)
SELECT
    coalesce(stg_institution.area_code, dim_area.area_code, '000') AS area_code,
    delivered.* EXCLUDE row_number,
    pupil_count IS NULL OR agreement_count IS NULL AS is_hidden,
    'uvm_agreements_file' AS source_id,
    delivered.row_number
FROM delivered
LEFT JOIN stg_institution USING (institution_code)
LEFT JOIN dim_area ON dim_area.area_code = institution_code[:3] AND dim_area.level = 'municipality';
