-- One row an area and year. A region the source does not deliver is the sum of its municipalities, when all have counts.
CREATE OR REPLACE TABLE mart_neet AS
WITH summed AS (
    SELECT
        dim_region_member.region_code AS area_code,
        period,
        sum(numerator_count) AS numerator_count,
        sum(denominator_count) AS denominator_count,
        any_value(source_id) AS source_id
    FROM stg_neet JOIN dim_region_member USING (area_code)
    GROUP BY ALL
    HAVING count(denominator_count) = any_value(member_count)
), every_area AS (
    SELECT area_code, period, value, numerator_count, denominator_count, is_hidden, source_id FROM stg_neet
    UNION ALL BY NAME
    SELECT *, false AS is_hidden FROM summed
    WHERE (area_code, period) NOT IN (SELECT (area_code, period) FROM stg_neet)
)
SELECT
    area_code,
    period,
    coalesce(value, numerator_count / nullif(denominator_count, 0)) AS value,
    numerator_count,
    denominator_count,
    is_hidden,
    'official' AS data_kind,
    source_id,
    snapshot_id
FROM every_area JOIN dim_source USING (source_id)
ORDER BY area_code, period;
