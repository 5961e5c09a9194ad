// What `pnpm gen storage <name>` writes: a driver that passes the conformance suite in memory from the first minute.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const reserved = ['adapter', 'conformance', 'remote', 'memory', 'segment']

/** True, or what is wrong with the name. */
export function validateStorageName(root, name) {
  if (!/^[a-z][a-z0-9]{1,19}$/.test(name)) return `'${name}' is not a name: 2 to 20 lower-case letters and digits, a letter first`
  if (existsSync(join(root, 'packages', `storage-${name}`))) return `packages/storage-${name} exists already`
  if (reserved.includes(name)) return `'${name}' is reserved`
  return true
}

export function storageAnswersFor(name) {
  return { name, pascal: name[0].toUpperCase() + name.slice(1), title: name[0].toUpperCase() + name.slice(1) }
}

/** One line in the table of engines of packages/README.md, behind the last driver that is listed. */
export function listStorage(text, { name }) {
  const at = text.indexOf('\n', text.lastIndexOf('| `storage-segment`')) + 1
  if (at === 0) throw new Error('packages/README.md lists no storage driver')
  return `${text.slice(0, at)}| \`storage-${name}\` | ${name} storage driver |\n${text.slice(at)}`
}
