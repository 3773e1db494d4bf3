-- What the hub tells of restrictions lodged there (GDPR art. 19): kept by signal, for an order may
-- come before its signal, twice, or after a later one. Of several about a signal the latest holds.
CREATE TABLE restriction_order (
  id uuid PRIMARY KEY,
  signal_id uuid NOT NULL,
  -- Absent: the restriction was lifted.
  ground text,
  ordered_at timestamptz NOT NULL,
  receipt_event uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX restriction_order_signal ON restriction_order (signal_id, ordered_at);
CREATE INDEX restriction_order_at ON restriction_order (at);
GRANT SELECT, INSERT, DELETE ON restriction_order TO desk_app;

-- A case frozen at the hub, beside what its person asked of the desk itself: either freezes it, and
-- each is lifted where it was lodged.
ALTER TABLE cases
  ADD hub_restricted_at timestamptz,
  ADD hub_restriction_ground text,
  ADD CHECK (num_nulls(hub_restricted_at, hub_restriction_ground) IN (0, 2)),
  ADD CHECK (state IN ('to-take-up', 'taken-charge', 'on-hold') OR hub_restricted_at IS NULL);
DROP INDEX cases_restricted;
CREATE INDEX cases_restricted ON cases (id)
  WHERE restricted_at IS NOT NULL OR hub_restricted_at IS NOT NULL;

-- What lives no more is not frozen any more, however it ended.
CREATE FUNCTION end_restriction() RETURNS trigger
LANGUAGE plpgsql SET search_path = desk, pg_temp AS $$
BEGIN
  NEW.hub_restricted_at := NULL;
  NEW.hub_restriction_ground := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_thaw BEFORE UPDATE ON cases FOR EACH ROW
  WHEN (NEW.hub_restricted_at IS NOT NULL
    AND NEW.state NOT IN ('to-take-up', 'taken-charge', 'on-hold'))
  EXECUTE FUNCTION end_restriction();

-- Freezes the live cases that these signals are, or are joined to, as the latest order about each
-- of their signals says; frees those about which none stands.
CREATE FUNCTION apply_restriction_orders(ids uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = desk, pg_temp AS $$
  WITH head AS (
    SELECT DISTINCT coalesce(c.joined_to, c.id) AS id FROM cases AS c
    WHERE c.id IN (SELECT o.signal_id FROM restriction_order AS o WHERE o.signal_id = ANY (ids))
  ), told AS (
    SELECT h.id, min(l.at) FILTER (WHERE l.ground IS NOT NULL) AS since,
      (array_agg(l.ground ORDER BY l.ordered_at DESC) FILTER (WHERE l.ground IS NOT NULL))[1]
        AS ground
    FROM head AS h CROSS JOIN LATERAL (
      SELECT h.id AS signal
      UNION ALL SELECT j.id FROM cases AS j WHERE j.joined_to = h.id AND j.state = 'joined'
    ) AS s CROSS JOIN LATERAL (
      SELECT o.ground, o.at, o.ordered_at FROM restriction_order AS o
      WHERE o.signal_id = s.signal ORDER BY o.ordered_at DESC, o.ground NULLS FIRST LIMIT 1
    ) AS l GROUP BY h.id
  )
  UPDATE cases AS c SET version = c.version + 1, hub_restricted_at = t.since,
    hub_restriction_ground = t.ground
  FROM told AS t
  WHERE c.id = t.id AND c.state IN ('to-take-up', 'taken-charge', 'on-hold')
    AND (c.hub_restricted_at, c.hub_restriction_ground) IS DISTINCT FROM (t.since, t.ground)
$$;
REVOKE ALL ON FUNCTION apply_restriction_orders(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION apply_restriction_orders(uuid[]) TO desk_app;

-- As before (007); orders go with the cases they are about, and hold for whose place is taken.
CREATE OR REPLACE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = desk, pg_temp AS $$
DECLARE
  erased integer := replay_cases(entries) + replay_openings(entries);
BEGIN
  DELETE FROM restriction_order AS o USING cases AS c
  WHERE c.id = o.signal_id AND c.erased_at IS NOT NULL;
  PERFORM apply_restriction_orders(ARRAY(SELECT DISTINCT signal_id FROM restriction_order));
  RETURN erased;
END $$;
