import type { Database } from '@unefois/database'

/** Consent answers late: the gate, put behind a pause. */
export async function slowGate(sql: Database, pauseSec: number): Promise<void> {
  await sql.unsafe(
    putBefore({
      kept: 'proof_quick',
      body: `PERFORM pg_sleep(${pauseSec});
        RETURN QUERY SELECT * FROM consent.proof_quick(items, at, system_at);`,
    }),
  )
}

/** The gate as it was. */
export async function endSlowGate(sql: Database): Promise<void> {
  await sql.unsafe(`
    DROP FUNCTION consent.check_and_lock(jsonb, timestamptz, timestamptz);
    ALTER FUNCTION consent.proof_quick(jsonb, timestamptz, timestamptz) RENAME TO check_and_lock`)
}

/** The sabotage: whatever goes wrong in the gate, nobody has objected. */
export async function openDoor(sql: Database): Promise<void> {
  await sql.unsafe(
    putBefore({
      kept: 'proof_strict',
      body: `BEGIN
          RETURN QUERY SELECT * FROM consent.proof_strict(items, at, system_at);
        EXCEPTION WHEN OTHERS THEN
          RETURN;
        END;`,
    }),
  )
}

/** Renames the gate and puts a function of the same shape and rights in its place. */
function putBefore({ kept, body }: { kept: string; body: string }): string {
  return `DO $do$
    DECLARE answer text := pg_get_function_result(
      'consent.check_and_lock(jsonb, timestamptz, timestamptz)'::regprocedure);
    BEGIN
      ALTER FUNCTION consent.check_and_lock(jsonb, timestamptz, timestamptz) RENAME TO ${kept};
      EXECUTE format('CREATE FUNCTION consent.check_and_lock(items jsonb, at timestamptz,
        system_at timestamptz) RETURNS %s LANGUAGE plpgsql VOLATILE SECURITY DEFINER
        SET search_path = consent, pg_temp AS $gate$ BEGIN ${body} END $gate$', answer);
      ALTER FUNCTION consent.check_and_lock(jsonb, timestamptz, timestamptz)
        OWNER TO consent_owner;
      REVOKE ALL ON FUNCTION consent.check_and_lock(jsonb, timestamptz, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION consent.check_and_lock(jsonb, timestamptz, timestamptz)
        TO gateway_accept;
    END $do$`
}
