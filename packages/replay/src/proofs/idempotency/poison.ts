import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Counts } from '../../counts/counts.ts'
import { type Drafts, type Post, poisonedRight } from './poster.ts'

const neighbours = 59
/** Long enough for a queue behind the transaction under way, short of its lock timeout. */
const heldMs = 600

/** What a row that the database refuses did to the signals of its group. */
export interface Poisoned {
  readonly neighbours: number
  readonly neighboursAccepted: number
  readonly poisonedAccepted: number
  /** How often the database refused the row: once within its group, once alone. */
  readonly poisonedTries: number
  /** Once the poison is gone the same key is accepted: the refusal used nothing up. */
  readonly acceptedLater: boolean
}

/**
 * Makes Postgres refuse the rows of one right with a check violation (class 23), lets a group form
 * behind a held lock, and looks who was hurt.
 */
export async function poisonOne(counts: Counts, post: Post, drafts: Drafts): Promise<Poisoned> {
  const { hub } = counts
  const poisonedKey = randomUUID()
  const poisoned = drafts.poisoned()
  await hub.unsafe(poison)
  try {
    const answers: ReturnType<Post>[] = []
    let refused: ReturnType<Post> | undefined
    await hub.begin(async transaction => {
      await transaction`LOCK TABLE exchange.idempotency IN ACCESS EXCLUSIVE MODE`
      for (let index = 0; index < neighbours; index += 1) {
        answers.push(post(drafts.ordinary(), randomUUID(), 0))
        if (index === Math.floor(neighbours / 2)) refused = post(poisoned, poisonedKey, 0)
      }
      await sleep(heldMs)
    })
    const neighboursAnswered = await Promise.all(answers)
    const refusal = await refused
    const [tries] = await hub<{ count: number }[]>`
      SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS count
      FROM exchange.proof_poison_tries`
    await hub.unsafe(cure)
    const later = await post(poisoned, poisonedKey, 0)
    return {
      neighbours,
      neighboursAccepted: neighboursAnswered.filter(each => each.status === 202).length,
      poisonedAccepted: refusal?.status === 202 ? 1 : 0,
      poisonedTries: tries?.count ?? 0,
      acceptedLater: later.status === 202,
    }
  } finally {
    await hub.unsafe(cure)
  }
}

/** A sequence counts through rolled-back transactions. */
const poison = `
  CREATE SEQUENCE exchange.proof_poison_tries;
  CREATE FUNCTION exchange.proof_poison() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    IF NEW.right_id = '${poisonedRight}' THEN
      PERFORM nextval('exchange.proof_poison_tries');
      RAISE EXCEPTION 'poisoned' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER proof_poison BEFORE INSERT ON exchange.signal
    FOR EACH ROW EXECUTE FUNCTION exchange.proof_poison()`

const cure = `
  DROP TRIGGER IF EXISTS proof_poison ON exchange.signal;
  DROP FUNCTION IF EXISTS exchange.proof_poison();
  DROP SEQUENCE IF EXISTS exchange.proof_poison_tries`
