import { startHub, loadSample, sampleParticipants, sampleReceivers } from '@unefois/local'
let t = Date.now()
const desks = process.argv[2] ? process.argv[2].split(',') : []
try {
  const hub = await startHub({ dataDir: process.argv[3], participants: sampleParticipants, desks, gateways: 1 })
  console.log('ready', Date.now()-t, hub.urls); t = Date.now()
  try { console.log(await loadSample(hub), 'agreements', Date.now()-t) } catch (e) { console.log(e); }
  t = Date.now(); console.log(await loadSample(hub).catch(e=>e.message), 'again', Date.now()-t)
  t = Date.now(); await hub.moveClock(new Date(Date.now()+86400000*3)); console.log('clock', Date.now()-t, new Date(hub.nowMs()))
  const {execSync} = await import('node:child_process')
  for (const [n,f] of Object.entries(hub.logFiles)) console.log(n, execSync(`wc -l < ${f}; grep -v '"level":"info"' ${f} | tail -3`).toString())
  t = Date.now(); await hub.processes.gateway.kill('SIGKILL'); await hub.processes.gateway.restart(); console.log('gateway restart', Date.now()-t)
  t = Date.now(); await hub.postgres.kill('SIGKILL'); await hub.postgres.restart(); console.log('pg restart', Date.now()-t)
  t = Date.now(); await hub.nats.kill('SIGKILL'); hub.nats.destroyStore(); await hub.nats.restart(); console.log('nats restart', Date.now()-t)
  t = Date.now(); for (const p of Object.values(hub.processes)) await p.waitUntilReady(); console.log('all ready', Date.now()-t)
  t = Date.now()
  await hub.stop()
} catch (e) { console.log(Date.now()-t, e) }
console.log('stopped', Date.now()-t)
