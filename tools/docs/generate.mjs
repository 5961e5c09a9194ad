// Writes the generated blocks of the documents.
//
// usage: npx -y pnpm@10 exec node tools/docs/generate.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillBlocks, read, root } from './blocks.mjs'
import { configTable } from './config-reference.mjs'
import { answerTable, familyTable, protocolTable } from './error-codes.mjs'
import { layerTable } from './layer-list.mjs'
import { limitTable } from './limits.mjs'

export const documents = ['ARCHITECTURE.md', 'docs/errors.md', 'docs/LIMITS.md', 'apps/broker/README.md']

const generators = {
  layers: layerTable,
  config: configTable,
  limits: limitTable,
  answers: answerTable,
  errors: (first, second) => (first === 'protocol' ? protocolTable(second) : familyTable(first)),
}

/** The document as it should be. */
export function generated(file) {
  return fillBlocks(read(file), generators)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of documents) writeFileSync(join(root, file), generated(file))
}
