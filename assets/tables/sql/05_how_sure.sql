-- how_sure: In words how sure an event is: confirmed by several outlets, likely (three in five or more would be signed), or uncertain.
CREATE OR REPLACE MACRO how_sure(confidence, outlet_count) AS
CASE
    WHEN confidence >= 0.6 AND outlet_count > 1 THEN 'confirmed by ' || outlet_count || ' outlets'
    WHEN confidence >= 0.6 THEN 'likely'
    ELSE 'uncertain'
END;
