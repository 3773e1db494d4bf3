import type { Policy } from '@unefois/audit-log'
import { readPolicy, type Trust } from '@unefois/evidence'
import { CliError } from '../cli-error.ts'
import type { Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { limits } from '../limits.ts'
import { folderReader, readWhole } from './files.ts'

/** The verifier's own policy, where one was named. @throws CliError `file` */
export function givenPolicy({ text }: Context): Buffer | undefined {
  const path = text('policy')
  return path === undefined ? undefined : readWhole(path, limits.noteBytesMax)
}

/**
 * Whom to believe about a folder of the log: the verifier's own policy, else the folder's.
 * @throws CliError `file` when there is none; Unproven `policy-wrong`
 */
export function policyOf(
  context: Context,
  folder: string,
): { readonly policy: Policy; readonly trust: Trust } {
  const given = givenPolicy(context)
  const bytes = given ?? folderReader(folder)('policy')
  if (bytes === undefined) {
    throw new CliError(exitCodes.file, 'verify-policy-missing', { path: folder })
  }
  return { policy: readPolicy(bytes), trust: given === undefined ? 'own' : 'given' }
}
