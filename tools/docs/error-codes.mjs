// Blocks `errors <family>` and `errors protocol <name>`: every code in the source, with its retry hint and its meaning.
// The meaning is the comment beside the code in its list, else a line of error-notes.mjs, else the message it is made with.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stateError } from '../../packages/common-state-log/src/errors.ts'
import { metaError } from '../../packages/meta-service/src/errors.ts'
import { raftError } from '../../packages/raft/src/index.ts'
import { storageError } from '../../packages/storage-adapter/src/index.ts'
import { walError } from '../../packages/wal/src/errors.ts'
import { read, root, table } from './blocks.mjs'
import { notes } from './error-notes.mjs'

/** Families of the packages that serve every protocol, in the order of the document. */
export const families = ['STORAGE', 'META', 'TOPIC', 'CONFIG', 'DATA_DIRECTORY', 'NET', 'PEER', 'LINK', 'ADMIN', 'AUTH', 'DELAY', 'STATE', 'DELIVERY', 'WAL', 'RAFT', 'COMPRESSION', 'INTERNAL']
const makers = { STATE: stateError, STORAGE: storageError, META: metaError, WAL: walError, RAFT: raftError }

function sources(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^[/\\]/, ''))
    .filter((file) => !file.includes('/generated/'))
    .sort()
}

const shipped = (folder) => !/(?:conformance|simulator)$/.test(folder)
const foldersOf = (kind) => readdirSync(join(root, kind)).filter(shipped).map((name) => `${kind}/${name}/src`)

function codesIn(folders, family) {
  const found = new Map()
  const literal = new RegExp(`'(${family}_[A-Z0-9_]+)'`, 'g')
  for (const folder of folders) {
    for (const file of sources(folder)) {
      const text = read(file)
      for (const match of text.matchAll(literal)) {
        // Codes, not the names of constants or pause holders in quotes.
        const known = found.get(match[1]) ?? { comment: '', message: '', retry: '' }
        const before = text.slice(0, match.index)
        const comment = /\/\*\* ((?:(?!\*\/)[\s\S])*?) \*\/\s*$/.exec(before)?.[1] ?? ''
        known.comment ||= comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ')
        const after = text.slice(match.index + match[0].length, match.index + match[0].length + 600)
        const quoted = /^(?:,[^{}]*?message:|,)\s*(?:\n\s*)?(?:'([^'\n]+)'|`([^`\n]+)`)/.exec(after)
        const said = (quoted?.[1] ?? quoted?.[2] ?? '').replaceAll(/\$\{[^}]*\}+/g, '…')
        // In a list of codes the next thing in quotes is the next code.
        if (!/^[A-Z_0-9]+$/.test(said)) known.message ||= said
        known.retry ||= /code:\s*$/.test(before) ? (/^,\s*retry: '(\w+)'/.exec(after)?.[1] ?? '') : ''
        found.set(match[1], known)
      }
    }
  }
  return found
}

function rowsOf(found, family) {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { comment, message, retry }]) => {
    const make = makers[family]
    const hint = make === undefined ? retry : make(code, '').retry
    return [`\`${code}\``, hint, sentence(notes[code] ?? (comment || message))]
  })
}

function sentence(text) {
  if (text === '') return ''
  const first = text[0].toUpperCase() + text.slice(1)
  return /[.!?]$/.test(first) ? first : `${first}.`
}

/** Block `errors <family>`. */
export function familyTable(family) {
  const upper = family.toUpperCase().replaceAll('-', '_')
  const neutral = [...foldersOf('packages').filter((folder) => !/\/(?:codec|logic)-/.test(folder)), ...foldersOf('apps')]
  return table(['code', 'retry', 'meaning'], rowsOf(codesIn(neutral, upper), upper))
}

/** Block `errors protocol <name>`: reasons for which the protocol closes a connection or refuses, in the log and in metrics. */
export function protocolTable(name) {
  const upper = name.toUpperCase()
  const found = codesIn([`packages/codec-${name}/src`, `packages/logic-${name}/src`], upper)
  return table(['code', 'meaning'], rowsOf(found, upper).map(([code, , meaning]) => [code, meaning]))
}

/** Block `answers <protocol> …`: what a client is told, from the `failure-answers.ts` of each protocol. */
export function answerTable(...protocols) {
  const answers = protocols.map((name) => new Map([...read(`packages/logic-${name}/src/failure-answers.ts`).matchAll(/^ {2}([A-Z]+_[A-Z_]+): \w+\.([A-Z0-9_]+),/gm)].map((match) => [match[1], match[2]])))
  const codes = [...new Set(answers.flatMap((one) => [...one.keys()]))].filter((code) => families.some((family) => code.startsWith(`${family}_`)))
  if (codes.length === 0) throw new Error('no failure-answers.ts could be read')
  return table(['code', ...protocols], codes.map((code) => [`\`${code}\``, ...answers.map((one) => one.get(code) ?? '')]))
}
