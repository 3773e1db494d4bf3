import type { Database } from '@unefois/database'

/** Consent answers late: the gate, put behind a pause. */
export async function slowGate(sql: Database, pauseSec: number): Promise<void> {
  const pause = (answer: string) => `PERFORM pg_sleep(${pauseSec}); ${answer}`
  await putBefore(sql, 'proof_quick', pause)
}

/** The gate as it was before `slowGate`. */
export async function endSlowGate(sql: Database): Promise<void> {
  for (const { args } of await findFunctions(sql, 'proof_quick')) {
    await sql.unsafe(`
      DROP FUNCTION consent.check_and_lock(${args});
      ALTER FUNCTION consent.proof_quick(${args}) RENAME TO check_and_lock`)
  }
}

/** The sabotage: whatever goes wrong in the gate, nobody has objected. */
export async function openDoor(sql: Database): Promise<void> {
  const shrug = (answer: string) => `BEGIN ${answer} EXCEPTION WHEN OTHERS THEN RETURN; END;`
  await putBefore(sql, 'proof_strict', shrug)
}

/** Nobody but its owner may execute the gate. Answers what gives the rights back. */
export async function forbidGate(sql: Database): Promise<() => Promise<void>> {
  const gates = await findFunctions(sql, 'check_and_lock')
  const each = async (order: (gate: string, role: string) => string) => {
    for (const { args, roles } of gates) {
      const gate = `FUNCTION consent.check_and_lock(${args})`
      for (const role of roles) await sql.unsafe(order(gate, role))
    }
  }
  await each((gate, role) => `REVOKE EXECUTE ON ${gate} FROM "${role}"`)
  return () => each((gate, role) => `GRANT EXECUTE ON ${gate} TO "${role}"`)
}

interface GateFunction {
  /** As its declaration names and types them. */
  readonly args: string
  readonly result: string
  readonly argsCount: number
  readonly roles: readonly string[]
}

/** The gate may come in several shapes; each is found with those who may execute it. */
async function findFunctions(sql: Database, name: string): Promise<GateFunction[]> {
  const found = await sql<GateFunction[]>`
    SELECT pg_get_function_identity_arguments(p.oid) AS args, pg_get_function_result(p.oid) AS
      result, pronargs::int AS "argsCount",
      ARRAY(SELECT r.rolname::text FROM aclexplode(p.proacl) AS a
        JOIN pg_roles AS r ON r.oid = a.grantee
        WHERE a.privilege_type = 'EXECUTE' AND a.grantee <> p.proowner) AS roles
    FROM pg_proc AS p WHERE p.pronamespace = 'consent'::regnamespace AND p.proname = ${name}`
  if (found.length === 0) throw new Error(`consent has no function ${name}`)
  return found
}

/**
 * Renames the gate to `kept` and puts a function of the same shape and rights in its place, whose
 * body is made of the statement that answers what the gate itself does.
 */
async function putBefore(
  sql: Database,
  kept: string,
  bodyOf: (answer: string) => string,
): Promise<void> {
  for (const { args, result, argsCount, roles } of await findFunctions(sql, 'check_and_lock')) {
    const places = Array.from({ length: argsCount }, (_, n) => `$${n + 1}`).join(', ')
    const gate = `FUNCTION consent.check_and_lock(${args})`
    await sql.unsafe(`
      ALTER ${gate} RENAME TO ${kept};
      CREATE ${gate} RETURNS ${result} LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = consent, pg_temp AS $gate$
      BEGIN ${bodyOf(`RETURN QUERY SELECT * FROM consent.${kept}(${places});`)} END $gate$;
      ALTER ${gate} OWNER TO consent_owner;
      REVOKE ALL ON ${gate} FROM PUBLIC`)
    for (const role of roles) await sql.unsafe(`GRANT EXECUTE ON ${gate} TO "${role}"`)
  }
}
