const noId = '00000000-0000-7000-8000-000000000000'
/** No signal's id either, but of this month: its rows have a partition to lie in. */
const noSignal = () =>
  `${Date.now()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/u, '$1-')}-7000-8000-000000000000`

/** A condition that fails on the owner's rows, if the server evaluates it before the policy. */
export function leakyPredicate(owner: string): string {
  return `SELECT count(*) FROM exchange.signal
    WHERE 1 / (CASE WHEN sender = '${owner}' OR receiver = '${owner}' THEN 0 ELSE 1 END) = 1`
}

/** Rows in the owner's name. Each fails on the policy; a constraint would refuse later. */
export function forgeries(owner: string): string[] {
  return [
    `INSERT INTO exchange.idempotency
      (agency, key, fingerprint_day, fingerprint, signal_id, accepted_at)
      VALUES ('${owner}', '${noId}', '2026-01-01', '\\x00', '${noId}', '2026-01-01')`,
    `INSERT INTO exchange.recall (id, signal_id, receiver, reason, created_at, due_at)
      VALUES ('${noId}', '${noId}', '${owner}', 'withdrawn', '2026-01-01', '2026-01-01')`,
    `INSERT INTO exchange.case_event (id, receiver, signal_id, type, at)
      VALUES ('${noId}', '${owner}', '${noSignal()}', 'received', '2026-01-01')`,
    `INSERT INTO exchange.feedback (sender, position, signal_id, class, at)
      VALUES ('${owner}', 9999, '${noSignal()}', 'received', '2026-01-01')`,
    `INSERT INTO exchange.erasure_order (signal_id, receiver, reason, ordered_at)
      VALUES ('${noId}', '${owner}', 'withdrawal', '2026-01-01')`,
    `INSERT INTO exchange.batch
      (id, sender, key, fingerprint_day, fingerprint, created_at, updated_at, expires_at)
      VALUES ('${noId}', '${owner}', '${noId}', '2026-01-01', '\\x00', '2026-01-01', '2026-01-01',
        '2026-01-02')`,
    `INSERT INTO exchange.batch_lines (batch, first_line, last_line, sender, fingerprint_day,
        fingerprints, signal_ids, refusals, stored_at)
      VALUES ('${noId}', 1, 1, '${owner}', '2026-01-01', decode(repeat('00', 16), 'hex'),
        ARRAY[NULL::uuid], '[]', '2026-01-01')`,
    `INSERT INTO exchange.campaign (id, sender, idempotency_key, right_id, purpose, starts_on,
        ends_on, signals_max, per_day_max, created_at)
      VALUES ('cmp_${'0'.repeat(32)}', '${owner}', '${noId}', 'r', 'inform-of-right',
        '2026-01-01', '2026-01-01', 1, 1, '2026-01-01')`,
    `SELECT exchange.destroy_keys(ARRAY['\\x00'::bytea], NULL, NULL, 'objection', '2026-01-01',
      '2026-01-01')`,
  ]
}

/** Ways to a person's acts. */
const ofPersons: [what: string, statement: string][] = [
  ['read files of officers', 'SELECT 1 FROM audit.oversight_file LIMIT 1'],
  ['read breaches', 'SELECT count(*) FROM audit.breach'],
  ['read searches by number', 'SELECT 1 FROM audit.person_search LIMIT 1'],
  [
    'read acts as an officer',
    `SELECT 1 FROM audit.read_acts('hub', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, 9)`,
  ],
  ['told acts by their ids', `SELECT 1 FROM audit.tell_acts('hub', '{}', true)`],
  ['read a person’s acts', `SELECT 1 FROM audit.read_person_acts('{}', NULL, true, 9)`],
  ['read what desks are asked for', 'SELECT count(*) FROM audit.access_part'],
  ['found a person’s acts', `SELECT 1 FROM audit.find_person_events('{}', 1)`],
  ['found a person’s other number', `SELECT 1 FROM consent.find_successions('{}', '2026-01-01')`],
]

/** What lies in rooms of others, and what their functions would tell or do. */
const intoOtherRooms: [what: string, statement: string][] = [
  ['read the trace', 'SELECT 1 FROM audit.event LIMIT 1'],
  ['counted the trace', `SELECT * FROM audit.count_events('2000-01-01', '2100-01-01')`],
  ['read what was erased', 'SELECT 1 FROM audit.erasure_journal LIMIT 1'],
  ['read the certificates', 'SELECT 1 FROM audit.certificate LIMIT 1'],
  ['read the legal holds', 'SELECT count(*) FROM audit.legal_hold'],
  ['counted traces by agency', 'SELECT 1 FROM audit.count_traces() LIMIT 1'],
  ['read who did how much', 'SELECT count(*) FROM audit.agent_day'],
  ...ofPersons,
  ['read objections', 'SELECT 1 FROM consent.objection LIMIT 1'],
  ['read agreements of persons', 'SELECT 1 FROM consent.person_agreement LIMIT 1'],
  ['read who lodges how often', 'SELECT count(*) FROM consent.lodging_use'],
  ['searched by person', `SELECT count(*) FROM audit.find_signals(ARRAY['\\x00'::bytea])`],
  [
    'recalled by signal',
    `SELECT exchange.recall_signals('{}', 'objection', '2026-01-01', '2026-01-01')`,
  ],
  [
    'told of a restriction',
    `SELECT exchange.tell_restriction('{}', NULL, '2026-01-01', '2026-01-01')`,
  ],
  ['opened leaves of the log', `SELECT * FROM audit.directory_entries('hub', -1, 1, 1)`],
  ['read what a desk has to tell', 'SELECT * FROM audit.untold_acts(1)'],
  ['read where erasures lie', `SELECT * FROM audit.places_of_erasures('{}')`],
  ['read what an agency watches', 'SELECT count(*) FROM audit.watched_entry'],
  ['dropped a month', `SELECT exchange.drop_month('2020-01-01', '{}', '2100-01-01')`],
  ['read what is due', `SELECT count(*) FROM exchange.deletions_due('2026-01-01')`],
  ['read what holds keep', 'SELECT 1 FROM exchange.held_signal LIMIT 1'],
  ['read orders of erasure', 'SELECT 1 FROM exchange.erasure_order LIMIT 1'],
  ['read large objects', 'SELECT 1 FROM pg_largeobject LIMIT 1'],
  ['read passwords', 'SELECT 1 FROM pg_authid LIMIT 1'],
]

/** Ways out of the role, and ways around the tables. */
export function escapes(foreign: string): [what: string, statement: string][] {
  const roles = [
    'exchange_owner',
    'audit_owner',
    'consent_owner',
    'registry_owner',
    'gateway_relay',
    'gateway_retention',
    'consent_app',
    'audit_app',
    'desk_app',
    'pg_read_all_data',
  ]
  const stats = (view: string) =>
    `SELECT 1 FROM ${view} AS x WHERE schemaname IN ('exchange', 'consent', 'audit')
      AND x::text ~ '${foreign}'`
  return [
    ...roles.map((role): [string, string] => [
      `became ${role}`,
      `SELECT set_config('role', '${role}', true)`,
    ]),
    ['read the samples of pg_stats', stats('pg_stats')],
    ['read the samples of pg_stats_ext', stats('pg_stats_ext')],
    ['read the statistics themselves', `SELECT 1 FROM pg_statistic LIMIT 1`],
    [
      'read the statements of others',
      `SELECT 1 FROM pg_stat_activity AS x
        WHERE pid <> pg_backend_pid() AND query ~ '${foreign}'`,
    ],
    [
      'read a prepared value of another',
      `SELECT 1 FROM pg_prepared_statements WHERE NOT from_sql
        AND statement ~ '${foreign}'`,
    ],
    ['switched row security off', `SET LOCAL row_security = off; SELECT 1 FROM exchange.signal`],
    ['altered the table', 'ALTER TABLE exchange.signal DISABLE ROW LEVEL SECURITY; SELECT 1'],
    ['made itself a policy', 'CREATE POLICY mine ON exchange.signal USING (true); SELECT 1'],
    ['made a table of its own', 'CREATE TABLE exchange.mine (a text); SELECT 1'],
    ['read a file of the server', `SELECT pg_read_file('postgresql.conf')`],
    ['listed files of the server', `SELECT pg_ls_waldir() LIMIT 1`],
    ['ran a program', `COPY exchange.signal TO PROGRAM 'cat'; SELECT 1`],
    ...intoOtherRooms,
    [
      'erased by outcome for another',
      `SELECT * FROM exchange.erase_by_outcome(ARRAY(SELECT id FROM exchange.signal
        WHERE receiver ~ '${foreign}'))`,
    ],
  ]
}
