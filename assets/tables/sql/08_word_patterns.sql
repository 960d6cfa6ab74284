-- word_patterns: The words of a question, each once, with the pattern that finds it in any of its forms: "dispute", "disputes",
-- "disputed". Patterns are for text in small letters without accents: lower(strip_accents(text)).
--   stem: The word without its ending
--   pattern: A regular expression of the whole word in its forms
CREATE OR REPLACE MACRO word_patterns(words) AS TABLE
WITH asked AS (
    SELECT DISTINCT word,
           CASE WHEN length(regexp_replace(word, '(?:ies|es|ed|ing|s|e|y)$', '')) >= 4
                THEN regexp_replace(word, '(?:ies|es|ed|ing|s|e|y)$', '') ELSE word END AS stem
    FROM (SELECT unnest(regexp_extract_all(lower(strip_accents(words)), '[\p{L}\p{N}]{2,}')) AS word)
)
SELECT stem, min('\b' || stem || CASE WHEN stem = word AND length(word) < 4 THEN '' ELSE '(?:ies|es|ed|ing|s|e|y)?' END || '\b') AS pattern
FROM asked
GROUP BY stem;
