export { type Backlog, readBacklog } from './backlog.ts'
export { type Bus, type BusOptions, connectBus } from './connect.ts'
export { eraseMessage } from './erase-message.ts'
export { type Inbox, openInbox } from './inbox.ts'
export type { InboxMessage } from './inbox-message.ts'
export {
  consumerName,
  decoySubject,
  recallSubject,
  restrictionSubject,
  signalSubject,
  streamName,
} from './names.ts'
export { type Publication, type PublicationResult, publishMany } from './publish.ts'
export { readStoredMessages, type StoredMessage } from './read-stored.ts'
export { ensureDecoyStream, ensureReceiverStream } from './receiver-stream.ts'
export { publishRegistryChanged, subscribeRegistryChanged } from './registry-changed.ts'
export { isSafeVersion, safeVersions, serverVersion } from './server-version.ts'
