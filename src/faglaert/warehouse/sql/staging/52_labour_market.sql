-- Shortage by job title, and unsuccessful recruitment. A title that the list of job titles does not know requires nothing
-- that is known: it is kept with an empty requirement, and counted as unknown.
CREATE OR REPLACE TABLE stg_shortage AS
SELECT
    region_code AS area_code,
    rar AS rar_code,
    periode AS period,
    stillingsbetegnelse AS title,
    kategori AS category,
    requires,
    programme_code,
    'star_balance' AS source_id,
    raw_star_balance.row_number
FROM raw_star_balance
JOIN dim_labour_council_area ON dim_labour_council_area.code = rar
LEFT JOIN dim_job_title ON dim_job_title.title = stillingsbetegnelse;

CREATE OR REPLACE TABLE stg_recruitment AS
SELECT
    coalesce(region_code, '000') AS area_code,
    rar AS rar_code,
    periode AS period,
    stillingsgruppe AS title_group,
    round(INDHOLD / 100, 8) AS value,
    is_hidden,
    'star_recruitment' AS source_id,
    raw_star_recruitment.row_number
FROM raw_star_recruitment
LEFT JOIN dim_labour_council_area ON dim_labour_council_area.code = rar;
