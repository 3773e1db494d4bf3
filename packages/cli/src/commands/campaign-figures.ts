import type { CampaignFigures } from '@unefois/contracts'
import type { Command, Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { countOf } from '../text.ts'

export const campaignFigures: Command = {
  name: 'campaign figures',
  usage: 'campaign figures <campaign id>',
  options: {},
  positionals: { min: 1, max: 1 },
  summary: 'campaignFigures',
  async run(context) {
    const [id = ''] = context.positionals
    if (!/^cmp_[0-9a-f]{32}$/u.test(id)) return context.refuse()
    const client = context.connect()
    try {
      const figures = await client.campaigns.figures(id)
      context.terminal.result(textOf(context, figures), figures)
      return exitCodes.done
    } finally {
      await client.close()
    }
  },
}

/** A table of what this caller may see; a hidden group is a dash, an untold figure is no row. */
function textOf({ terminal }: Context, figures: CampaignFigures): string {
  const { asOf, exact, nextOn, shares } = figures
  const dates = { asOf: asOf?.slice(0, 10) ?? '', nextOn: nextOn ?? '–' }
  if (asOf === undefined) return terminal.message('figures-not-yet', dates)
  const head = terminal.message(exact ? 'figures-exact' : 'figures-rounded', dates)
  const rows: Row[] = [
    ...countRows(figures),
    ['right-opened / integrated', shares.openedOfIntegrated, ' %'],
    ['right-opened / contacted', shares.openedOfContacted, ' %'],
  ]
  for (const part of figures.perReceiver ?? []) {
    rows.push([`${part.receiver}:`, 0, 'head'])
    rows.push(...countRows(part).map(([name, ...rest]): Row => [`  ${name}`, ...rest]))
  }
  return [head, ...rows.filter(([, value]) => value !== undefined).map(lineOf)].join('\n')
}

/** A label, a figure (null: hidden, undefined: not told) and its unit. */
type Row = [string, number | null | undefined, string]

type Counts = Pick<
  CampaignFigures,
  'integrated' | 'received' | 'contacted' | 'closed' | 'declined'
> & {
  readonly outcomes: object
}

function countRows(counts: Counts): Row[] {
  const { integrated, received, contacted, closed, declined, outcomes } = counts
  const stages = Object.entries({ integrated, received, contacted, closed, declined })
  return [
    ...stages.map(([name, count]): Row => [name, count, '']),
    ...Object.entries(outcomes).map(([name, count]): Row => [`  ${name}`, Number(count), '']),
  ]
}

function lineOf([name, value, unit]: Row): string {
  if (unit === 'head') return name
  const text = typeof value === 'number' ? (unit === '' ? countOf(value) : `${value}${unit}`) : '–'
  return `${name.padEnd(28)}${text.padStart(12)}`
}
