import type { Hub } from '@unefois/local'

/** Stops the desks' processes where they are (SIGSTOP), so that what is sent to them waits. */
export function pauseDesks(hub: Hub): { resume(): void } {
  const desks = Object.values(hub.processes).filter(each => each.name.startsWith('desk-'))
  for (const desk of desks) process.kill(desk.pid, 'SIGSTOP')
  return {
    resume() {
      for (const desk of desks) process.kill(desk.pid, 'SIGCONT')
    },
  }
}
