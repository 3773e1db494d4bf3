import { Unproven } from '@unefois/evidence'
import { CliError } from '../cli-error.ts'
import type { Command, Context } from '../command.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { judgeAnswer } from '../verify/answer.ts'
import { type FoundPart, judgeSets } from '../verify/answer-parts.ts'
import { judgeCertificates } from '../verify/certificates.ts'
import { type Evidence, findEvidence } from '../verify/files.ts'
import { judgeFolder, judgeSaved } from '../verify/log.ts'
import { show, type Verdict } from '../verify/show.ts'

const filesMax = 64

export const verify: Command = {
  name: 'verify',
  usage:
    'verify <answer.zip|certificates.json|checkpoint|folder…> [--policy file] [--keys file] ' +
    '[--tiles folder] [--openings file] [--from n] [--to n] [--all]',
  options: {
    policy: 'string',
    keys: 'string',
    tiles: 'string',
    openings: 'string',
    from: 'string',
    to: 'string',
    all: 'boolean',
  },
  positionals: { min: 1, max: filesMax },
  summary: 'verify',
  async run(context) {
    const { terminal } = context
    const used = ['policy', 'keys', 'openings'].map(option => context.text(option))
    const found = context.positionals
      .flatMap(path => findEvidence(path, file => terminal.say('verify-skipped', { path: file })))
      .filter(({ path, named }) => path === named || !used.includes(path))
    if (found.length === 0) {
      throw new CliError(exitCodes.file, 'verify-folder-empty', {
        path: context.positionals.join(', '),
      })
    }
    const folder = context.text('tiles') ?? found.find(({ kind }) => kind === 'log')?.path
    const of = (kind: Evidence['kind']) => found.filter(each => each.kind === kind)
    const saved = of('checkpoint')
    if (saved.length > 0 && folder === undefined) {
      throw new CliError(exitCodes.usage, 'verify-tiles-missing')
    }
    const endings: ExitCode[] = []
    for (const { path } of of('log')) {
      endings.push(judge(context, path, 'log', () => judgeFolder(context, path)))
    }
    const parts: FoundPart[] = []
    for (const { path } of of('access')) {
      const onPart = (part: FoundPart) => void parts.push(part)
      endings.push(judge(context, path, 'access', () => judgeAnswer(context, path, onPart)))
    }
    for (const verdict of judgeSets(parts)) endings.push(show(context, verdict))
    const lists = of('certificates')
    if (lists.length > 0) {
      const path = namedIn(lists)
      endings.push(
        judge(context, path, 'certificates', () => judgeCertificates(context, path, lists)),
      )
    }
    if (saved.length > 0 && folder !== undefined) {
      endings.push(judge(context, folder, 'checkpoints', () => judgeSaved(context, folder, saved)))
    }
    return endings.every(code => code === exitCodes.done) ? exitCodes.done : exitCodes.unproven
  },
}

/** What was named, once each. */
const namedIn = (found: readonly Evidence[]) =>
  [...new Set(found.map(({ named }) => named))].join(', ')

/** What cannot be taken apart does not hold: that is a finding, not a failure of the program. */
function judge(context: Context, path: string, kind: string, work: () => Verdict): ExitCode {
  try {
    return show(context, work())
  } catch (error) {
    if (!(error instanceof Unproven)) throw error
    const trust = context.text('policy') === undefined ? 'own' : 'given'
    const faults = [error.fault]
    return show(context, {
      path,
      kind,
      faults,
      trust,
      by: [],
      says: 'verify-fails',
      parameters: {},
      figures: {},
    })
  }
}
