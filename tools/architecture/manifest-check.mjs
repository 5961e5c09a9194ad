// What the import fence cannot see: folders without a layer, declared edges that nobody imports yet, the shape of
// manifests, names of protocols in neutral packages, sizes and names of files.
//
// usage: node tools/architecture/manifest-check.mjs [root]      prints one line per finding, exits 1 when there is any
import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { island, isPure, layers, layersOf, neutralExcept, protocolNames } from './layers.mjs'
import { isGenerated, isSource, packageOf, readImports, readWorkspace } from './workspace.mjs'

const scope = '@robustmq/'
const linesMax = 600
const bannedNames = ['utils', 'util', 'helpers', 'helper', 'misc', 'common', 'base', 'manager', 'types']
// Provided by the root manifest for every test; publishing never sees them.
const rootTestTools = ['vitest', 'fast-check', 'typescript', 'tsup']
const islandOf = (folder) => new RegExp(`^${island}$`).exec(folder)?.[1] ?? null
const builtin = new Set(builtinModules)

/** Checks the tree at `root`; returns findings `{ rule, file, message }` and what was looked at. */
export function checkWorkspace(root) {
  const findings = []
  const report = (rule, file, message) => findings.push({ rule, file, message })
  const read = (file) => readFileSync(join(root, file), 'utf8')
  const packages = readWorkspace(root)
  const byName = new Map(packages.filter((p) => p.manifest !== null).map((p) => [p.manifest.name, p]))
  // A protocol that was added later is one more name that nobody else may use.
  const added = packages.map((one) => islandOf(one.folder)).filter((name) => name !== null && name !== 'conformance')
  const protocolName = new RegExp([...new Set([...protocolNames, ...added])].join('|'), 'i')
  const context = { root, read, report, packages, byName, protocolName }
  let fileCount = 0
  for (const one of packages) {
    checkLayer(one, context)
    if (one.manifest === null) {
      report('manifest-missing', one.path, 'a folder under packages/ and apps/ is a package')
      continue
    }
    checkManifest(one, context)
    checkBuildFiles(one, context)
    checkReadme(one, context)
    checkDeclaredEdges(one, context)
    checkUse(one, context)
    for (const file of one.files) {
      fileCount++
      checkFile(one, file, context)
    }
  }
  checkPackageCycles(context)
  checkPackageList(context)
  checkPureRules(context)
  return { findings, packageCount: packages.length, fileCount }
}

function checkLayer(one, { report }) {
  if (one.kind === 'apps') return
  const matched = layersOf(one.folder)
  if (matched.length !== 1) report('one-layer', one.path, matched.length === 0 ? 'no layer matches this folder' : `matches ${matched.join(' and ')}`)
}

function checkManifest(one, { report }) {
  const { manifest, path } = one
  const file = `${path}/package.json`
  const expect = (what, actual, wanted) => {
    if (JSON.stringify(actual) !== JSON.stringify(wanted)) report('manifest-shape', file, `${what} is ${JSON.stringify(actual) ?? 'missing'}, expected ${JSON.stringify(wanted)}`)
  }
  expect('type', manifest.type, 'module')
  expect('license', manifest.license, 'Apache-2.0')
  expect('engines.node', manifest.engines?.node, '>=22.18')
  if (typeof manifest.description !== 'string' || manifest.description === '') report('manifest-shape', file, 'description is missing')
  if (one.kind === 'packages') {
    expect('name', manifest.name, `${scope}${one.folder}`)
    expect('private', manifest.private, undefined)
    expect('sideEffects', manifest.sideEffects, false)
  } else if (manifest.name?.startsWith(scope)) report('manifest-shape', file, `apps are named without ${scope}`)
  if (manifest.private === true) return
  const door = { types: './dist/index.d.ts', default: './dist/index.js' }
  expect('exports', manifest.exports, { '.': './src/index.ts', './package.json': './package.json' })
  expect('publishConfig.access', manifest.publishConfig?.access, 'public')
  expect('publishConfig.exports', manifest.publishConfig?.exports, { '.': door, './package.json': './package.json' })
  expect('files', manifest.files, manifest.bin === undefined ? ['dist', 'src'] : ['dist', 'src', 'bin'])
  expect('scripts.build', manifest.scripts?.build, 'tsup')
  for (const [name, target] of Object.entries(manifest.publishConfig?.bin ?? {})) {
    if (!/^\.\/(?:dist|bin)\//.test(target)) report('manifest-shape', file, `publishConfig.bin.${name} must be in dist or bin`)
  }
  for (const field of ['dependencies', 'devDependencies']) {
    for (const [name, range] of Object.entries(manifest[field] ?? {})) {
      if (name.startsWith(scope)) expect(`${field}.${name}`, range, 'workspace:^')
      else if (!/^\d+\.\d+\.\d+/.test(range)) report('manifest-shape', file, `${field}.${name} is ${range}: versions are exact`)
    }
  }
}

function checkBuildFiles(one, { read, report, root }) {
  if (one.manifest.private === true) return
  const has = (name) => existsSync(join(root, one.path, name))
  if (!has('src/index.ts')) report('front-door', `${one.path}/src/index.ts`, 'missing')
  if (!has('tsconfig.json')) report('build-shape', `${one.path}/tsconfig.json`, 'missing')
  else {
    const config = JSON.parse(read(`${one.path}/tsconfig.json`))
    const wanted = { extends: '../../tsconfig.base.json', compilerOptions: { rootDir: 'src', outDir: 'dist' }, include: ['src'] }
    if (JSON.stringify(config) !== JSON.stringify(wanted)) report('build-shape', `${one.path}/tsconfig.json`, `expected exactly ${JSON.stringify(wanted)}`)
  }
  if (!has('tsup.config.ts')) report('build-shape', `${one.path}/tsup.config.ts`, 'missing')
  else {
    const text = read(`${one.path}/tsup.config.ts`)
    for (const part of ["'src/index.ts'", "format: ['esm']", 'dts: true', 'sourcemap: true', 'clean: true', "target: 'node22'"]) {
      if (!text.includes(part)) report('build-shape', `${one.path}/tsup.config.ts`, `lacks ${part}`)
    }
  }
}

function checkReadme(one, { read, report, root }) {
  const file = `${one.path}/README.md`
  if (!existsSync(join(root, file))) return report('readme', file, 'missing')
  const text = read(file)
  if (!/^# \S/.test(text)) report('readme', file, 'starts with a title')
  if (one.kind === 'apps') return
  if (!/^```ts\s*$/m.test(text)) report('readme', file, 'has no example (a ```ts block)')
  else if (!one.files.some((path) => path.startsWith(`${one.path}/test/`) && path.endsWith('.test.ts') && read(path).includes('README.md'))) {
    report('readme', file, 'no test under test/ executes the example')
  }
}

/** Declared edges obey the layers, whether or not a file uses them yet. */
function checkDeclaredEdges(one, { byName, report }) {
  const file = `${one.path}/package.json`
  const [own] = layersOf(one.folder)
  const protocol = one.kind === 'packages' ? islandOf(one.folder) : null
  for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies']) {
    for (const name of Object.keys(one.manifest[field] ?? {})) {
      const target = byName.get(name)
      if (target === undefined) {
        if (name.startsWith(scope)) report('declared-unknown', file, `${field} names ${name}, which is not in the workspace`)
        continue
      }
      if (target.kind === 'apps') {
        report('declared-layer', file, `${field} names the app ${name}`)
        continue
      }
      const [layer] = layersOf(target.folder)
      if (layer === undefined || own === undefined && one.kind === 'packages') continue
      const other = islandOf(target.folder)
      const foreign = protocol !== null && other !== null && other !== protocol
      if (foreign) report('declared-island', file, `${field} names ${name}: protocols never see each other`)
      else if (field === 'devDependencies') continue
      else if (layers[layer].tests) report('declared-testkit', file, `${name} is a test kit: devDependencies`)
      else if (one.kind === 'packages' && !layers[own].may.includes(layer)) report('declared-layer', file, `${own} may not depend on ${name} (${layer})`)
    }
  }
}

/** Imports are declared, and what is declared is imported. */
function checkUse(one, { read, report }) {
  const { manifest, path } = one
  const runtime = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies }))
  const development = new Set(Object.keys(manifest.devDependencies ?? {}))
  const used = { shipped: new Set(), tests: new Set() }
  for (const file of one.files) {
    if (!isSource(file) && !file.endsWith('.d.ts')) continue
    const shipped = file.startsWith(`${path}/src/`) || file.startsWith(`${path}/bin/`)
    const { specifiers, exportStar } = readImports(file, read(file))
    if (exportStar && !isGenerated(file)) report('no-export-star', file, 'exports are named one by one')
    for (const specifier of specifiers) {
      const name = packageOf(specifier)
      if (name === null || builtin.has(name) || name === manifest.name) continue
      used[shipped ? 'shipped' : 'tests'].add(name)
      // Generated declarations also name the types of a package's own dependencies.
      if (file.endsWith('.d.ts')) continue
      if (runtime.has(name) || !shipped && (development.has(name) || rootTestTools.includes(name))) continue
      report('undeclared', file, development.has(name) ? `imports ${name}, which is only a devDependency` : `imports ${name}, which package.json does not declare`)
    }
  }
  // The README's examples are run by a test.
  for (const [, name] of read(`${path}/README.md`).matchAll(/^import .* from '((?:@[^'/]+\/)?[^'/.:]+)/gm)) used.tests.add(name)
  const loadedByName = (name) => name.startsWith('@types/')
  for (const name of runtime) {
    if (!used.shipped.has(name)) report('declared-unused', `${path}/package.json`, `dependencies names ${name}, which src does not import`)
  }
  for (const name of development) {
    if (!used.tests.has(name) && !loadedByName(name)) report('declared-unused', `${path}/package.json`, `devDependencies names ${name}, which no test imports`)
    if (runtime.has(name)) report('manifest-shape', `${path}/package.json`, `${name} is declared twice`)
  }
}

function checkFile(one, file, { read, report, protocolName }) {
  const below = file.slice(one.path.length + 1)
  if (!/^(?:src|test|bench|bin)\//.test(below)) return
  const name = below.slice(below.lastIndexOf('/') + 1)
  const stem = name.replace(/(?:\.(?:test|fuzz|bench|d))?\.[a-z]+$/, '')
  if (isSource(file) || file.endsWith('.d.ts')) {
    const parts = below.split('/').slice(1, -1)
    if ([stem, ...parts].some((part) => bannedNames.includes(part))) report('file-name', file, `name it for what it holds (not ${bannedNames.join(', ')})`)
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem)) report('file-name', file, 'kebab-case')
    if (!isGenerated(file)) {
      const lines = read(file).split('\n').length - 1
      if (lines > linesMax) report('file-size', file, `${lines} lines, at most ${linesMax}`)
    }
  }
  if (one.kind === 'packages' && layersOf(one.folder).some((layer) => layers[layer].neutral) && !neutralExcept.includes(one.folder)) {
    if (protocolName.test(below)) report('protocol-name', file, 'the file is named after a protocol')
    const text = read(file)
    const match = protocolName.exec(text)
    if (match !== null) report('protocol-name', `${file}`, `line ${text.slice(0, match.index).split('\n').length} names ${match[0]}: this package serves every protocol alike`)
  }
}

/** The task graph of turbo counts devDependencies too, and stops at a cycle. */
function checkPackageCycles({ packages, byName, report }) {
  const state = new Map()
  const visit = (one, trail) => {
    if (state.get(one) === 'done') return
    if (state.get(one) === 'open') {
      const cycle = [...trail.slice(trail.indexOf(one)), one].map((p) => p.folder)
      report('package-cycle', `${one.path}/package.json`, cycle.join(' -> '))
      return
    }
    state.set(one, 'open')
    for (const name of Object.keys({ ...one.manifest?.dependencies, ...one.manifest?.devDependencies })) {
      const next = byName.get(name)
      if (next !== undefined) visit(next, [...trail, one])
    }
    state.set(one, 'done')
  }
  for (const one of packages) visit(one, [])
}

/** packages/README.md has one line per package, and none for what is gone. */
function checkPackageList({ packages, read, report, root }) {
  const file = 'packages/README.md'
  if (!existsSync(join(root, file))) return report('package-list', file, 'missing')
  const listed = [...read(file).matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1])
  for (const one of packages) {
    const times = listed.filter((name) => name === one.folder).length
    if (one.kind === 'packages' && times !== 1) report('package-list', `${one.path}`, `packages/README.md has ${times} lines for it, expected 1`)
  }
  for (const name of listed) {
    if (!packages.some((one) => one.kind === 'packages' && one.folder === name)) report('package-list', file, `${name} is not a package`)
  }
}

/** The lint configuration restricts clock and timers in every pure package. */
function checkPureRules({ packages, read, report, root }) {
  const file = '.oxlintrc.json'
  if (!existsSync(join(root, file))) return report('pure-rules', file, 'missing')
  const { overrides } = JSON.parse(read(file).replace(/^\s*\/\/.*$/gm, ''))
  const globs = overrides.filter((one) => 'eslint/no-restricted-globals' in one.rules).flatMap((one) => one.files)
  const covered = (folder) => globs.some((glob) => new RegExp(`^${glob.replace('/**', '/').replaceAll('*', '[^/]*')}`).test(`packages/${folder}/src/`))
  for (const one of packages) {
    if (one.kind === 'packages' && isPure(one.folder) && !covered(one.folder)) report('pure-rules', one.path, `no override of ${file} restricts globals there`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'))
  const { findings, packageCount, fileCount } = checkWorkspace(root)
  for (const { rule, file, message } of findings) console.log(`${file}: ${message} [${rule}]`)
  console.log(`manifest check: ${packageCount} packages, ${fileCount} files, ${findings.length} findings`)
  process.exitCode = findings.length > 0 || packageCount === 0 ? 1 : 0
}
