// Are the tarballs what a user needs? Builds, packs every public package, lints each tarball (publint, attw), then
// installs all of them with npm in an empty project and starts the broker from there.
//
// usage: node tools/pack-check.mjs [--keep] [--no-build]
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { readWorkspace } from './architecture/workspace.mjs'
import { createCheckList, must } from './check-list.mjs'
import { startBroker } from './running-broker.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const work = mkdtempSync(join(tmpdir(), 'robustmq-pack-'))
const tarballs = join(work, 'tarballs')
const list = createCheckList('tarballs')
const publicPackages = readWorkspace(root).filter((one) => one.manifest !== null && one.manifest.private !== true)

function run(command, args, cwd) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk })
    child.on('error', failed)
    child.on('close', (code) => (code === 0 ? done(output) : failed(new Error(`${command} ${args.join(' ')} exits ${code}\n${output.slice(-4000)}`))))
  })
}

const tarballOf = (name) => join(tarballs, `${name.replace('@', '').replace('/', '-')}-${publicPackages.find((one) => one.manifest.name === name).manifest.version}.tgz`)

/** As many at a time as there are cores. */
async function forEachParallel(items, each) {
  const queue = [...items]
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await each(item)
  }))
}

async function pack() {
  const filters = publicPackages.flatMap((one) => ['--filter', one.manifest.name])
  await run('npx', ['-y', 'pnpm@10', ...filters, '--workspace-concurrency=2', 'exec', 'pnpm', 'pack', '--pack-destination', tarballs], root)
  must(readdirSync(tarballs).length === publicPackages.length, () => `${readdirSync(tarballs).length} tarballs`)
}

async function lintTarball({ manifest }) {
  const { messages, pkg } = await publint({ pack: { tarball: readFileSync(tarballOf(manifest.name)) }, strict: true })
  must(messages.length === 0, () => messages.map((one) => `publint: ${formatMessage(one, pkg)}`).join('\n'))
  must(!JSON.stringify(pkg).includes('workspace:'), 'the tarball still says workspace:')
  must(pkg.exports?.['.']?.default === './dist/index.js', 'the tarball does not export dist')
  await run(process.execPath, [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), '--profile', 'esm-only', '--format', 'ascii', tarballOf(manifest.name)], work)
}

async function install() {
  const project = join(work, 'project')
  mkdirSync(project)
  // Every tarball is a direct dependency, so that the ranges between them are met without a registry.
  const dependencies = Object.fromEntries(publicPackages.map(({ manifest }) => [manifest.name, `file:${tarballOf(manifest.name)}`]))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'pack-check', private: true, type: 'module', dependencies }, null, 2))
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], project)
  return project
}

async function importAll(project) {
  const names = publicPackages.filter((one) => one.kind === 'packages' && !one.folder.endsWith('-conformance')).map((one) => one.manifest.name)
  writeFileSync(join(project, 'import-all.mjs'), `${names.map((name, i) => `import * as m${i} from '${name}'`).join('\n')}\nconsole.log([${names.map((_, i) => `m${i}`).join(', ')}].length)\n`)
  must((await run(process.execPath, ['import-all.mjs'], project)).trim() === String(names.length), 'not all packages were imported')
}

async function startFromTarball(project) {
  const home = join(project, 'node_modules/robustmq-broker')
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const entry = join(home, manifest.bin.robustmq)
  const broker = await startBroker({ entry, directory: project })
  try {
    const health = await fetch(broker.url('/health/ready'))
    must(health.status === 200, `GET /health/ready answers ${health.status}`)
    const status = await broker.stop()
    must(status === 0, () => `after SIGTERM the broker exits ${status}\n${broker.output()}`)
  } finally {
    await broker.kill()
  }
}

try {
  mkdirSync(tarballs)
  if (!process.argv.includes('--no-build')) await list.check('turbo builds every package', () => run('npx', ['-y', 'pnpm@10', 'build', '--continue'], root))
  if (list.clean) await list.check(`${publicPackages.length} packages are packed`, pack)
  if (list.clean) {
    await forEachParallel(publicPackages, (one) => list.check(`${one.manifest.name}: publint and attw`, () => lintTarball(one)))
    const project = await list.check('npm installs all tarballs', install)
    if (project !== undefined) {
      await list.check('every package can be imported', () => importAll(project))
      await list.check('the broker starts from its tarball, is healthy, and exits 0', () => startFromTarball(project))
    }
  }
} finally {
  if (process.argv.includes('--keep')) console.log(work)
  else rmSync(work, { recursive: true, force: true })
  list.close()
}
