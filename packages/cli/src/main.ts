#!/usr/bin/env node
import { readSettings } from './environment.ts'
import { run } from './run.ts'

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 6)
})
process.exitCode = await run(process.argv.slice(2), readSettings())
