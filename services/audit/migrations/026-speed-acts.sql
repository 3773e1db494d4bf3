-- A few acts are looked up by their ids among the traces of years: never by reading those.
ALTER FUNCTION untold_acts(integer)
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off;
ALTER FUNCTION directory_entries(text, bigint, bigint, integer)
  SET enable_hashjoin = off SET enable_mergejoin = off;
ALTER FUNCTION successions(bigint) SET enable_hashjoin = off SET enable_mergejoin = off;
