import { readFileSync } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { readConfig } from '@unefois/config'
import type { Root } from './list-files.ts'
import { placeKinds, walPlace } from './place-kinds.ts'
import type { BusLogin } from './scan-bus.ts'

/** Where to look: folders by kind, servers that show what their files hide. */
export interface Places {
  readonly folders: Readonly<Record<string, readonly string[]>>
  /** Administrators' URLs; every database of each server is read. */
  readonly servers: readonly string[]
  readonly buses: readonly BusLogin[]
}

/** The places cannot be used; names the setting, never a password. */
export class PlacesRefused extends Error {}

const text = (description: string) => ({ type: 'string', description }) as const
const schema = {
  type: 'object',
  required: [],
  properties: {
    SCAN_PLACES_FILE: text(
      'A file of places (JSON), mode 0600; .unefois/scan-places.json if there',
    ),
    SCAN_DATABASE_URL: text('An administrator’s URL; several, separated by spaces'),
    SCAN_NATS_URL: text('The bus, as the hub’s login'),
    SCAN_NATS_USER: text('hub'),
    SCAN_NATS_PASSWORD_FILE: text('The file with that login’s password'),
    ...Object.fromEntries(placeKinds.map(({ variable, holds }) => [variable, text(holds)])),
  },
} as const

/** The launcher of `npm start` writes it. */
const launchersFile = join('.unefois', 'scan-places.json')

/**
 * Reads the places from a file (`--places`, SCAN_PLACES_FILE, else the launcher's) and from the
 * environment, which adds to it.
 * @throws PlacesRefused when a file cannot be read or names a kind that does not exist.
 */
export function readPlaces(file: string | undefined): Places {
  const settings: Readonly<Record<string, unknown>> = readConfig(schema)
  const setting = (name: string) => {
    const value = settings[name]
    return typeof value === 'string' ? value : undefined
  }
  const named = file ?? setting('SCAN_PLACES_FILE')
  const given = parsePlaces(readPlacesFile(named), named ?? launchersFile)
  const folders = Object.fromEntries(
    placeKinds.map(({ name, variable }) => [
      name,
      [...(given.folders[name] ?? []), ...(setting(variable)?.split(delimiter) ?? [])],
    ]),
  )
  const url = setting('SCAN_NATS_URL')
  const bus = {
    url: url ?? '',
    user: setting('SCAN_NATS_USER') ?? 'hub',
    passwordFile: setting('SCAN_NATS_PASSWORD_FILE') ?? '',
  }
  return {
    folders,
    servers: [...given.servers, ...(setting('SCAN_DATABASE_URL')?.split(/\s+/u) ?? [])],
    buses: [...given.buses, ...(url === undefined ? [] : [loginOf(bus)])],
  }
}

/** Every folder to read; a Postgres's WAL and its tablespaces elsewhere are roots of their own. */
export async function rootsOf(places: Places): Promise<Root[]> {
  const roots: Root[] = []
  for (const [place, paths] of Object.entries(places.folders)) {
    for (const path of paths) {
      roots.push({ place, path })
      if (place !== 'postgres') continue
      roots.push({ place: walPlace, path: join(path, 'pg_wal') })
      const spaces = join(path, 'pg_tblspc')
      for (const name of await readdir(spaces).catch(() => [])) {
        roots.push({ place, path: await realpath(join(spaces, name)) })
      }
    }
  }
  return roots
}

function readPlacesFile(named: string | undefined): string | undefined {
  try {
    return readFileSync(named ?? launchersFile, 'utf8')
  } catch {
    if (named === undefined) return undefined
    throw new PlacesRefused(`${named} cannot be read`)
  }
}

/** `{"postgres": ["…"], …, "servers": ["postgres://…"], "buses": [{url, user, passwordFile}]}`. */
function parsePlaces(content: string | undefined, file: string): Places {
  const refuse = (what: string): never => {
    throw new PlacesRefused(`${file}: ${what}`)
  }
  if (content === undefined) return { folders: {}, servers: [], buses: [] }
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    return refuse('no JSON')
  }
  const { servers = [], buses = [], ...folders } = Object(parsed)
  const known = placeKinds.map(({ name }) => name)
  const isTexts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every(each => typeof each === 'string')
  for (const [name, paths] of Object.entries(folders)) {
    if (!known.includes(name)) return refuse(`no such kind of place; there are ${known.join(', ')}`)
    if (!isTexts(paths)) return refuse(`${name} is a list of folders`)
  }
  if (!isTexts(servers)) return refuse('servers is a list of URLs')
  if (!Array.isArray(buses)) return refuse('buses is a list')
  return { folders, servers, buses: buses.map(each => loginOf(Object(each))) }
}

function loginOf(login: { url: string; user: string; passwordFile: string }): BusLogin {
  const { url, user, passwordFile } = login
  try {
    return { url, user, password: readFileSync(passwordFile, 'utf8').trim() }
  } catch {
    throw new PlacesRefused('the file with the password of the bus cannot be read')
  }
}
