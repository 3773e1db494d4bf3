import { type Campaign, validatorFor } from '@unefois/contracts'
import { v4 as uuid } from 'uuid'
import type { Command, Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'

export const campaignPropose: Command = {
  name: 'campaign propose',
  usage:
    'campaign propose --right <right> --receivers <a,b> --starts-on <day> --ends-on <day> ' +
    '--signals-max <n> --per-day-max <n> [--purpose <code>]',
  options: {
    right: 'string',
    receivers: 'string',
    purpose: 'string',
    'starts-on': 'string',
    'ends-on': 'string',
    'signals-max': 'string',
    'per-day-max': 'string',
    key: 'string',
  },
  positionals: { min: 0, max: 0 },
  summary: 'campaignPropose',
  async run(context) {
    const { terminal, text } = context
    const campaign = read(context)
    const isCampaign = validatorFor('urn:unefois:contracts:campaign.v1')
    if (!isCampaign(campaign)) return context.refuse()
    const client = context.connect()
    try {
      const created = await client.campaigns.propose(campaign, text('key') ?? uuid())
      terminal.result(terminal.message('campaign-proposed', { id: created.id }), created)
      return exitCodes.done
    } finally {
      await client.close()
    }
  },
}

function read({ text }: Context): Record<keyof Campaign, unknown> {
  return {
    right: text('right'),
    purpose: text('purpose') ?? 'inform-of-right',
    receivers: (text('receivers') ?? '').split(','),
    startsOn: text('starts-on'),
    endsOn: text('ends-on'),
    signalsMax: Number(text('signals-max')),
    perDayMax: Number(text('per-day-max')),
  }
}
