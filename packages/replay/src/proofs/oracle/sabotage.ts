import type { Counts } from '../../counts/counts.ts'

/**
 * Makes the hub itself take a millisecond longer to store what nobody will get: a trigger in its
 * database, as if its work depended on whether the person objected.
 */
export async function slowDownObjected(counts: Counts): Promise<void> {
  await counts.hub.unsafe(`
    CREATE FUNCTION exchange.take_longer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END $$;
    GRANT EXECUTE ON FUNCTION exchange.take_longer() TO PUBLIC;
    CREATE TRIGGER take_longer BEFORE INSERT ON exchange.outbox
      FOR EACH ROW WHEN (NEW.void) EXECUTE FUNCTION exchange.take_longer();`)
}
