import { existsSync, readdirSync } from 'node:fs'
import { type ServiceDescription, toAsyncApi, toOpenApi } from '../src/index.ts'

interface Describing {
  describeRoutes(): ServiceDescription | Promise<ServiceDescription>
}

const text = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`

/** asyncapi.json, by its path from the root. */
export function writeAsyncApi(): [string, string] {
  return ['contracts/generated/asyncapi.json', text(toAsyncApi())]
}

/**
 * One openapi.json for each service that has a `src/describe.ts`, by its path from the root. The
 * module is imported and asked for its routes; nothing listens, connects or reads settings.
 * @throws when such a module does not export `describeRoutes`.
 */
export async function writeOpenApis(root: string): Promise<[string, string][]> {
  const described = readdirSync(`${root}services`)
    .sort()
    .filter(service => existsSync(`${root}services/${service}/src/describe.ts`))
  const written: [string, string][] = []
  for (const service of described) {
    const module: unknown = await import(`${root}services/${service}/src/describe.ts`)
    if (!isDescribing(module)) throw new Error(`services/${service}/src/describe.ts says nothing`)
    const document = toOpenApi(await module.describeRoutes())
    written.push([`services/${service}/openapi.json`, text(document)])
  }
  return written
}

function isDescribing(module: unknown): module is Describing {
  return typeof module === 'object' && module !== null && 'describeRoutes' in module
}
