// Generated blocks in documents: what stands between `<!-- generated: name -->` and `<!-- /generated -->` is written by
// generate.mjs and checked by docs.test.ts; the rest of the document is written by people.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const read = (file) => readFileSync(join(root, file), 'utf8')

const block = /(<!-- generated: ([a-z]+(?: [a-z0-9-]+)*) -->\n)[\s\S]*?(<!-- \/generated -->)/g

/** Names of the blocks of a document. */
export function blocksOf(text) {
  return [...text.matchAll(block)].map((match) => match[2])
}

/** The document with every block made anew. `generators` is by the first word of a block's name; the others are arguments. */
export function fillBlocks(text, generators) {
  return text.replace(block, (_all, begin, name, end) => {
    const [kind, ...args] = name.split(' ')
    const generate = generators[kind]
    if (generate === undefined) throw new Error(`nobody generates the block ${JSON.stringify(name)}`)
    return `${begin}${generate(...args).trimEnd()}\n${end}`
  })
}

/** A table in Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `65 536` */
export function grouped(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ' ')
}

/** `64 MiB`, `10 s`, `65 536` */
export function quantity(value, unit) {
  if (unit === 'bytes') {
    for (const [name, size] of [['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10]]) {
      if (value >= size && Number.isInteger((value / size) * 4)) return `${value / size} ${name}`
    }
    return `${grouped(value)} bytes`
  }
  if (unit === 'ms') return value >= 1000 ? `${value / 1000} s` : `${value} ms`
  return grouped(value) + (unit === undefined ? '' : ` ${unit}`)
}
