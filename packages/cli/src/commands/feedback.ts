import type { FeedbackPage } from '@unefois/sdk'
import type { Command, Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { onInterrupt } from '../interrupt.ts'

export const feedback: Command = {
  name: 'feedback',
  usage: 'feedback [--follow] [--after <position>]',
  options: { follow: 'boolean', after: 'string' },
  positionals: { min: 0, max: 0 },
  summary: 'feedback',
  async run(context) {
    const { terminal, text, flag } = context
    const after = text('after')
    if (after !== undefined && !/^(?:0|[1-9][0-9]{0,9})$/u.test(after)) return context.refuse()
    const client = context.connect()
    try {
      if (flag('follow')) return await follow(context, client.feedback, after)
      let position = after
      for await (const page of client.feedback.list({ after })) {
        position = page.position
        show(context, page)
      }
      if (position === after) terminal.say('no-feedback')
      else terminal.say('follow-from', { position: position ?? '0' })
      return exitCodes.done
    } finally {
      await client.close()
    }
  },
}

async function follow(
  context: Context,
  source: { follow(o: object): AsyncGenerator<FeedbackPage> },
  after: string | undefined,
) {
  const { terminal } = context
  let position = after ?? '0'
  const interrupt = onInterrupt(
    () => undefined,
    () => undefined,
  )
  terminal.say('following')
  try {
    for await (const page of source.follow({ after, signal: interrupt.signal })) {
      position = page.position
      show(context, page)
    }
  } finally {
    interrupt.release()
  }
  terminal.say('follow-from', { position })
  return exitCodes.interrupted
}

/** The position stands at the last item of a page: what comes before it was dealt with. */
function show({ terminal }: Context, { items, position }: FeedbackPage): void {
  for (const [index, item] of items.entries()) {
    const isLast = index === items.length - 1
    const document = isLast ? { ...item, position } : item
    terminal.result(`${item.at}  ${item.signalId}  ${item.class}`, document)
  }
}
