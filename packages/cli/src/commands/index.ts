import type { Command } from '../command.ts'
import { batchSend } from './batch-send.ts'
import { batchStatus } from './batch-status.ts'
import { campaignAccept } from './campaign-accept.ts'
import { campaignFigures } from './campaign-figures.ts'
import { campaignPropose } from './campaign-propose.ts'
import { check } from './check.ts'
import { feedback } from './feedback.ts'
import { helpOf } from './help.ts'
import { keysNew } from './keys-new.ts'
import { signal } from './signal.ts'
import { verify } from './verify.ts'
import { version } from './version.ts'

const working: readonly Command[] = [
  keysNew,
  check,
  signal,
  batchSend,
  batchStatus,
  campaignPropose,
  campaignAccept,
  campaignFigures,
  feedback,
  verify,
  version,
]

/** Every command, in the order of a newcomer's day. */
export const commands: readonly Command[] = [...working, helpOf(working)]
