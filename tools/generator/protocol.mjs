// What `pnpm gen protocol <name>` writes. The templates are a small line protocol that works from the first minute.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Sections of the configuration that are not of a protocol, and words that folder names of packages reserve. */
const reserved = ['node', 'log', 'admin', 'storage', 'topics', 'net', 'conformance', 'broker', 'listeners', 'wal', 'raft', 'common', 'api']
const listenerPortsFirst = 17_000

/** True, or what is wrong with the name. */
export function validateName(root, name) {
  if (!/^[a-z][a-z0-9]{1,19}$/.test(name)) return `'${name}' is not a name: 2 to 20 lower-case letters and digits, a letter first`
  if (reserved.includes(name)) return `'${name}' is reserved`
  for (const folder of [`codec-${name}`, `logic-${name}`]) {
    if (existsSync(join(root, 'packages', folder))) return `packages/${folder} exists already`
  }
  return true
}

/** Stable for the name, so that two generated protocols rarely want the same ports. */
function portOf(name) {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000
  return listenerPortsFirst + sum * 2
}

export function answersFor(name) {
  const port = portOf(name)
  return { name, upper: name.toUpperCase(), pascal: name[0].toUpperCase() + name.slice(1), title: name[0].toUpperCase() + name.slice(1), port, wsPort: port + 1 }
}

/** The registration: one line, before the end of the list. */
export function register(text, { name, pascal }) {
  const end = text.lastIndexOf('\n]')
  if (end === -1) throw new Error('apps/broker/src/protocols.ts has no list of modules')
  return `${text.slice(0, end)}\n  (await import('@robustmq/logic-${name}')).create${pascal}Module,${text.slice(end)}`
}

/** Declares the dependency that the registration imports. */
export function addDependency(text, { name }) {
  const line = `    "@robustmq/logic-${name}": "workspace:^",\n`
  const at = text.lastIndexOf('    "@robustmq/logic-')
  if (at === -1) throw new Error('apps/broker/package.json depends on no logic package')
  return text.slice(0, at) + line + text.slice(at)
}

/** One line per package in packages/README.md, at the head of the table of protocols. */
export function listPackages(text, { name, title }) {
  const lines = `| \`logic-${name}\` | ${title} sessions and semantics; pure |\n| \`codec-${name}\` | ${title} wire format: strict, incremental, bounded; pure |\n`
  const at = text.indexOf('| `logic-')
  if (at === -1) throw new Error('packages/README.md lists no protocol')
  return text.slice(0, at) + lines + text.slice(at)
}

/** A name in use anywhere else would make the check for protocol names fire there. */
export function findName(root, name) {
  const packages = join(root, 'packages')
  const neutral = readdirSync(packages).filter((folder) => !/^(?:codec|logic)-/.test(folder))
  for (const folder of neutral) {
    for (const below of ['src', 'test']) {
      const directory = join(packages, folder, below)
      if (!existsSync(directory)) continue
      for (const file of readdirSync(directory, { recursive: true, withFileTypes: true })) {
        if (file.isFile() && file.name.endsWith('.ts') && readFileSync(join(file.parentPath, file.name), 'utf8').toLowerCase().includes(name)) return `packages/${folder}`
      }
    }
  }
  return null
}
