import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Database } from '@unefois/database'
import type { SecretNumber } from '@unefois/scan'
import { textsOf } from './cast.ts'
import type { Stored } from './decode.ts'
import type { Match, Text } from './search-part.ts'
import { columnsWith } from './stored-windows.ts'

/** Where plants lie: what is found there is no leak. */
export const plantedTable = 'public.planted_links'

/** Values of the dump that plants are keyed with. */
export interface StoredKeys {
  readonly nonce: Buffer
  readonly uuid: string
  readonly text: string
}

type Columns = Partial<Record<'words' | 'number' | 'id' | 'detail', string>> & { bytes?: Buffer }

interface Plant extends Columns {
  readonly form: string
  /** What holds the digest, as the dump will have it. */
  readonly holds: Stored
}

/** Links of one person whom nobody else knows, to show that the search finds them. */
export interface Plants {
  readonly texts: readonly Text[]
  readonly forms: readonly string[]
  /** The forms that none of these matches found. */
  missedBy(matches: readonly Match[]): string[]
}

/** Plants links of this person’s number in a table of their own, each in a form of its own. */
export async function plantLinks(
  hub: Database,
  number: SecretNumber,
  keys: StoredKeys,
): Promise<Plants> {
  await hub.unsafe(`
    CREATE TABLE ${plantedTable} (form text, words text, bytes bytea, number bigint, id uuid,
      detail jsonb)`)
  const plants = [...plainPlants(number), ...keyedPlants(number, keys)]
  for (const { form, words, bytes, number: integer, id, detail } of plants) {
    await hub`
      INSERT INTO public.planted_links VALUES (${form}, ${words ?? null}, ${bytes ?? null},
        ${integer ?? null}, ${id ?? null}, ${detail ?? null}::text::jsonb)`
  }
  return {
    texts: textsOf(number, { of: 'planted', main: 'likely', others: 'keyed' }),
    forms: plants.map(({ form }) => form),
    missedBy: matches =>
      plants
        .filter(({ form, holds }) => {
          const value = [{ column: form, value: holds }]
          return !matches.some(({ digest }) => columnsWith(value, digest).length > 0)
        })
        .map(({ form }) => form),
  }
}

function plainPlants({ scheme, value }: SecretNumber): Plant[] {
  const json = JSON.stringify({ scheme, value })
  const leaf = hash('sha256', Buffer.concat([Buffer.from([0]), Buffer.from(value)]))
  return [
    inWords('sha-256 in hexadecimal', `ref=${hash('sha256', value).toString('hex')};`),
    inDetail('sha-1 in base64url', hash('sha1', `${scheme}:${value}`).toString('base64url')),
    inBytes('leaf of a tree, inside bytes', Buffer.concat([randomBytes(5), leaf])),
    inBytes('last eight of sha-512', hash('sha512', json).subarray(-8)),
    inNumber('md5 as a number', hash('md5', `${scheme}|${value}`)),
    inBytes('sha-3 twice', hash('sha3-256', hash('sha3-256', value))),
    inWords('blake2 in base64', hash('blake2b512', value).toString('base64')),
  ]
}

function keyedPlants({ scheme, value }: SecretNumber, { nonce, uuid, text }: StoredKeys): Plant[] {
  const part = randomBytes(16)
  const byPart = hmac('sha256', part, `v1|${scheme}|${value}`).toString('base64')
  const byText = hmac('sha512', text, value).subarray(0, 12).toString('hex')
  return [
    inBytes('hmac under a nonce', hmac('sha256', nonce, value)),
    inDetail('hmac-sha-512 under a text, cut', byText),
    {
      ...inWords('hmac under a part of a value', byPart),
      bytes: Buffer.concat([randomBytes(7), part, randomBytes(18)]),
    },
    inId('salted sha-1 as a uuid', hash('sha1', `${uuid}${value}`)),
  ]
}

function hash(algorithm: string, bytes: string | Buffer): Buffer {
  return createHash(algorithm).update(bytes).digest()
}

function hmac(algorithm: string, key: string | Buffer, bytes: string): Buffer {
  return createHmac(algorithm, key).update(bytes).digest()
}

function inWords(form: string, words: string): Plant {
  return { form, words, holds: words }
}

function inBytes(form: string, bytes: Buffer): Plant {
  return { form, bytes, holds: bytes }
}

function inDetail(form: string, ref: string): Plant {
  const detail = JSON.stringify({ deep: [{ ref }] })
  return { form, detail, holds: detail }
}

function inNumber(form: string, digest: Buffer): Plant {
  const number = String(digest.readBigInt64LE(0))
  return { form, number, holds: number }
}

/** A UUID of version 5 (RFC 9562): the digest with six bits of its own. */
function inId(form: string, digest: Buffer): Plant {
  const bytes = Buffer.from(digest.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const id = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')
  return { form, id, holds: id }
}
