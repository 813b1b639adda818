-- Population on the first day of the quarter.
CREATE OR REPLACE TABLE stg_population AS
SELECT
    "OMRÅDE" AS area_code,
    TID AS period,
    CASE WHEN NOT is_hidden THEN INDHOLD END AS person_count,
    is_hidden,
    'dst_folk1a' AS source_id,
    row_number
FROM raw_dst_folk1a
UNION ALL BY NAME
SELECT area_code, period, value AS person_count, value IS NULL AS is_hidden, source_id, row_number
FROM raw_figures
WHERE series_name = 'population';
