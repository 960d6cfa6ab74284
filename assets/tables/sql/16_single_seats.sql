-- single_seats: One row an office that one person of a country holds at a time.
--   office: Normalised office
CREATE OR REPLACE VIEW single_seats AS
SELECT office
FROM (VALUES
    ('president'), ('prime minister'), ('chancellor'), ('monarch'), ('crown prince'), ('supreme leader'),
    ('defence minister'), ('foreign minister'), ('interior minister'), ('finance minister'),
    ('national security adviser'), ('chief cabinet secretary'), ('chief of defence staff'), ('army chief'),
    ('navy chief'), ('air force chief'), ('secretary-general'), ('speaker of parliament')
) AS seats(office);
