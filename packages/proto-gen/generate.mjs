// Generates src/generated/ from /proto. `node generate.mjs` writes; with a folder as argument it writes there
// instead, which is how the test finds stale code.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Name of the generated module -> .proto file under /proto. One line per file; see proto/README.md. */
export const SOURCES = {
  meta: 'robustmq/meta/v1/meta.proto',
  cluster: 'robustmq/cluster/v1/cluster.proto',
  catalog: 'robustmq/catalog/v1/catalog.proto',
  retained: 'robustmq/mqtt/v1/retained.proto',
  producers: 'robustmq/kafka/v1/producers.proto',
  groups: 'robustmq/kafka/v1/groups.proto',
  node: 'robustmq/node/v1/node_link.proto',
}

const here = dirname(fileURLToPath(import.meta.url))
const protoRoot = resolve(here, '../../proto')
const FLAGS = ['-t', 'static-module', '-w', 'esm', '-d', '--no-verify', '--no-convert', '--no-delimited', '--no-service', '--force-number']

function pbjs() {
  // protobufjs-cli is a development dependency of the workspace's root, not of this package.
  const manifest = createRequire(resolve(here, '../../package.json')).resolve('protobufjs-cli/package.json')
  return join(dirname(manifest), 'bin/pbjs')
}

/*
 * --force-number only changes the declared types: the generated decoders still return Long objects. 64-bit fields of
 * this broker stay below 2^53, so the decoders get one checked conversion instead.
 */
const NUMBER_READER = `
function $number(value) {
    const number = typeof value === "number" ? value : value.toNumber();
    if (!Number.isSafeInteger(number))
        throw $RangeError("64-bit value beyond 2^53");
    return number;
}
`

function withNumbers(code) {
  return code
    .replaceAll(/\$util\.Long \? \$util\.Long\.fromBits\(0, ?0, ?(?:true|false)\) : 0/g, '0')
    .replaceAll(/reader\.(u?int64|sint64|s?fixed64)\(\)/g, '$number(reader.$1())')
    // A packed list is read at once.
    .replaceAll(/reader\.((?:u?int64|sint64|s?fixed64)s)\((message\.\w+)\)/g, 'reader.$1($2), $2 = $2.map($number)')
    .replace('\n// Exported root namespace', `${NUMBER_READER}\n// Exported root namespace`)
}

/** Writes `<name>.js` and `<name>.d.ts` for every source to `target`. */
export function generate(target) {
  mkdirSync(target, { recursive: true })
  for (const [name, source] of Object.entries(SOURCES)) {
    const output = join(target, `${name}.js`)
    // A root of its own per module: pbjs's default root is shared, and the second module would overwrite the first.
    execFileSync(process.execPath, [pbjs(), ...FLAGS, '-r', `robustmq-${name}`, '-p', protoRoot, '-o', output, join(protoRoot, source)], { stdio: ['ignore', 'ignore', 'inherit'] })
    const declarations = join(target, `${name}.d.ts`)
    writeFileSync(output, withNumbers(readFileSync(output, 'utf8')))
    writeFileSync(declarations, readFileSync(declarations, 'utf8').replace('import Long = require("long");\n', ''))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate(resolve(process.argv[2] ?? join(here, 'src/generated')))
