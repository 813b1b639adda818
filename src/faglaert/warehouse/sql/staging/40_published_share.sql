-- Shares of other tables: counted from HFUDD11, read in per cent from RAS200 and the profile model, or finished among the
-- embedded figures. The profile model names areas; a name nobody knows is kept, and stops the build.
-- HFUDD11 in BULK leaves a combination that is zero out: no H10 row beside a total is a zero.
CREATE OR REPLACE TABLE stg_published_share AS
WITH education AS (
    SELECT
        BOPOMR AS area_code,
        TID AS period,
        max(INDHOLD) FILTER (HFUDD = 'H10') AS primary_count,
        max(INDHOLD) FILTER (HFUDD = 'TOT') AS population_count,
        bool_or(is_hidden) FILTER (HFUDD IN ('H10', 'TOT')) AS is_hidden,
        min(row_number) AS row_number
    FROM raw_dst_hfudd11
    GROUP BY ALL
)
SELECT
    'primary_school_only_share' AS series_name,
    area_code,
    period,
    NULL::DOUBLE AS value,
    CASE WHEN NOT is_hidden THEN coalesce(primary_count, 0) END AS numerator_count,
    CASE WHEN NOT is_hidden THEN population_count END AS denominator_count,
    is_hidden,
    'dst_hfudd11' AS source_id,
    row_number
FROM education
UNION ALL BY NAME
SELECT
    'employment_rate' AS series_name,
    CASE WHEN "OMRÅDE" = '0' THEN '000' ELSE "OMRÅDE" END AS area_code,
    TID AS period,
    CASE WHEN NOT is_hidden THEN round(INDHOLD / 100, 8) END AS value,
    is_hidden,
    'dst_ras200' AS source_id,
    row_number
FROM raw_dst_ras200
UNION ALL BY NAME
SELECT
    'profile_share' AS series_name,
    coalesce(dim_area.area_code, "[Bopælskommune].[Kommune]") AS area_code,
    "[År].[År]" AS period,
    CASE WHEN NOT is_hidden THEN round(INDHOLD / 100, 8) END AS value,
    is_hidden,
    'uvm_profilmodel' AS source_id,
    row_number
FROM raw_uvm_profilmodel
LEFT JOIN dim_area
    ON dim_area.name_da = "[Bopælskommune].[Kommune]" AND dim_area.level IN ('nation', 'municipality')
WHERE "[Bopælskommune].[Kommune]" NOT IN ('Uoplyst', 'Ukendt')
UNION ALL BY NAME
SELECT series_name, area_code, period, round(value / 100, 8) AS value, value IS NULL AS is_hidden, source_id, row_number
FROM raw_figures
WHERE series_name IN ('profile_share', 'primary_school_only_share', 'employment_rate');
