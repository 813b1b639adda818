CREATE OR REPLACE TABLE mart_employment_rate AS
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
FROM stg_published_share JOIN dim_source USING (source_id)
WHERE series_name = 'employment_rate'
ORDER BY area_code, period;
