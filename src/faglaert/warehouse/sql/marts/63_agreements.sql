CREATE OR REPLACE TABLE mart_agreements AS
SELECT
    area_code,
    institution_code,
    programme_code,
    period,
    agreement_count / nullif(pupil_count, 0) AS value,
    agreement_count AS numerator_count,
    pupil_count AS denominator_count,
    is_hidden,
    'official' AS data_kind,
    source_id,
    snapshot_id
FROM stg_agreements JOIN dim_source USING (source_id)
ORDER BY ALL;
