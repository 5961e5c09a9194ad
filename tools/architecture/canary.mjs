// The fence fails open: each of its tools has a way to print a green tick over nothing. So this plants every kind of
// violation into a copy of the tree, runs each tool once, and compares what fires with what must fire, file by file.
//
// usage: node tools/architecture/canary.mjs      exits 1 when a rule is blind, or fires where it should not
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, oxlint } from './cruise.mjs'
import { checkWorkspace } from './manifest-check.mjs'
import { homeless, plants } from './plants.mjs'
import { isSource, readWorkspace } from './workspace.mjs'

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const rootFiles = ['.dependency-cruiser.mjs', '.oxlintrc.json', 'package.json', 'tsconfig.json', 'tsconfig.base.json']

/** Copies what the tools read. Links of node_modules are kept as they are: siblings then resolve inside the copy. */
function copyTree(target) {
  const unwanted = new Set(['dist', '.turbo', 'coverage', '.git'])
  const options = { recursive: true, verbatimSymlinks: true, filter: (path) => !unwanted.has(basename(path)) && !basename(path).startsWith('.readme') }
  for (const folder of ['packages', 'apps', 'tools']) cpSync(join(repository, folder), join(target, folder), options)
  for (const file of rootFiles) cpSync(join(repository, file), join(target, file))
  symlinkSync(realpathSync(join(repository, 'node_modules')), join(target, 'node_modules'))
}

function editManifest(root, path, edit) {
  const file = join(root, path, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  edit(manifest)
  writeFileSync(file, JSON.stringify(manifest, null, 2))
}

function declare(root, path, name, field) {
  editManifest(root, path, (manifest) => {
    for (const other of ['dependencies', 'devDependencies']) delete manifest[other]?.[`@robustmq/${name}`]
    manifest[field] = { ...manifest[field], [`@robustmq/${name}`]: 'workspace:^' }
  })
  const scope = join(root, path, 'node_modules/@robustmq')
  mkdirSync(scope, { recursive: true })
  if (!existsSync(join(scope, name))) symlinkSync(join(root, 'packages', name), join(scope, name))
}

function write(root, file, text) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

function plantHomeless(root) {
  const path = `packages/${homeless}`
  for (const file of ['package.json', 'tsconfig.json', 'tsup.config.ts']) {
    write(root, `${path}/${file}`, readFileSync(join(root, 'packages/common-errors', file), 'utf8').replaceAll('common-errors', homeless))
  }
  editManifest(root, path, (manifest) => {
    delete manifest.devDependencies
  })
  write(root, `${path}/src/index.ts`, "export { planted } from './planted.ts'\n")
  write(root, `${path}/src/planted.ts`, 'export const planted = 1\n')
  write(root, `${path}/README.md`, `# ${homeless}\n\n\`\`\`ts\nexport {}\n\`\`\`\n`)
  write(root, `${path}/test/readme.test.ts`, "export const file = 'README.md'\n")
}

function plantAll(root) {
  for (const plant of plants) {
    if (plant.file !== undefined) write(root, `${plant.in}/${plant.file}`, plant.text)
    for (const [file, text] of Object.entries(plant.also ?? {})) write(root, `${plant.in}/${file}`, text)
    for (const name of plant.declare ?? []) declare(root, plant.in, name, 'dependencies')
    for (const name of plant.declareDevelopment ?? []) declare(root, plant.in, name, 'devDependencies')
    if (plant.edit !== undefined) editManifest(root, plant.in, plant.edit)
  }
  plantHomeless(root)
}

/** What fires in the tree, as `file -> [tool: rule]`, once per rule and file. */
function fired(root, findings, violations, diagnostics) {
  const byFile = new Map()
  const add = (file, entry) => {
    const entries = byFile.get(file) ?? byFile.set(file, new Set()).get(file)
    entries.add(entry)
  }
  for (const { rule, file } of findings) add(file, `manifest: ${rule}`)
  for (const { rule, from } of violations) add(from, `cruise: ${rule}`)
  for (const { rule, file } of diagnostics) add(file, `oxlint: ${rule}`)
  return byFile
}

const sorted = (entries) => [...entries].sort((a, b) => (a < b ? -1 : 1))

/** Manifests carry several plants each, and may have findings of their own: their findings are compared as a multiset of messages. */
function newInManifest(path, before, after) {
  const file = `${path}/package.json`
  const known = before.filter((one) => one.file === file).map((one) => one.message)
  return after.filter((one) => one.file === file && one.rule !== 'package-cycle' && !known.includes(one.message)).map((one) => `manifest: ${one.rule}`)
}

/** Runs everything; returns `[{ name, expected, actual, ok }]`. */
export function runCanary() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'robustmq-canary-')))
  try {
    copyTree(root)
    const before = checkWorkspace(root).findings
    plantAll(root)
    const manifests = checkWorkspace(root).findings
    const { violations, modules } = cruise(root)
    const { diagnostics, fileCount } = oxlint(root, ['packages', 'apps'])
    const byFile = fired(root, manifests, violations, diagnostics)
    const results = []
    const compare = (name, expected, actual) => {
      const [wanted, got] = [sorted(expected), sorted(actual)]
      results.push({ name, expected: wanted, actual: got, ok: JSON.stringify(wanted) === JSON.stringify(got) })
    }
    for (const plant of plants) {
      if (plant.file !== undefined) compare(plant.name, plant.expect, byFile.get(`${plant.in}/${plant.file}`) ?? [])
      for (const file of Object.keys(plant.also ?? {})) compare(`${plant.name}: the other file`, [], byFile.get(`${plant.in}/${file}`) ?? [])
    }
    for (const path of new Set(plants.map((plant) => plant.in))) {
      compare(`declarations of ${path}`, plants.filter((plant) => plant.in === path).flatMap((plant) => plant.manifest ?? []), newInManifest(path, before, manifests))
    }
    compare('a package without a layer', ['manifest: one-layer', 'manifest: package-list'], byFile.get(`packages/${homeless}`) ?? [])
    compare('a package without a layer, in the fence', ['cruise: every-package-has-a-layer'], byFile.get(`packages/${homeless}/src/index.ts`) ?? [])
    compare('packages in a cycle', ['package-cycle'], new Set(manifests.filter((one) => one.rule === 'package-cycle').map((one) => one.rule)))
    const seen = new Set(modules)
    const sources = readWorkspace(root).flatMap((one) => one.files).filter(isSource)
    compare('every source file is cruised', [], sources.filter((file) => !seen.has(file)))
    compare('every source file is linted', [], fileCount >= sources.length ? [] : [`${fileCount} of ${sources.length}`])
    compare('lint over nothing fails', ['exit 1'], [`exit ${lintOverNothing(root)}`])
    return results
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** All tools are green when there is nothing to look at; `pnpm lint` must not be. */
function lintOverNothing(root) {
  for (const folder of ['packages', 'apps']) {
    for (const entry of readdirSync(join(root, folder))) rmSync(join(root, folder, entry), { recursive: true })
  }
  return spawnSync(process.execPath, [join(root, 'tools/lint.mjs')], { cwd: root }).status
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = runCanary()
  const failed = results.filter((one) => !one.ok)
  for (const one of failed) console.log(`${one.name}: expected ${one.expected.join(', ') || 'nothing'}, fired ${one.actual.join(', ') || 'nothing'}`)
  console.log(`canary: ${results.length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0
}
