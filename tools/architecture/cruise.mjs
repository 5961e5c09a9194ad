// Runs dependency-cruiser over a tree and says how many modules it really saw: it prints a green tick over nothing.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const bytesMax = 256 * 1024 * 1024

/** Runs a tool of the root's node_modules by the current Node; `.bin` would start a shell in between. */
export function runTool(root, script, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, encoding: 'utf8', maxBuffer: bytesMax })
  if (result.error !== undefined) throw result.error
  return { status: result.status, stdout: result.stdout, stderr: result.stderr }
}

/** Returns `{ violations: [{ rule, from, to }], modules: [path] }`. */
export function cruise(root) {
  const folders = ['packages', 'apps'].filter((folder) => existsSync(join(root, folder)))
  if (folders.length === 0) return { violations: [], modules: [] }
  const { stdout, stderr } = runTool(root, 'dependency-cruiser/bin/dependency-cruiser.mjs',
    [...folders, '--config', '.dependency-cruiser.mjs', '--output-type', 'json'])
  let report
  try {
    report = JSON.parse(stdout)
  } catch (cause) {
    throw new Error(`dependency-cruiser gave no report: ${stderr.slice(0, 2000)}`, { cause })
  }
  const modules = report.modules.map((one) => one.source).filter((path) => /^(?:packages|apps)\//.test(path))
  const violations = report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return { violations, modules }
}

/** Returns `{ diagnostics: [{ rule, file, line, message }], fileCount }`. */
export function oxlint(root, folders) {
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  const { stdout, stderr } = runTool(root, 'oxlint/bin/oxlint', ['--type-aware', '--format', 'json', ...present])
  let report
  try {
    report = JSON.parse(stdout)
  } catch (cause) {
    throw new Error(`oxlint gave no report: ${stdout.slice(0, 2000)}${stderr.slice(0, 2000)}`, { cause })
  }
  const diagnostics = report.diagnostics.map((one) => ({
    rule: one.code ?? 'parse', file: one.filename, line: one.labels?.[0]?.span?.line ?? 0, message: one.message,
  }))
  return { diagnostics, fileCount: report.number_of_files }
}
