// Starts a broker as a process of its own on ports that the system chooses, for checks from outside. Never uses `.bin`
// or npx: a signal would reach a shell instead of the broker.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const startMsMax = 30_000
const stopMsMax = 30_000
const pollMs = 50
const outputCharactersMax = 100_000

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** Starts `entry start`; resolves when the ready file is there. `directory` takes the data and the ready file. */
export async function startBroker({ entry, directory }) {
  const readyFile = resolve(directory, 'ready.json')
  const args = [entry, 'start', '--ports-by-system', '--data', join(directory, 'data'), '--ready-file', readyFile]
  const child = spawn(process.execPath, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output = (output + chunk).slice(-outputCharactersMax) })
  const exited = new Promise((done) => {
    child.on('error', (cause) => { output += String(cause); done({ code: null, signal: 'error' }) })
    child.on('exit', (code, signal) => done({ code, signal }))
  })
  let gone = null
  void exited.then((how) => { gone = how })
  for (let waited = 0; !existsSync(readyFile); waited += pollMs) {
    if (gone !== null || waited > startMsMax) {
      child.kill('SIGKILL')
      throw new Error(`the broker ${gone === null ? 'is not ready in time' : `ended with ${gone.code ?? gone.signal}`}:\n${output}`)
    }
    await pause(pollMs)
  }
  const ready = JSON.parse(readFileSync(readyFile, 'utf8'))
  const adminHost = ready.admin.host.includes(':') ? `[${ready.admin.host}]` : ready.admin.host
  return {
    ready,
    /** URL of a path on the admin port. */
    url: (path) => `http://${adminHost}:${ready.admin.port}${path}`,
    /** First listener of a protocol on a transport. */
    listener(protocol, transport) {
      const found = ready.listeners.find((one) => one.protocol === protocol && one.transport === transport)
      if (found === undefined) throw new Error(`no ${transport} listener of ${protocol} in ${JSON.stringify(ready.listeners)}`)
      return found
    },
    output: () => output,
    /** SIGTERM; resolves with the exit status, or null when it had to be killed. */
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax)
      const { code } = await exited
      clearTimeout(timer)
      return code
    },
    /** For `finally`: does nothing when it has stopped. */
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
