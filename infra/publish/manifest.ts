/** What we read of a room's own package.json. */
interface RoomManifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly description?: string
  readonly exports: string | { readonly '.': string }
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}

const nodeMin = '>=24'

/**
 * The package.json that is published: built files instead of sources, versions instead of
 * `workspace:*` and `catalog:`, and nothing that only this house needs.
 * @throws when a dependency's version is not known.
 */
export function publishedManifest(
  room: RoomManifest,
  catalog: Readonly<Record<string, string>>,
  files: readonly string[],
): object {
  const entry = typeof room.exports === 'string' ? room.exports : room.exports['.']
  const types = entry.replace(/\.ts$/u, '.d.ts')
  const { name, version, license } = room
  return {
    name,
    version,
    ...(room.description === undefined ? {} : { description: room.description }),
    license,
    type: 'module',
    engines: { node: nodeMin },
    sideEffects: false,
    types,
    exports: { '.': { types, default: built(entry) }, './package.json': './package.json' },
    ...(room.bin === undefined ? {} : { bin: mapValues(room.bin, built) }),
    files: ['src', 'generated', ...files],
    dependencies: Object.fromEntries(
      Object.entries(room.dependencies ?? {}).map(([dependency, wanted]) => [
        dependency,
        versionOf(dependency, wanted, version, catalog),
      ]),
    ),
  }
}

function versionOf(
  dependency: string,
  wanted: string,
  own: string,
  catalog: Readonly<Record<string, string>>,
): string {
  // The packages of this house are published together, under one version.
  if (wanted.startsWith('workspace:')) return own
  const version = wanted === 'catalog:' ? catalog[dependency] : wanted
  if (version === undefined) throw new Error(`${dependency} has no version`)
  return version
}

function built(path: string): string {
  return path.replace(/\.ts$/u, '.js')
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
