import { Unproven } from '@unefois/evidence'
import { CliError } from '../cli-error.ts'
import type { Command, Context } from '../command.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { judgeAnswer } from '../verify/answer.ts'
import { judgeCertificates } from '../verify/certificates.ts'
import { type Evidence, readEvidence } from '../verify/files.ts'
import { judgeFolder, judgeSaved } from '../verify/log.ts'
import { show, type Verdict } from '../verify/show.ts'

const filesMax = 64

export const verify: Command = {
  name: 'verify',
  usage:
    'verify <answer.zip|certificates.json|log folder|checkpoint…> [--policy file] [--keys file] ' +
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
    const found = context.positionals.map(readEvidence)
    const folder = context.text('tiles') ?? found.find(({ kind }) => kind === 'log')?.path
    const saved = found.filter(isSaved)
    if (saved.length > 0 && folder === undefined) {
      throw new CliError(exitCodes.usage, 'verify-tiles-missing')
    }
    const endings: ExitCode[] = []
    for (const each of found) {
      if (each.kind !== 'checkpoint')
        endings.push(judge(context, each.path, each.kind, () => one(context, each)))
    }
    if (saved.length > 0 && folder !== undefined) {
      endings.push(judge(context, folder, 'checkpoints', () => judgeSaved(context, folder, saved)))
    }
    return endings.every(code => code === exitCodes.done) ? exitCodes.done : exitCodes.unproven
  },
}

type Saved = Extract<Evidence, { readonly bytes: Buffer }>

const isSaved = (evidence: Evidence): evidence is Saved => evidence.kind === 'checkpoint'

function one(context: Context, evidence: Evidence): Verdict {
  const { path } = evidence
  if (evidence.kind === 'log') return judgeFolder(context, path)
  if (evidence.kind === 'access') return judgeAnswer(context, path, evidence.bytes)
  return judgeCertificates(context, path, evidence.bytes)
}

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
      says: 'verify-fails',
      parameters: {},
      figures: {},
    })
  }
}
