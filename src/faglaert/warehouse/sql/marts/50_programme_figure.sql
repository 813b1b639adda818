-- Figures of the programme document that are observations of an indicator.
CREATE OR REPLACE TABLE mart_programme_figure AS
SELECT
    indicator_id,
    id AS figure_id,
    area_code,
    period,
    value,
    NULL::DOUBLE AS numerator_count,
    NULL::DOUBLE AS denominator_count,
    false AS is_hidden,
    'official' AS data_kind,
    'programme_document' AS source_id,
    snapshot_id
FROM raw_programme_figure, dim_source
WHERE dim_source.source_id = 'programme_document' AND indicator_id IS NOT NULL
ORDER BY figure_id;
