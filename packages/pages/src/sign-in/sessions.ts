import { hash, randomBytes } from 'node:crypto'
import type { Caller } from '@unefois/service'
import { limits } from '../limits.ts'

/** Who is signed in: agency and agent apart, as the trace wants them. */
export interface Person extends Caller {
  readonly agent: string
  /** How the issuer calls them, for the header of a page; never stored, never logged. */
  readonly name: string
}

/** What somebody has just done, for the page that they are led to. */
export interface Note {
  readonly path: string
  readonly text: string
}

/** The people signed in at this process. */
export interface Sessions {
  /** A new session and the secret that its cookie carries. */
  begin(person: Person): string
  /** Who holds this secret, if the session has not ended; counts as use of it. */
  find(secret: string): Person | undefined
  end(secret: string): void
  /** Keeps a note in the place of an earlier one. */
  tell(secret: string, note: Note): void
  /** The note for this path, once. */
  hear(secret: string, path: string): string | undefined
  readonly size: number
}

interface Session {
  readonly person: Person
  readonly beganMs: number
  readonly usedMs: number
  readonly note?: Note | undefined
}

/**
 * Sessions in memory, by the SHA-256 of their secret: nothing of them rests anywhere, signing out
 * and idleness end them for good, and a restart asks everybody to sign in again. System time.
 */
export function createSessions(nowMs: () => number = Date.now): Sessions {
  const sessions = new Map<string, Session>()
  const isOver = ({ beganMs, usedMs }: Session, now: number) =>
    now - usedMs >= limits.sessionIdleMsMax || now - beganMs >= limits.sessionLifeMsMax
  return {
    begin(person) {
      const now = nowMs()
      for (const [key, session] of sessions) if (isOver(session, now)) sessions.delete(key)
      if (sessions.size >= limits.sessionsMax) {
        const oldest = sessions.keys().next()
        if (!oldest.done) sessions.delete(oldest.value)
      }
      const secret = randomBytes(32).toString('base64url')
      sessions.set(keyOf(secret), { person, beganMs: now, usedMs: now })
      return secret
    },
    find(secret) {
      const key = keyOf(secret)
      const session = sessions.get(key)
      if (session === undefined) return undefined
      const now = nowMs()
      sessions.delete(key)
      if (isOver(session, now)) return undefined
      // Put back last, so that the first is the one unused for longest.
      sessions.set(key, { ...session, usedMs: now })
      return session.person
    },
    tell(secret, note) {
      const session = sessions.get(keyOf(secret))
      if (session !== undefined) sessions.set(keyOf(secret), { ...session, note })
    },
    hear(secret, path) {
      const session = sessions.get(keyOf(secret))
      if (session?.note?.path !== path) return undefined
      sessions.set(keyOf(secret), { ...session, note: undefined })
      return session.note.text
    },
    end: secret => void sessions.delete(keyOf(secret)),
    get size() {
      return sessions.size
    },
  }
}

function keyOf(secret: string): string {
  return hash('sha256', secret, 'base64url')
}
