-- A mean rests on the pupils who answered: they are the denominator that disclosure control looks at.
CREATE OR REPLACE TABLE mart_wellbeing AS
SELECT
    area_code,
    institution_code,
    programme_code,
    scale,
    period,
    CASE WHEN NOT is_hidden THEN value END AS value,
    NULL::DOUBLE AS numerator_count,
    answer_count AS denominator_count,
    is_hidden,
    'official' AS data_kind,
    source_id,
    snapshot_id
FROM stg_wellbeing JOIN dim_source USING (source_id)
ORDER BY ALL;
