import type { CaseDecline, CaseV2, ContactChannel } from '@unefois/contracts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'

/** What an adviser does at a desk. A case bears the id of the signal it came from. */
export interface DeskAdviser {
  /** Waits until the desk has received the signal, opened it and stored the case; reads it. */
  receive(signalId: string): Promise<CaseV2>
  claim(caseId: string): Promise<void>
  /** Tells the person of access, rectification and objection, now. */
  giveNotice(caseId: string, notice: { channel: ContactChannel; language: string }): Promise<void>
  contact(caseId: string, attempt: { channel: ContactChannel; result: string }): Promise<void>
  hold(caseId: string, hold: { reason: string; resumeOn: string }): Promise<void>
  resume(caseId: string): Promise<void>
  /** Declines it and sends the signal on. Answers the new signal's id. @throws MoveRefused */
  sendOn(caseId: string, child: CaseDecline['child']): Promise<string>
  close(
    caseId: string,
    closing: { outcomes: readonly string[]; levels: readonly string[] },
  ): Promise<void>
}

/** The adviser of an agency at its own desk. Every act names the version that it was decided on. */
export function adviserAt(stage: Stage, agency: string): DeskAdviser {
  const actor = stage.as(`${agency}-adviser`, { desk: agency })
  const versions = new Map<string, number>()
  const versionOf = (id: string) => {
    const version = versions.get(id)
    if (version === undefined) throw new Error('a case is received before it is moved')
    return version
  }
  const move = async (id: string, verb: string, body: unknown) => {
    versions.set(id, await actor.move(`/v1/cases/${id}/${verb}`, body, versionOf(id)))
  }
  return {
    async receive(id) {
      const found = await waitFor(
        `the desk of ${agency} receives a signal`,
        () => actor.find(`/v1/cases/${id}`, 'urn:unefois:contracts:case.v2'),
        value => value !== undefined,
      )
      if (found === undefined) throw new Error('a case that was waited for is there')
      versions.set(id, found.version)
      return found
    },
    claim: id => move(id, 'claim', {}),
    giveNotice(id, notice) {
      const informedAt = stage.now().toISOString()
      return move(id, 'notice', { informedAt, template: 'first-contact-1', ...notice })
    },
    contact(id, attempt) {
      const at = stage.now().toISOString()
      return move(id, 'contacts', { at, leavesContent: false, ...attempt })
    },
    hold: (id, hold) => move(id, 'hold', hold),
    resume: id => move(id, 'resume', {}),
    sendOn: (id, child) => {
      const body = { reason: 'not-competent', child }
      return actor.moveInto(`/v1/cases/${id}/decline`, body, versionOf(id))
    },
    close: (id, closing) => move(id, 'close', closing),
  }
}
