import { readFileSync, statSync } from 'node:fs'
import { createAjv } from '@unefois/contracts'
import { roles } from '@unefois/service'
import { limits } from '../limits.ts'

/** A person of the sample: who signs in by choosing one is that person. Development only. */
export interface Account {
  readonly accountId: string
  /** Participant id, or `hub`. */
  readonly agency: string
  readonly agencyName: string
  readonly agent: string
  readonly roles: readonly string[]
}

export type Accounts = ReadonlyMap<string, Account>

const isAccountList = createAjv().compile<Account[]>({
  type: 'array',
  minItems: 1,
  maxItems: limits.accountsMax,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['accountId', 'agency', 'agencyName', 'agent', 'roles'],
    properties: {
      accountId: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,63}$' },
      agency: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,40}$' },
      agencyName: { type: 'string', minLength: 1, maxLength: 160 },
      agent: { type: 'string', pattern: '^agt_[0-9a-z]{4,24}$' },
      roles: { type: 'array', uniqueItems: true, minItems: 1, items: { enum: roles } },
    },
  },
})

/** The sample accounts by id. @throws when the file is not a list of accounts. */
export function readAccounts(file: string): Accounts {
  if (statSync(file).size > limits.accountsFileBytesMax) throw new Error('too many accounts')
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isAccountList(list)) throw new Error('the file of sample accounts is not a list of accounts')
  const accounts = new Map(list.map(account => [account.accountId, account]))
  if (accounts.size !== list.length) throw new Error('a sample account is listed twice')
  return accounts
}
