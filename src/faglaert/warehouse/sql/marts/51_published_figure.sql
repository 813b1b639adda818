-- Figures published on other pages that are observations of an indicator; per cent become shares.
CREATE OR REPLACE TABLE mart_published_figure AS
SELECT
    indicator_id,
    id AS figure_id,
    area_code,
    period,
    CASE WHEN unit = 'percent' THEN round(value / 100, 8) ELSE value END AS value,
    NULL::DOUBLE AS numerator_count,
    NULL::DOUBLE AS denominator_count,
    false AS is_hidden,
    'official' AS data_kind,
    'published_pages' AS source_id,
    snapshot_id
FROM raw_published_figure, dim_source
WHERE dim_source.source_id = 'published_pages' AND indicator_id IS NOT NULL
ORDER BY figure_id;
