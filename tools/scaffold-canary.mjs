// Is a protocol really two packages and one line? In a copy of the tree: generates one, links it, lints, type-checks and
// tests it, runs it in a broker over TCP and WebSocket, reads its messages as Kafka and MQTT clients do, and looks at
// what git says has changed. Then the same for a storage driver: one package that passes the conformance suite as it is written.
//
// usage: node tools/scaffold-canary.mjs [--keep]      needs kcat and mosquitto-clients; their absence is a failure
import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createCheckList, must } from './check-list.mjs'
import { startBroker } from './running-broker.mjs'

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const name = 'parrotline'
const driver = 'parrotbox'
const waitMsMax = 20_000
const bytesMax = 64 * 1024 * 1024
const execute = promisify(execFile)
const work = realpathSync(mkdtempSync(join(tmpdir(), 'robustmq-scaffold-')))
const tree = join(work, 'tree')
const list = createCheckList('generator')

async function run(command, args, options = {}) {
  try {
    const { stdout } = await execute(command, args, { cwd: tree, maxBuffer: bytesMax, ...options })
    return stdout
  } catch (cause) {
    throw new Error(`${command} ${args.join(' ')}: ${cause.code ?? cause.signal}\n${`${cause.stdout ?? ''}${cause.stderr ?? ''}`.slice(-4000)}`, { cause })
  }
}

const node = (script, ...args) => run(process.execPath, [join(tree, script), ...args])

/** The tree as git knows it, with what is not committed yet, as one commit of a repository of its own. */
async function copyTree() {
  mkdirSync(tree)
  const { stdout } = await execute('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: repository, maxBuffer: bytesMax })
  // Deleted files are still listed until the deletion is committed; dot files below packages are those of tests at work.
  const files = stdout.split('\0').filter((one) => one !== '' && !/^(?:packages|apps)\/.*\/\./.test(one) && existsSync(join(repository, one)))
  for (const file of files) cpSync(join(repository, file), join(tree, file))
  await run('git', ['init', '--quiet'])
  await run('git', ['add', '--all'])
  await run('git', ['-c', 'user.name=canary', '-c', 'user.email=canary@localhost', 'commit', '--quiet', '--message', 'before'])
}

/** Two packages and one line of code; beside it the manifest, the list of packages, the lockfile and a changeset. */
async function checkChange() {
  await run('git', ['add', '--all'])
  const changed = (await run('git', ['diff', '--cached', '--numstat'])).trim().split('\n').map((line) => line.split('\t'))
  const allowed = new Map([['apps/broker/src/protocols.ts', '1 0'], ['apps/broker/package.json', '1 0'], ['packages/README.md', '2 0'], [`.changeset/${name}-protocol.md`, null], ['pnpm-lock.yaml', null]])
  const own = (file) => file.startsWith(`packages/codec-${name}/`) || file.startsWith(`packages/logic-${name}/`)
  const strange = changed.filter(([added, removed, file]) => {
    if (own(file)) return false
    return !allowed.has(file) || allowed.get(file) !== null && allowed.get(file) !== `${added} ${removed}`
  })
  must(strange.length === 0, () => `unexpected changes:\n${strange.map((one) => one.join(' ')).join('\n')}`)
  must(changed.some(([, , file]) => file === 'apps/broker/src/protocols.ts'), 'the protocol was not registered')
  must(changed.filter(([, , file]) => own(file)).length > 20, 'the two packages are not there')
}

async function refusesBadNames() {
  for (const [bad, why] of [[name, 'exists already'], ['Bad-Name', 'is not a name'], ['storage', 'is reserved'], ['shard', 'is a word in']]) {
    const said = await node('tools/gen.mjs', 'protocol', bad, '--no-install').then(() => 'nothing', (cause) => cause.message)
    must(said.includes(why), `'${bad}': expected '${why}', got: ${said}`)
  }
}

/** A client of the line protocol: `waitFor` resolves when the text was received. */
function lineClient(write, received) {
  let text = ''
  let waiter = null
  const look = () => {
    if (waiter !== null && text.includes(waiter.wanted)) waiter.done()
  }
  received((chunk) => {
    text += chunk
    look()
  })
  return {
    send: write,
    waitFor(wanted) {
      return new Promise((done, failed) => {
        const timer = setTimeout(() => failed(new Error(`no '${wanted}' in '${text}'`)), waitMsMax)
        waiter = { wanted, done: () => { clearTimeout(timer); waiter = null; done() } }
        look()
      })
    },
  }
}

async function overTcp({ host, port }) {
  const socket = connect({ host, port })
  await new Promise((done, failed) => socket.once('connect', done).once('error', failed))
  return { ...lineClient((text) => socket.write(text), (take) => socket.on('data', take)), close: () => socket.destroy() }
}

async function overWebSocket({ host, port }) {
  const socket = new WebSocket(`ws://${host.includes(':') ? `[${host}]` : host}:${port}/`, [name])
  socket.binaryType = 'arraybuffer'
  await new Promise((done, failed) => {
    socket.addEventListener('open', done)
    socket.addEventListener('error', () => failed(new Error('the WebSocket was refused')))
  })
  const take = (each) => socket.addEventListener('message', ({ data }) => each(typeof data === 'string' ? data : Buffer.from(data)))
  return { ...lineClient((text) => socket.send(Buffer.from(text)), take), close: () => socket.close() }
}

/** Starts a stock client; resolves with its output when it has ended. */
function stock(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk })
  return new Promise((done, failed) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), waitMsMax)
    child.on('error', (cause) => { clearTimeout(timer); failed(new Error(`${command} is not there: ${cause.message}`)) })
    child.on('close', (code) => { clearTimeout(timer); if (code === 0) done(output); else failed(new Error(`${command} exits ${code}: ${output}`)) })
  })
}

async function checkBroker(broker) {
  const clients = []
  const open = async (how, transport) => {
    const client = await how(broker.listener(name, transport))
    clients.push(client)
    return client
  }
  try {
    await list.check('a message goes from WebSocket to TCP and back, stored before it is answered', async () => {
      const [tcp, ws] = [await open(overTcp, 'tcp'), await open(overWebSocket, 'ws')]
      tcp.send('SUB canary.room\n')
      await tcp.waitFor('OK\n')
      ws.send('SUB canary.room\nPUB canary.room from websocket\n')
      await tcp.waitFor('MSG canary.room 14\nfrom websocket\n')
      tcp.send('PUB canary.room from tcp\n')
      await ws.waitFor('MSG canary.room 8\nfrom tcp\n')
    })
    await list.check('kcat reads its messages from the topic, in order', async () => {
      const kafka = broker.listener('kafka', 'tcp')
      const text = await stock('kcat', ['-b', `${kafka.host}:${kafka.port}`, '-C', '-t', 'canary.room', '-o', 'beginning', '-e', '-q'])
      must(text === 'from websocket\nfrom tcp\n', () => `kcat printed: ${text}`)
    })
    await list.check('mosquitto_sub sees its messages, and it sees those of mosquitto_pub', async () => {
      const mqtt = broker.listener('mqtt', 'tcp')
      const at = ['-h', mqtt.host, '-p', String(mqtt.port)]
      const tcp = await open(overTcp, 'tcp')
      const subscribed = stock('mosquitto_sub', [...at, '-t', 'canary/#', '-C', '1', '-v', '-W', '15'])
      // The client does not say when it is subscribed, so the message is repeated until it has been seen.
      let seen = null
      void subscribed.then((text) => { seen = text }, () => { seen = '' })
      for (let i = 0; seen === null; i++) {
        tcp.send(`PUB canary.live again ${i}\n`)
        await new Promise((done) => setTimeout(done, 100))
      }
      const text = await subscribed
      must(/^canary[/.]live again \d+\n$/.test(text), () => `mosquitto_sub printed: ${text}`)
      tcp.send('SUB canary.back\n')
      await tcp.waitFor('OK\n')
      await stock('mosquitto_pub', [...at, '-t', 'canary/back', '-m', 'from another protocol', '-q', '1'])
      await tcp.waitFor('MSG canary.back 21\nfrom another protocol\n')
    })
    await list.check('its metrics are in /metrics', async () => {
      const text = await (await fetch(broker.url('/metrics'))).text()
      const value = Number(new RegExp(`^${name}_messages_received_total(?:\\{[^}]*\\})? (\\d+)`, 'm').exec(text)?.[1])
      must(value >= 3, () => `${name}_messages_received_total is ${value}`)
    })
    await list.check('its admin route answers', async () => {
      const answer = await (await fetch(broker.url(`/api/${name}/sessions`))).json()
      must(answer.count >= 1, () => JSON.stringify(answer))
    })
  } finally {
    for (const client of clients) client.close()
  }
}

async function checkGenerated() {
  await list.check('the change is its packages plus one line', checkChange)
  await list.check('names in use, malformed or reserved are refused', refusesBadNames)
  await list.check('lint', () => node('tools/lint.mjs'))
  await list.check('types', () => node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'))
  await list.check('its tests', () => node('node_modules/vitest/vitest.mjs', 'run', `packages/codec-${name}`, `packages/logic-${name}`))
  await list.check('its section is in the configuration', async () => {
    const text = await run(process.execPath, [join(tree, 'apps/broker/bin/robustmq.js'), 'config', 'check', '--json'], { cwd: work })
    must(JSON.parse(text).protocols[name].line_bytes_max === 65_536, 'no section with its defaults')
  })
  const broker = await list.check('the broker starts with it', () => startBroker({ entry: join(tree, 'apps/broker/bin/robustmq.js'), directory: work }))
  if (broker !== undefined) {
    try {
      await checkBroker(broker)
      await list.check('the broker drains and exits 0', async () => {
        const status = await broker.stop()
        must(status === 0, () => `exit ${status}\n${broker.output()}`)
      })
    } finally {
      await broker.kill()
    }
  }
}

/** One package, a line in the list of packages, what the documents list, the lockfile and a changeset. */
async function checkStorageChange() {
  const changed = (await run('git', ['status', '--porcelain', '--untracked-files=all'])).split('\n').filter((line) => line !== '').map((line) => line.slice(3).trim())
  const allowed = ['packages/README.md', 'ARCHITECTURE.md', 'docs/LIMITS.md', 'docs/errors.md', 'pnpm-lock.yaml', `.changeset/${driver}-storage.md`]
  const own = `packages/storage-${driver}/`
  const strange = changed.filter((file) => !file.startsWith(own) && !allowed.includes(file))
  must(strange.length === 0, () => `unexpected changes:\n${strange.join('\n')}`)
  must(changed.filter((file) => file.startsWith(own)).length > 6, 'the package is not there')
}

async function checkStorage() {
  await run('git', ['add', '--all'])
  await run('git', ['-c', 'user.name=canary', '-c', 'user.email=canary@localhost', 'commit', '--quiet', '--message', 'with a protocol'])
  await list.check('the generator writes a storage driver and links it', () => run('npx', ['-y', 'pnpm@10', 'gen', 'storage', driver]))
  await list.check('the change is its package and lists', checkStorageChange)
  await list.check('a driver that is there, or has a bad name, is refused', async () => {
    for (const [bad, why] of [[driver, 'exists already'], ['Bad-Name', 'is not a name'], ['adapter', 'exists already']]) {
      const said = await node('tools/gen.mjs', 'storage', bad, '--no-install').then(() => 'nothing', (cause) => cause.message)
      must(said.includes(why), `'${bad}': expected '${why}', got: ${said}`)
    }
  })
  await list.check('lint, with the driver', () => node('tools/lint.mjs'))
  await list.check('types, with the driver', () => node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'))
  await list.check('the driver passes the conformance suite', async () => {
    const text = await run(process.execPath, [join(tree, 'node_modules/vitest/vitest.mjs'), 'run', `packages/storage-${driver}`], { env: { ...process.env, NO_COLOR: '1' } })
    const passed = Number(/Tests\s+(\d+) passed/.exec(text)?.[1] ?? 0)
    must(passed > 50, () => `${passed} tests: ${text.slice(-1000)}`)
  })
}

try {
  await list.check('the tree is copied', copyTree)
  if (list.clean) await list.check('its packages are linked', () => run('npx', ['-y', 'pnpm@10', 'install', '--no-frozen-lockfile', '--prefer-offline']))
  if (list.clean) await list.check('the generator writes two packages and links them', () => run('npx', ['-y', 'pnpm@10', 'gen', 'protocol', name]))
  if (list.clean) await checkGenerated()
  if (list.clean) await checkStorage()
} finally {
  if (process.argv.includes('--keep')) console.log(work)
  else rmSync(work, { recursive: true, force: true })
  list.close()
}
