-- 18-25-year-olds by education status and municipality of primary school, all kinds of education together.
-- GRUNDBEL writes the country as 0 or 000; 98 is unknown or abroad and belongs to the country only.
CREATE OR REPLACE TABLE stg_education_status AS
SELECT
    CASE WHEN GRUNDBEL = '0' THEN '000' ELSE GRUNDBEL END AS area_code,
    TID AS period,
    UDDSTAT AS status,
    CASE WHEN NOT is_hidden THEN INDHOLD END AS person_count,
    is_hidden,
    'dst_statusu6' AS source_id,
    row_number
FROM raw_dst_statusu6
WHERE UDDANNELSE = 'TOT' AND GRUNDBEL <> '98'
UNION ALL BY NAME
SELECT
    area_code,
    period,
    category AS status,
    value AS person_count,
    value IS NULL AS is_hidden,
    source_id,
    row_number
FROM raw_figures
WHERE series_name = 'education_status';
