-- word_stems: The words of a text as search compares them, in their order: in small letters, without accents and without the
-- endings of plural and tense. It stands in the index of every article and in every question.
CREATE OR REPLACE MACRO word_stems(content) AS
list_transform(
    regexp_extract_all(lower(strip_accents(coalesce(content, ''))), '[\p{L}\p{N}]{2,}'),
    lambda word: CASE WHEN length(regexp_replace(word, '(?:ies|es|ed|ing|s|e|y)$', '')) >= 4
                      THEN regexp_replace(word, '(?:ies|es|ed|ing|s|e|y)$', '') ELSE word END
);
