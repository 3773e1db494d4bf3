import { join } from 'node:path'
import { moveClock, readOffsetMs } from './clock.ts'
import type { DataFolder } from './data-folder.ts'
import type { Databases } from './databases.ts'
import type { Hub, HubOptions, HubUrls } from './hub.ts'
import { clientKeyIn } from './secrets.ts'
import { serviceUrl } from './service-environment.ts'
import type { ServiceProcess } from './service-process.ts'

/** The file in which the launcher keeps the hub clock's offset. */
export function clockFileOf(folder: DataFolder): string {
  return join(folder.path, 'clock.json')
}

/** What a scenario may know and do, over the processes and databases that were started. */
export function describeHub(parts: {
  options: HubOptions
  folder: DataFolder
  portBase: number
  processes: Readonly<Record<string, ServiceProcess>>
  databases: Databases
}): Omit<Hub, 'postgres' | 'nats' | 'onUnexpectedEnd' | 'stop'> {
  const { options, folder, portBase, processes, databases } = parts
  const clockFile = clockFileOf(folder)
  const byProcess = (pick: (service: ServiceProcess) => string) =>
    Object.fromEntries(Object.entries(processes).map(([name, one]) => [name, pick(one)]))
  const keyOf = (clientId: string) => {
    const { privateKeyPem } = clientKeyIn(folder.folder('keys', 'clients'), clientId)
    return { clientId, privateKeyPem }
  }
  return {
    dataDir: folder.path,
    portBase,
    participants: options.participants,
    urls: urlsOf(options, portBase, processes),
    logFiles: byProcess(service => service.logFile),
    processes,
    adminUrl: databases.adminUrl('postgres'),
    databaseUrl: databases.adminUrl,
    roleUrl: databases.roleUrl,
    client: keyOf,
    signingKey: participant => keyOf(`${participant}-signing`),
    keysDir: name => folder.folder('keys', name),
    journalDir: name => folder.folder('journal', name),
    nowMs: () => Date.now() + readOffsetMs(clockFile),
    moveClock: (to, awaits = () => true) => {
      const awaited = Object.values(processes).filter(({ name }) => awaits(name))
      return moveClock(clockFile, to, awaited, options.say)
    },
  }
}

function urlsOf(
  options: HubOptions,
  portBase: number,
  processes: Readonly<Record<string, ServiceProcess>>,
): HubUrls {
  const gateways = [serviceUrl(portBase, 'gateway')]
  if (options.gateways === 2) gateways.push(serviceUrl(portBase, 'gateway-2'))
  return {
    identity: serviceUrl(portBase, 'identity'),
    registry: serviceUrl(portBase, 'registry'),
    consent: serviceUrl(portBase, 'consent'),
    audit: serviceUrl(portBase, 'audit'),
    gateway: serviceUrl(portBase, 'gateway'),
    gateways,
    ...(options.bcss ? { bcss: serviceUrl(portBase, 'bcss-simulator') } : {}),
    desks: Object.fromEntries(
      options.desks.map(agency => [agency, processes[`desk-${agency}`]?.url ?? '']),
    ),
  }
}
