CREATE OR REPLACE TABLE mart_recruitment_rate AS
SELECT
    area_code,
    rar_code,
    title_group,
    period,
    value,
    NULL::DOUBLE AS numerator_count,
    NULL::DOUBLE AS denominator_count,
    is_hidden,
    'official' AS data_kind,
    source_id,
    snapshot_id
FROM stg_recruitment JOIN dim_source USING (source_id)
ORDER BY ALL;
