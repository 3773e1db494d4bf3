import type { Counts } from './counts/counts.ts'
import { lostClosingEvery } from './limits.ts'

/** Faults that a replay may be played with; each must make it fail. */
export const faultNames = ['lose-outcomes'] as const
export type FaultName = (typeof faultNames)[number]

/**
 * Breaks the way from one desk to the hub: every hundredth closing that the desk would report, the
 * first one included, never enters its outbox. The desk believes that the hub knows.
 */
export async function loseOutcomes(counts: Counts, agency: string): Promise<void> {
  await counts.desk(agency).unsafe(`
    CREATE SEQUENCE desk.closings_reported;
    GRANT USAGE ON SEQUENCE desk.closings_reported TO desk_app;
    CREATE FUNCTION desk.lose_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RETURN CASE
        WHEN nextval('desk.closings_reported') % ${lostClosingEvery} = 1 THEN NULL ELSE NEW END;
    END $$;
    CREATE TRIGGER lose_outcome BEFORE INSERT ON desk.outbox FOR EACH ROW
      WHEN (NEW.event ->> 'type' = 'closed') EXECUTE FUNCTION desk.lose_outcome();`)
}

/** Mends the way again: the server may not be ours to throw away. */
export async function loseNothing(counts: Counts, agency: string): Promise<void> {
  await counts.desk(agency).unsafe(`
    DROP TRIGGER IF EXISTS lose_outcome ON desk.outbox;
    DROP FUNCTION IF EXISTS desk.lose_outcome();
    DROP SEQUENCE IF EXISTS desk.closings_reported;`)
}
