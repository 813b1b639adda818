-- Young people aged 16-24 neither in education nor employed: counts as NEET3 delivers them, or the embedded shares.
-- NEET3 in BULK leaves a combination that is zero out: a missing NEET row beside a population row is a zero.
CREATE OR REPLACE TABLE stg_neet AS
WITH delivered AS (
    SELECT
        BOPOMR AS area_code,
        TID AS period,
        max(INDHOLD) FILTER (STATUSNEET = '10') AS neet_count,
        max(INDHOLD) FILTER (STATUSNEET = '00') AS population_count,
        bool_or(is_hidden) AS is_hidden,
        min(row_number) AS row_number
    FROM raw_dst_neet3
    GROUP BY ALL
)
SELECT
    area_code,
    period,
    NULL::DOUBLE AS value,
    CASE WHEN NOT is_hidden THEN coalesce(neet_count, 0) END AS numerator_count,
    CASE WHEN NOT is_hidden THEN population_count END AS denominator_count,
    is_hidden,
    'dst_neet3' AS source_id,
    row_number
FROM delivered
UNION ALL BY NAME
SELECT
    area_code,
    period,
    round(value / 100, 8) AS value,
    NULL AS numerator_count,
    NULL AS denominator_count,
    value IS NULL AS is_hidden,
    source_id,
    row_number
FROM raw_figures
WHERE series_name = 'neet_share';
