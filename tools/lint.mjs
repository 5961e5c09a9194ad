// `pnpm lint`: manifest check, oxlint (type-aware), dependency-cruiser. Prints what ran and over how much; a tool that
// saw less than the tree holds is a failure, since all of them are green over nothing. Types are checked by `pnpm typecheck`.
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, oxlint } from './architecture/cruise.mjs'
import { checkWorkspace } from './architecture/manifest-check.mjs'
import { isSource, readWorkspace } from './architecture/workspace.mjs'

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'))
const sources = readWorkspace(root).flatMap((one) => one.files).filter(isSource)
let failures = 0

function stage(name, run) {
  const startedAt = Date.now()
  const { lines, looked, blind } = run()
  for (const line of lines) console.log(line)
  if (blind !== null) console.log(`${name}: ${blind}`)
  const failed = lines.length + (blind === null ? 0 : 1)
  failures += failed
  console.log(`${name}: ${looked}, ${failed === 0 ? 'ok' : `${failed} findings`} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
}

stage('manifest check', () => {
  const { findings, packageCount, fileCount } = checkWorkspace(root)
  return {
    lines: findings.map(({ rule, file, message }) => `${file}: ${message} [${rule}]`),
    looked: `${packageCount} packages, ${fileCount} files`,
    blind: packageCount === 0 ? 'no packages found' : null,
  }
})

stage('oxlint', () => {
  const { diagnostics, fileCount } = oxlint(root, ['packages', 'apps', 'tools', 'interop', 'integration', 'plopfile.mjs'])
  return {
    lines: diagnostics.map(({ rule, file, line, message }) => `${file}:${line}: ${message} [${rule}]`),
    looked: `${fileCount} files`,
    blind: fileCount === 0 || fileCount < sources.length ? `linted ${fileCount} files of at least ${sources.length}` : null,
  }
})

stage('dependency-cruiser', () => {
  const { violations, modules } = cruise(root)
  const seen = new Set(modules)
  const missed = sources.filter((file) => !seen.has(file))
  return {
    lines: violations.map(({ rule, from, to }) => `${from}: ${rule === 'no-cycle' ? 'cycle through' : 'imports'} ${to} [${rule}]`),
    looked: `${modules.length} modules`,
    blind: modules.length === 0 ? 'cruised no module' : missed.length > 0 ? `did not see ${missed.slice(0, 5).join(', ')}${missed.length > 5 ? ` and ${missed.length - 5} more` : ''}` : null,
  }
})

if (failures > 0) {
  console.log(`lint: ${failures} findings`)
  process.exitCode = 1
} else console.log('lint: ok')
