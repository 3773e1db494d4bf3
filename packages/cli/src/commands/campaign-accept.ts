import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'

export const campaignAccept: Command = {
  name: 'campaign accept',
  usage: 'campaign accept <campaign id> --per-day-max <n>',
  options: { 'per-day-max': 'string' },
  positionals: { min: 1, max: 1 },
  summary: 'campaignAccept',
  async run(context) {
    const { terminal, positionals, text } = context
    const [id = ''] = positionals
    const perDay = text('per-day-max') ?? ''
    if (!/^cmp_[0-9a-f]{32}$/u.test(id) || !/^[0-9]{1,7}$/u.test(perDay)) return context.refuse()
    const client = context.connect()
    try {
      const status = await client.campaigns.accept(id, { perDayMax: Number(perDay) })
      const { state } = status
      terminal.result(terminal.message('campaign-accepted', { perDay, state }), status)
      return exitCodes.done
    } finally {
      await client.close()
    }
  },
}
