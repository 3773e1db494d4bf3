import type { Database } from '@unefois/database'
import { readEvidence } from '@unefois/local'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

const sample = () => ({
  at: start.toISOString(),
  agency: 'caf-13',
  signalId: signalOf(start.toISOString()),
})

async function batches(admin: Database): Promise<number> {
  const [row] = await admin<{ count: number }[]>`
    SELECT count(*)::int AS count FROM audit.log_checkpoint`
  return row?.count ?? 0
}

t.test('what is committed while a turn numbers waits for the next, so that turns end', async t => {
  const opened = await openAudit(t)
  const { sql, sequence } = opened
  await appendSamples(sql.admin, [sample()])
  await sequence()
  const act = {
    ...sample(),
    actor: 'x',
    purpose: 'inform-of-right',
    operation: 'signal-accept',
  }
  await sql.admin.unsafe(`
    CREATE FUNCTION audit.never_rest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE new_id text := left(audit.uuid_floor('${act.at}')::text, 14) || '7'
      || substr(gen_random_uuid()::text, 16);
    BEGIN
      PERFORM audit.append(json_build_array('${JSON.stringify(act)}'::jsonb
        || jsonb_build_object('id', new_id, 'signalId', new_id)));
      RETURN NULL;
    END $$;
    CREATE TRIGGER never_rest AFTER INSERT ON audit.log_checkpoint
      FOR EACH STATEMENT EXECUTE FUNCTION audit.never_rest()`)
  const before = await batches(sql.admin)
  await appendSamples(sql.admin, [sample()])
  for (let turn = 1; turn <= 3; turn += 1) {
    await sequence()
    t.equal(await batches(sql.admin), before + turn, 'a batch a turn')
  }
  await sql.admin`DROP TRIGGER never_rest ON audit.log_checkpoint`
  await sequence()
  t.equal((await readEvidence(sql.admin)).unnumbered, 0, 'every act has its leaf')
})
