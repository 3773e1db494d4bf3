import type { Database } from '@unefois/database'

/**
 * Two mistakes that look harmless. The gate becomes STABLE: its check then sees the database as it
 * was before the lock that it waited for. And keys that were released once are spared when an
 * objection destroys the others.
 */
export async function sabotageGate(sql: Database): Promise<void> {
  await sql.unsafe(`
    DO $$
    DECLARE gate regprocedure;
    BEGIN
      FOR gate IN SELECT oid FROM pg_proc
        WHERE pronamespace = 'consent'::regnamespace AND proname = 'check_and_lock'
      LOOP EXECUTE format('ALTER FUNCTION %s STABLE', gate); END LOOP;
    END $$;
    CREATE FUNCTION exchange.proof_spare() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RETURN NULL; END $$;
    CREATE TRIGGER proof_spare BEFORE DELETE ON exchange.data_key
      FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION exchange.proof_spare()`)
}
