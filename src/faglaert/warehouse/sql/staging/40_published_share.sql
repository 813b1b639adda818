-- Shares that arrive finished from their source, in per cent.
CREATE OR REPLACE TABLE stg_published_share AS
SELECT series_name, area_code, period, value / 100 AS value, value IS NULL AS is_hidden, source_id, row_number
FROM raw_figures
WHERE series_name IN ('profile_share', 'primary_school_only_share', 'employment_rate');
