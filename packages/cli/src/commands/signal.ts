import { type Signal, validatorFor } from '@unefois/contracts'
import { isNetworkError } from '@unefois/sdk'
import { checkSubject, readLine } from '@unefois/signal-lines'
import { v4 as uuid } from 'uuid'
import { askHidden } from '../ask-hidden.ts'
import { CliError } from '../cli-error.ts'
import type { Command, Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { readSmall } from '../input-file.ts'
import { limits } from '../limits.ts'

/** Option → member of signal.v1. The person's number is no option. */
const members = {
  right: 'right',
  'observed-on': 'observedOn',
  addressee: 'addressee',
  territory: 'territory',
  agreement: 'agreement',
  'person-agreement': 'personAgreement',
  campaign: 'campaign',
  trigger: 'trigger',
  detection: 'detection',
  'ntu-type': 'ntuType',
  'contact-channel': 'contactChannel',
  language: 'language',
  agent: 'agent',
} as const

const options = Object.fromEntries(
  Object.keys(members).map(name => [name, 'string' as const]),
) as Record<keyof typeof members, 'string'>

export const signal: Command = {
  name: 'signal',
  usage: 'signal <signal.json|-> | signal --right <right> [--addressee <agency>] …',
  options: { ...options, scheme: 'string', key: 'string' },
  positionals: { min: 0, max: 1 },
  summary: 'signal',
  async run(context) {
    const { terminal, positionals, text } = context
    if ((positionals[0] === undefined) === (text('right') === undefined)) return context.refuse()
    const idempotencyKey = text('key') ?? uuid()
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(idempotencyKey))
      return context.refuse()
    const client = context.connect()
    try {
      const signal = checked(
        positionals[0] === undefined ? await asked(context) : await fromFile(positionals[0]),
      )
      const accepted = await client.signals.send(signal, idempotencyKey)
      terminal.result(terminal.message('signal-sent', { id: accepted.id }), accepted)
      return exitCodes.done
    } catch (error) {
      if (isNetworkError(error)) terminal.say('same-key', { key: idempotencyKey })
      throw error
    } finally {
      await client.close()
    }
  },
}

async function fromFile(path: string): Promise<unknown> {
  const text = await readSmall(path, limits.jsonBytesMax)
  try {
    return JSON.parse(text)
  } catch {
    throw new CliError(exitCodes.linesRefused, 'not-json', { path })
  }
}

/** The fields from options, today unless told otherwise, the number from the person at the desk. */
async function asked({ terminal, text }: Context): Promise<unknown> {
  const entries = Object.entries(members).map(([option, member]) => [member, text(option)])
  const fields = Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  const isBelgian = text('right')?.startsWith('be.') === true
  const scheme = text('scheme') ?? (isBelgian ? 'be-niss' : 'fr-nir')
  const value = await askHidden(terminal.message('ask-identifier', { scheme }))
  const today = new Date().toISOString().slice(0, 10)
  return { subject: { scheme, value }, observedOn: today, ...fields }
}

/** What the hub would refuse for its form is refused here, before it travels. */
function checked(value: unknown): Signal {
  const isSignal = validatorFor('urn:unefois:contracts:signal.v1')
  const subject = isSignal(value) ? checkSubject(value, Date.now()) : undefined
  if (isSignal(value) && subject?.ok === true) return value
  const bytes = Buffer.from(JSON.stringify(value))
  const refusal = subject ?? readLine({ bytes, tooLong: false })
  if (refusal.ok) throw new Error('a refused signal was read as a good one')
  const details = refusal.pointers.map(({ pointer, detail }) => `${pointer || '/'} ${detail}`)
  const code = refusal.code === 'line-invalid' ? 'invalid-body' : refusal.code
  const parameters = { code, details: details.join('; ') }
  throw new CliError(exitCodes.linesRefused, 'signal-refused', parameters)
}
