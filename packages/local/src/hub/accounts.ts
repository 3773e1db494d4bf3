import { renameSync, writeFileSync } from 'node:fs'
import type { Participant } from '@unefois/contracts'
import { agentId, hubAgency, planClients } from './clients.ts'

/** A person of the sample whom anybody on this machine may sign in as. */
export interface AccountPlan {
  readonly accountId: string
  readonly agency: string
  readonly agencyName: string
  readonly agent: string
  readonly roles: readonly string[]
}

const hubPeople = [
  ['hub-dpo', 'dpo'],
  ['hub-dpo-2', 'dpo'],
  ['hub-operator', 'operator'],
] as const

const integratorNumber = 8

/**
 * The hub's two data protection officers and its operator; of each participant one person per role
 * (`caf-13-adviser`, `-adviser-2`, `-adviser-3`, `-lead`, `-dpo`, `-legal`, `-integrator`): its
 * clients that are people, with the same opaque agent ids.
 */
export function planAccounts(participants: readonly Participant[]): AccountPlan[] {
  const hub = hubPeople.map(([accountId, role], at) => ({
    accountId,
    agency: hubAgency,
    agencyName: 'Unefois',
    agent: agentId(hubAgency, at + 1),
    roles: [role],
  }))
  return [...hub, ...participants.flatMap(accountsOf)]
}

function accountsOf({ id, name }: Participant): AccountPlan[] {
  const people = planClients([id]).flatMap(({ clientId, agency, agent, roles }) =>
    agency !== id || agent === undefined
      ? []
      : [{ accountId: clientId, agency, agencyName: name, agent, roles }],
  )
  const agent = agentId(id, integratorNumber)
  const integrator = { accountId: `${id}-integrator`, agency: id, agencyName: name, agent }
  return [...people, { ...integrator, roles: ['integrator'] }]
}

/** Writes the identity service's list of sample accounts. Replaced in one step. */
export function writeAccountsFile(file: string, accounts: readonly AccountPlan[]): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(accounts, undefined, 2), { mode: 0o600 })
  renameSync(draft, file)
}
