-- Skilled job titles in STAR's two categories of shortage: a row a RAR area, and one (`all`) for the whole region, where a
-- title counts once however many of its areas lack it. A count is complete when every title in shortage is known to the
-- list of job titles and, for the region, when all its RAR areas are there: otherwise it is too small, and no observation.
CREATE OR REPLACE TABLE mart_shortage_titles AS
WITH placed AS (
    SELECT *, rar_code AS shown_code FROM stg_shortage
    UNION ALL BY NAME
    SELECT *, 'all' AS shown_code FROM stg_shortage
), expected AS (
    SELECT region_code AS area_code, count(*) AS rar_count FROM dim_labour_council_area GROUP BY region_code
), counted AS (
    SELECT
        area_code,
        shown_code AS rar_code,
        period,
        count(DISTINCT title) FILTER (is_short AND requires = 'vocational') AS title_count,
        count(DISTINCT title) FILTER (is_short AND requires IS NULL) AS unknown_count,
        count(DISTINCT placed.rar_code) AS found_count
    FROM (SELECT *, category IN ('extensive_shortage', 'shortage') AS is_short FROM placed) AS placed
    GROUP BY ALL
)
SELECT
    area_code,
    rar_code,
    period,
    title_count::DOUBLE AS value,
    NULL::DOUBLE AS numerator_count,
    NULL::DOUBLE AS denominator_count,
    unknown_count,
    unknown_count = 0 AND (rar_code <> 'all' OR found_count = rar_count) AS is_complete,
    false AS is_hidden,
    'official' AS data_kind,
    'star_balance' AS source_id,
    snapshot_id
FROM counted JOIN expected USING (area_code), dim_source
WHERE dim_source.source_id = 'star_balance'
ORDER BY ALL;
