import type { Policy } from '@unefois/audit-log'
import { readPolicy, type Trust, Unproven } from '@unefois/evidence'
import type { Context } from '../command.ts'
import { folderReader, readWhole } from './files.ts'

/** The verifier's own policy, where one was named. @throws CliError `file` */
export function givenPolicy({ text }: Context): Buffer | undefined {
  const path = text('policy')
  return path === undefined ? undefined : readWhole(path)
}

/**
 * Whom to believe about a folder of the log: the verifier's own policy, else the folder's.
 * @throws Unproven `policy-wrong` when there is none
 */
export function policyOf(
  context: Context,
  folder: string,
): { readonly policy: Policy; readonly trust: Trust } {
  const given = givenPolicy(context)
  const bytes = given ?? folderReader(folder)('policy')
  if (bytes === undefined) throw new Unproven('policy-wrong')
  return { policy: readPolicy(bytes), trust: given === undefined ? 'own' : 'given' }
}
