import { existsSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** What one entry of a room's `errors.ts` says. */
interface Definition {
  readonly status: number
  readonly title: string
  readonly article?: string
}

/** One refusal of the house: its code is its type for ever (RFC 9457, 3.1.1). */
export interface CataloguedProblem extends Definition {
  readonly code: string
  readonly type: string
  readonly advice: string
  /** The services that answer it. */
  readonly services: readonly string[]
}

export interface ProblemSource {
  readonly service: string
  readonly definitions: Readonly<Record<string, Definition>>
}

const folder = 'contracts/problems'
const codePattern = /^[a-z][a-z0-9-]{1,60}$/u

/**
 * One list of everything the services refuse with, by code.
 * @throws when a code is not of its form, or two services mean different things by one code.
 */
export function catalogueProblems(
  sources: readonly ProblemSource[],
  adviceFor: (status: number) => string,
): CataloguedProblem[] {
  const found = new Map<string, CataloguedProblem>()
  for (const { service, definitions } of sources) {
    for (const [code, { status, title, article }] of Object.entries(definitions)) {
      if (!codePattern.test(code)) throw new Error(`not a code: ${code}`)
      const known = found.get(code)
      if (known !== undefined && !saysTheSame(known, { status, title, article })) {
        throw new Error(`${service} and ${known.services.join(', ')} mean two things by ${code}`)
      }
      found.set(code, {
        code,
        type: `/problems/${code}`,
        status,
        title,
        advice: adviceFor(status),
        ...(article === undefined ? {} : { article }),
        services: [...(known?.services ?? []), service],
      })
    }
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function saysTheSame(
  known: Definition,
  other: Readonly<Record<keyof Definition, unknown>>,
): boolean {
  return (
    known.status === other.status && known.title === other.title && known.article === other.article
  )
}

/** The catalogue for programs and its page for people, by their paths from the root. */
export async function writeProblems(root: string): Promise<[string, string][]> {
  const { adviceFor } = await import(pathToFileURL(`${root}packages/errors/src/index.ts`).href)
  const problems = catalogueProblems(await readSources(root), adviceFor)
  const json = { description: 'Written by contracts/scripts/generate.ts: do not edit.', problems }
  return [
    [`${folder}/catalogue.json`, `${JSON.stringify(json, null, 2)}\n`],
    [`${folder}/catalogue.md`, pageOf(problems)],
  ]
}

/** The refusals that every service shares, then each service's own, from their `errors.ts`. */
async function readSources(root: string): Promise<ProblemSource[]> {
  const definitionsOf = async (path: string): Promise<ProblemSource['definitions']> => {
    const module = await import(pathToFileURL(`${root}${path}`).href)
    return module.problems.definitions
  }
  const sources = [
    {
      service: 'every service',
      definitions: await definitionsOf('packages/service/src/errors.ts'),
    },
  ]
  for (const service of readdirSync(`${root}services`).sort()) {
    const path = `services/${service}/src/errors.ts`
    if (!existsSync(`${root}${path}`)) continue
    sources.push({ service, definitions: await definitionsOf(path) })
  }
  return sources
}

function pageOf(problems: readonly CataloguedProblem[]): string {
  const statuses = [...new Set(problems.map(problem => problem.status))].sort((a, b) => a - b)
  const sections = statuses.flatMap(status => {
    const ofStatus = problems.filter(problem => problem.status === status)
    const rows = ofStatus.map(
      ({ code, title, article, services }) =>
        `| \`${code}\` | ${title} | ${article ?? ''} | ${services.join(', ')} |`,
    )
    const head = ['| code | what is wrong | article | answered by |', '|---|---|---|---|']
    return [`## ${status}`, '', ofStatus[0]?.advice ?? '', '', ...head, ...rows, '']
  })
  return [
    '# Refusals',
    '',
    'Every problem document (RFC 9457) of every service. Its `type` is a page, `/problems/<code>`,',
    'of the service that refused. Written by `contracts/scripts/generate.ts`: do not edit.',
    '',
    ...sections,
  ]
    .join('\n')
    .replace(/\n+$/u, '\n')
}
