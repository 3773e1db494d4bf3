// The launcher: `npm start`, `npm test`, `npm run prove|bench|law|check|generate` all begin here.
// It has no dependency and runs on any Node ≥ 18; what it starts runs on the Node 24 it installed.
// Standard output belongs to the program it starts; everything said here goes to standard error.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pnpm = 'pnpm@12.21.0'
const nodeMajorMin = 18
const progressEveryMs = 5_000
const parentPollMs = 500
const killAfterMs = 60_000

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'node_modules', '.unefois-installed')
const [name, ...args] = process.argv.slice(2)

/** The program under way and whether somebody has asked us to stop. */
let child
let stopping = false

process.exitCode = await main()

async function main() {
  const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
  const script = scripts[`hub:${name}`]
  if (script === undefined) {
    const names = Object.keys(scripts).filter(key => key.startsWith('hub:'))
    say(`Usage: node infra/run.mjs <${names.map(key => key.slice(4)).join('|')}> [arguments]`)
    return 2
  }
  if (Number(process.versions.node.split('.')[0]) < nodeMajorMin) {
    say(
      `Node ${process.versions.node} is too old to install the project: ${nodeMajorMin} or newer.`,
    )
    return 2
  }
  passSignalsOn()
  watchParent()
  const installed = await install()
  if (installed !== 0 || stopping) return installed || 130
  return run(script)
}

/**
 * Installs the locked packages, unless the lock file is the one last installed. Says so before it
 * starts and every few seconds after; what the tool prints is shown only when it fails.
 */
async function install() {
  const stamp = lockStamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 0
  say('Installing the packages of the lock file, Node 24 and Postgres among them (once)…')
  const output = []
  const started = Date.now()
  const progress = setInterval(
    () => say(`  still installing (${seconds(started)} s)…`),
    progressEveryMs,
  )
  const code = await start('npx', ['-y', pnpm, 'install', '--frozen-lockfile'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true' },
    onOutput: chunk => output.push(chunk),
  })
  clearInterval(progress)
  if (code === 0) {
    writeFileSync(stampFile, stamp)
    say(`Installed in ${seconds(started)} s.`)
  } else if (!stopping) {
    process.stderr.write(Buffer.concat(output))
    say(`The installation failed (exit ${code}). The lines above are the tool's own.`)
  }
  return code
}

function lockStamp() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(readFileSync(join(root, file)))
  }
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`
}

/**
 * Runs one root script as pnpm would (its folder, `node_modules/.bin` first), but as our own child:
 * a tool in between would take the signals and leave before the program it started.
 */
function run(script) {
  const bin = join(root, 'node_modules', '.bin')
  const simple = !/[&|;]/.test(script)
  return start('sh', ['-c', `${simple ? 'exec ' : ''}${script} "$@"`, name, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      PARENT_PID: String(process.pid),
      // Stripped of its types and compiled once, not by each of the many processes.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.unefois-compiled'),
      UNEFOIS_STARTED_AT: String(Date.now() - Math.round(performance.now())),
    },
  })
}

/** Starts a child in a process group of its own, so that a Ctrl-C reaches it once, through us. */
function start(command, commandArgs, { onOutput, ...options }) {
  return new Promise(resolve => {
    child = spawn(command, commandArgs, { cwd: root, detached: true, ...options })
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    child.on('error', error => {
      say(`${command} cannot be started (${error.code}).`)
      resolve(127)
    })
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

function passSignalsOn() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
}

/** Passes a signal to the child's whole group; the child ends its own children in order. */
function stop(signal) {
  stopping = true
  signalGroup(signal)
  setTimeout(() => signalGroup('SIGKILL'), killAfterMs).unref()
}

function signalGroup(signal) {
  if (child?.pid === undefined || child.exitCode !== null) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has just ended by itself.
  }
}

/** npm ends on SIGTERM without telling us: its disappearance is the signal. */
function watchParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent && !stopping) stop('SIGTERM')
  }, parentPollMs).unref()
}

function seconds(startedMs) {
  return Math.round((Date.now() - startedMs) / 1000)
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
