-- Rows stay as delivered, each with its number in the file, so that a faulty one can be named; sums are made by the reader.
-- Only areas of the classification are taken: these tables know places of work and of residence abroad or unknown, too.

-- Population projection by municipality, single age and sex: both sexes and all ages together are left out.
CREATE OR REPLACE TABLE stg_projection AS
SELECT
    KOMMUNEDK AS area_code,
    try_cast(regexp_extract(ALDER, '^([0-9]+)', 1) AS INTEGER) AS age,
    CASE "KØN" WHEN '1' THEN 'M' WHEN '2' THEN 'K' ELSE "KØN" END AS sex,
    TID AS period,
    INDHOLD AS person_count,
    'dst_frkm' AS source_id,
    row_number
FROM raw_dst_frkm SEMI JOIN dim_area ON KOMMUNEDK = area_code
WHERE ALDER NOT IN ('TOT', 'IALT') AND "KØN" <> 'TOT';

-- Persons aged 15-69 by residence and highest education; H35 counts as H30.
CREATE OR REPLACE TABLE stg_education_total AS
SELECT
    BOPOMR AS area_code,
    CASE WHEN UDDANNELSEF = 'H35' THEN 'H30' ELSE UDDANNELSEF END AS education,
    TID AS period,
    INDHOLD AS person_count,
    'dst_hfudd16' AS source_id,
    row_number
FROM raw_dst_hfudd16 SEMI JOIN dim_area ON BOPOMR = area_code
WHERE UDDANNELSEF <> 'TOT' AND ERHVERV = 'TOT' AND ALDER = 'TOT' AND KOEN = 'TOT';

-- The same by five-year age and sex.
CREATE OR REPLACE TABLE stg_education_age AS
SELECT
    BOPOMR AS area_code,
    CASE WHEN HFUDD = 'H35' THEN 'H30' ELSE HFUDD END AS education,
    ALDER AS age,
    "KØN" AS sex,
    TID AS period,
    INDHOLD AS person_count,
    'dst_hfudd11_ages' AS source_id,
    row_number
FROM raw_dst_hfudd11_ages SEMI JOIN dim_area ON BOPOMR = area_code
WHERE HFUDD <> 'TOT' AND HERKOMST = 'TOT';

-- Persons aged 16-64 by residence, education, age, sex and status: all of them, employed, unemployed.
CREATE OR REPLACE TABLE stg_labour_status AS
SELECT
    "OMRÅDE" AS area_code,
    CASE WHEN UDDANNELSE = 'H35' THEN 'H30' ELSE UDDANNELSE END AS education,
    ALDER AS age,
    "KØN" AS sex,
    CASE SOCIO WHEN 'TOT' THEN 'all' WHEN '50' THEN 'unemployed' ELSE 'employed' END AS status,
    TID AS period,
    INDHOLD AS person_count,
    source_id,
    row_number
FROM (
    SELECT *, 'dst_ras209' AS source_id FROM raw_dst_ras209
    UNION ALL BY NAME SELECT *, 'dst_ras209_regions' AS source_id FROM raw_dst_ras209_regions
) SEMI JOIN dim_area ON "OMRÅDE" = area_code
WHERE UDDANNELSE <> 'TOT';

-- Employed residents by education and industry; H35 counts as H30.
CREATE OR REPLACE TABLE stg_education_industry AS
SELECT
    "OMRÅDE" AS area_code,
    CASE WHEN UDDANNELSE = 'H35' THEN 'H30' ELSE UDDANNELSE END AS education,
    BRANCHE07 AS industry,
    TID AS period,
    INDHOLD AS person_count,
    'dst_ras310' AS source_id,
    row_number
FROM raw_dst_ras310 SEMI JOIN dim_area ON "OMRÅDE" = area_code
WHERE UDDANNELSE <> 'TOT' AND BRANCHE07 NOT IN ('TOT', 'X') AND ALDER = 'TOT' AND "KØN" = 'TOT';

-- Employed by place of work and industry: those who work in the area, wherever they live.
CREATE OR REPLACE TABLE stg_workplace_industry AS
SELECT
    "OMRÅDE" AS area_code,
    BRANCHE07 AS industry,
    TID AS period,
    INDHOLD AS person_count,
    'dst_pend101' AS source_id,
    row_number
FROM raw_dst_pend101 SEMI JOIN dim_area ON "OMRÅDE" = area_code
WHERE PENDLING = 'DAG' AND BRANCHE07 NOT IN ('TOT', 'X') AND "KØN" = 'TOT';

-- Employees by industry in the whole country.
CREATE OR REPLACE TABLE stg_national_industry AS
SELECT
    '000' AS area_code,
    BRANCHE AS industry,
    TID AS period,
    INDHOLD AS person_count,
    'dst_nabb36' AS source_id,
    row_number
FROM raw_dst_nabb36;

-- Employed by municipality of residence and place of work in the newest year.
CREATE OR REPLACE TABLE stg_commuting AS
SELECT
    BOPKOM AS area_code,
    ARBEJDSSTED AS workplace_code,
    TID AS period,
    INDHOLD AS person_count,
    'dst_pend100' AS source_id,
    row_number
FROM raw_dst_pend100 SEMI JOIN dim_area ON BOPKOM = area_code
WHERE "KØN" = 'TOT' AND TID = (SELECT max(TID) FROM raw_dst_pend100);
