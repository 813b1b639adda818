-- Persons of each status beside all persons of the area. Regions are sums of their municipalities where the source has none.
CREATE OR REPLACE TABLE mart_education_status AS
WITH summed AS (
    SELECT
        dim_region_member.region_code AS area_code,
        period,
        status,
        sum(person_count) AS person_count,
        any_value(source_id) AS source_id
    FROM stg_education_status JOIN dim_region_member USING (area_code)
    GROUP BY ALL
    HAVING count(person_count) = any_value(member_count)
), every_area AS (
    SELECT area_code, period, status, person_count, is_hidden, source_id FROM stg_education_status
    UNION ALL BY NAME
    SELECT *, false AS is_hidden FROM summed
    WHERE (area_code, period, status) NOT IN (SELECT (area_code, period, status) FROM stg_education_status)
)
SELECT
    part.area_code,
    part.period,
    part.status,
    part.person_count / nullif(whole.person_count, 0) AS value,
    part.person_count AS numerator_count,
    whole.person_count AS denominator_count,
    part.is_hidden OR whole.is_hidden AS is_hidden,
    'official' AS data_kind,
    part.source_id,
    snapshot_id
FROM every_area AS part
JOIN every_area AS whole ON whole.area_code = part.area_code AND whole.period = part.period AND whole.status = 'AA_TOTAL'
JOIN dim_source ON dim_source.source_id = part.source_id
ORDER BY ALL;
