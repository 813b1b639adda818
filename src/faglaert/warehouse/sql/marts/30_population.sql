-- Population of an area; regions and the country are sums of their municipalities where the source has none.
CREATE OR REPLACE TABLE mart_population AS
WITH summed AS (
    SELECT dim_region_member.region_code AS area_code, period, sum(person_count) AS person_count, any_value(source_id) AS source_id
    FROM stg_population JOIN dim_region_member USING (area_code)
    GROUP BY ALL
    HAVING count(person_count) = any_value(member_count)
), every_area AS (
    SELECT area_code, period, person_count, is_hidden, source_id FROM stg_population
    UNION ALL BY NAME
    SELECT *, false AS is_hidden FROM summed
    WHERE (area_code, period) NOT IN (SELECT (area_code, period) FROM stg_population)
)
SELECT
    area_code,
    period,
    person_count AS value,
    NULL::DOUBLE AS numerator_count,
    NULL::DOUBLE AS denominator_count,
    is_hidden,
    'official' AS data_kind,
    source_id,
    snapshot_id
FROM every_area JOIN dim_source USING (source_id)
ORDER BY area_code, period;
