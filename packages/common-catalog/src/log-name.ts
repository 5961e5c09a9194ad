import { sha256Hex } from './sha-256.ts'

/*
 * Log names: the names by which log clients know topics. Such a client carries 1 to 249 bytes of [a-zA-Z0-9._-], not
 * '.' and not '..'. A canonical address outside of that is escaped. The rules are a wire format that clients store in
 * their own configuration; they never change:
 *
 *   address                                       log name
 *   allowed, and not beginning with -x- or -h-    itself
 *   anything else                                 `-x-`, then each byte of its UTF-8: [a-zA-Z0-9._] as it is,
 *                                                 every other one (also '-') as `-hh`, two lower-case hex digits
 *   where that is longer than 249 bytes           `-h-`, the first 100 characters with all but [a-zA-Z0-9._] replaced
 *                                                 by '_', '-', and the first 16 bytes of the address's SHA-256 in hex
 *
 * The first two rules can be undone from the name alone; for the third the catalog keeps the mapping. No two addresses
 * share a name, and only the one name that `escapeLogName` gives leads back to an address.
 */

/** Characters (= bytes) that a log name may have. */
export const LOG_NAME_BYTES_MAX = 249

const PLAIN = /^[a-zA-Z0-9._-]{1,249}$/
const ESCAPED = '-x-'
const HASHED = '-h-'
const HASHED_NAME = /^-h-[a-zA-Z0-9._]{1,100}-[0-9a-f]{32}$/
const READABLE_CHARACTERS = 100

/** The log name of a canonical address (well-formed text). Cheap for the plain ones. */
export function escapeLogName(address: string): string {
  if (isPlain(address)) return address
  // An escape only makes longer, so a long address need not be spelled out to know.
  if (address.length <= LOG_NAME_BYTES_MAX) {
    const escaped = ESCAPED + escapeBytes(address)
    if (escaped.length <= LOG_NAME_BYTES_MAX) return escaped
  }
  const readable = address.slice(0, READABLE_CHARACTERS).replaceAll(/[^a-zA-Z0-9._]/g, '_')
  return `${HASHED}${readable}-${sha256Hex(Buffer.from(address, 'utf8')).slice(0, 32)}`
}

/**
 * The canonical address that a log name stands for; null for text that is no log name of any address, and for hashed
 * names (see `isHashedLogName`). `escapeLogName(unescapeLogName(name)) === name` whenever it is not null.
 */
export function unescapeLogName(logName: string): string | null {
  if (isPlain(logName)) return logName
  if (!logName.startsWith(ESCAPED) || !PLAIN.test(logName)) return null
  const bytes = Buffer.allocUnsafe(logName.length)
  let length = 0
  for (let at = ESCAPED.length; at < logName.length; at++) {
    if (logName[at] !== '-') {
      bytes[length++] = logName.charCodeAt(at)
      continue
    }
    const value = Number.parseInt(logName.slice(at + 1, at + 3), 16)
    if (Number.isNaN(value)) return null
    bytes[length++] = value
    at += 2
  }
  const address = bytes.toString('utf8', 0, length)
  // Refuses every other spelling: capital digits, needless escapes, broken UTF-8.
  return address.length > 0 && escapeLogName(address) === logName ? address : null
}

/** True for names which only the catalog can lead back to an address. */
export function isHashedLogName(logName: string): boolean {
  return HASHED_NAME.test(logName)
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && text !== '.' && text !== '..' && !text.startsWith(ESCAPED) && !text.startsWith(HASHED)
}

function escapeBytes(address: string): string {
  let out = ''
  for (const byte of Buffer.from(address, 'utf8')) {
    out += isReadable(byte) ? String.fromCharCode(byte) : `-${byte.toString(16).padStart(2, '0')}`
  }
  return out
}

/** [a-zA-Z0-9._] */
function isReadable(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x5f
}
