import { connect, type Socket } from 'node:net'
import { answerMsMax } from '../limits.ts'

/** What is asked; the body is a whole JSON text or lines. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One answer as it came over the socket. Times in milliseconds of the monotonic clock. */
export interface Answer {
  readonly sentMs: number
  readonly firstByteMs: number
  readonly lastByteMs: number
  readonly status: number
  /** In their order and spelling. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly headBytes: number
  readonly body: string
  readonly bodyBytes: number
}

/** One connection kept open, one request at a time: nothing between the socket and the clock. */
export interface Wire {
  ask(ask: Ask): Promise<Answer>
  close(): void
}

/** Speaks HTTP/1.1 to an address such as `http://127.0.0.1:4602`; connects again when cut. */
export function openWire(address: string): Wire {
  const { hostname, port } = new URL(address)
  let socket: Socket | undefined

  const connected = () => {
    if (socket === undefined || socket.destroyed) {
      socket = connect({ host: hostname, port: Number(port), noDelay: true })
    }
    return socket
  }
  return {
    async ask(ask) {
      const line = connected()
      try {
        return await exchange(line, requestOf(ask, `${hostname}:${port}`))
      } catch (error) {
        line.destroy()
        throw error
      }
    },
    close() {
      socket?.destroy()
    },
  }
}

function requestOf({ method, path, headers = {}, body }: Ask, host: string): Buffer {
  const fields = {
    host,
    ...headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body ?? ''}`)
}

function exchange(socket: Socket, request: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let sentMs = 0
    let firstByteMs = 0
    const timer = setTimeout(() => end(() => reject(new Error('no answer came'))), answerMsMax)
    const onData = (chunk: Buffer) => {
      const nowMs = performance.now()
      if (chunks.length === 0) firstByteMs = nowMs
      chunks.push(chunk)
      const parsed = parse(Buffer.concat(chunks))
      if (parsed === undefined) return
      end(() => resolve({ sentMs, firstByteMs, lastByteMs: nowMs, ...parsed }))
    }
    const onEnd = () => end(() => reject(new Error('the connection ended within an answer')))
    const onError = (error: Error) => end(() => reject(error))
    function end(settle: () => void): void {
      clearTimeout(timer)
      socket.off('data', onData).off('close', onEnd).off('error', onError)
      settle()
    }
    socket.on('data', onData).on('close', onEnd).on('error', onError)
    sentMs = performance.now()
    socket.write(request)
  })
}

/** A whole answer, or undefined when more has to come. */
function parse(bytes: Buffer): Omit<Answer, 'sentMs' | 'firstByteMs' | 'lastByteMs'> | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const [first = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n')
  const status = Number(first.split(' ')[1])
  const headers = lines.map(line => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
  })
  const headBytes = headEnd + 4
  const content = contentOf(bytes.subarray(headBytes), headers)
  if (content === undefined) return undefined
  return {
    status,
    headers,
    headBytes,
    body: content.toString(),
    bodyBytes: bytes.length - headBytes,
  }
}

function contentOf(rest: Buffer, headers: Answer['headers']): Buffer | undefined {
  const find = (wanted: string) =>
    headers.find(([name]) => name.toLowerCase() === wanted)?.[1].toLowerCase()
  if (find('transfer-encoding') === 'chunked') return unchunk(rest)
  const length = Number(find('content-length') ?? '0')
  return rest.length < length ? undefined : rest.subarray(0, length)
}

function unchunk(rest: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(rest.toString('latin1', at, lineEnd), 16)
    const end = lineEnd + 2 + size + 2
    if (rest.length < end) return undefined
    if (size === 0) return Buffer.concat(parts)
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = end
  }
}
