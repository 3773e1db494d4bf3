/** One server-sent event (WHATWG HTML, 9.2); comments and retry hints are not events. */
export interface ServerEvent {
  readonly id: string | undefined
  readonly name: string
  readonly data: string
}

/**
 * Reads events from bytes as they come.
 * @throws RangeError when one event is larger than `bytesMax`: the stream is not what it says.
 */
export async function* eventsOf(
  bytes: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of bytes) {
    pending = (pending + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n')
    const blocks = pending.split('\n\n')
    pending = blocks.pop() ?? ''
    if (pending.length > bytesMax) throw new RangeError('an event is too large')
    for (const block of blocks) {
      const event = eventOf(block)
      if (event !== undefined) yield event
    }
  }
}

function eventOf(block: string): ServerEvent | undefined {
  let id: string | undefined
  let name = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([a-z]+)(?:: ?(.*))?$/u.exec(line) ?? []
    if (field === 'id') id = value
    if (field === 'event') name = value
    if (field === 'data') data.push(value)
  }
  return data.length === 0 ? undefined : { id, name, data: data.join('\n') }
}
