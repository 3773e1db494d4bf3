import type { Case } from '@unefois/contracts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'

const contract = 'urn:unefois:contracts:case.v1'

/** What an adviser does at a desk. A case bears the id of the signal it came from. */
export interface DeskAdviser {
  /** Waits until the desk has received the signal, opened it and stored the case. */
  receive(signalId: string): Promise<Case>
  read(caseId: string): Promise<Case>
  claim(caseId: string): Promise<Case>
  /** Tells the person of access, rectification and objection, now. */
  giveNotice(caseId: string, notice: { channel: string; language: string }): Promise<Case>
  contact(caseId: string, attempt: { channel: string; result: string }): Promise<Case>
  hold(caseId: string, hold: { reason: string; resumeOn: string }): Promise<Case>
  resume(caseId: string): Promise<Case>
  close(caseId: string, closing: { outcomes: string[]; levels: string[] }): Promise<Case>
}

/** The adviser of an agency at its own desk. Every act names the version that it was decided on. */
export function adviserAt(stage: Stage, agency: string): DeskAdviser {
  const actor = stage.as(`${agency}-adviser`, { desk: agency })
  const read = (id: string) => actor.get(`/v1/cases/${id}`, contract)
  const act = async (id: string, act: string, body: unknown) => {
    const { version } = await read(id)
    return actor.post(`/v1/cases/${id}/${act}`, body, contract, version)
  }
  return {
    read,
    async receive(signalId) {
      const find = () => actor.find(`/v1/cases/${signalId}`, contract)
      const found = await waitFor(`${agency} receives`, find, value => value !== undefined)
      if (found === undefined) throw new Error('a found case is there')
      return found
    },
    claim: id => act(id, 'claim', {}),
    giveNotice: (id, notice) =>
      act(id, 'notice', {
        informedAt: stage.now().toISOString(),
        template: `notice-${notice.language}-1`,
        ...notice,
      }),
    contact: (id, attempt) =>
      act(id, 'contacts', { at: stage.now().toISOString(), leavesContent: false, ...attempt }),
    hold: (id, hold) => act(id, 'hold', hold),
    resume: id => act(id, 'resume', {}),
    close: (id, closing) => act(id, 'close', closing),
  }
}
