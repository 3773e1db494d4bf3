import { parentPort, workerData } from 'node:worker_threads'
import { matchesKeptMax } from './limits.ts'
import { type Found, type SearchPart, searchPart } from './search-part.ts'

// A thread of its own: hashing would keep everything else waiting.
const part: SearchPart = workerData
const found: Found = searchPart(part, matchesKeptMax)
parentPort?.postMessage(found)
