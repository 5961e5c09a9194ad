// Violations, one of each kind, and the rules that must fire for them: exactly those, for exactly that file.
//
// `in` is the package, `file` the planted file below it, `text` its content. `declare` adds a dependency to the manifest
// and links it as pnpm would. `expect` lists `tool: rule` for the file, `manifest` the same for the package's package.json.
const lines = (count) => Array.from({ length: count }, (_, i) => `export const line${i} = ${i}`).join('\n')
const dep = (name) => `@robustmq/${name}`
const uses = (name) => `import { planted } from '${dep(name)}'\nexport const used: unknown = planted\n`
const edge = (from, to, rule, declared = 'declared-layer') => ({
  name: `${from} imports ${to}`, in: `packages/${from}`, file: `src/planted-edge-${to}.ts`, text: uses(to), declare: [to],
  expect: [`cruise: ${rule}`], manifest: declared === null ? [] : [`manifest: ${declared}`],
})
const inPure = (name, text, rules = ['oxlint: eslint(no-restricted-globals)'], where = 'packages/codec-mqtt') => ({
  name: `${name} in ${where}`, in: where, file: `src/planted-${name}.ts`, text, expect: rules,
})
const properties = 'oxlint: eslint(no-restricted-properties)'
const globals = 'oxlint: eslint(no-restricted-globals)'
const timer = 'export const start = (run: () => void): unknown => setTimeout(run, 1)\n'

export const plants = [
  // Forms of import, over one forbidden edge.
  { name: 'a static import', in: 'packages/logic-mqtt', file: 'src/planted-static.ts', text: uses('codec-kafka'), declare: ['codec-kafka'], expect: ['cruise: protocol-islands'], manifest: ['manifest: declared-island'] },
  { name: 'a type-only import', in: 'packages/logic-mqtt', file: 'src/planted-type.ts', text: "import type { Planted } from '@robustmq/codec-kafka'\nexport type Used = Planted\n", expect: ['cruise: protocol-islands'] },
  { name: 'an import()', in: 'packages/logic-mqtt', file: 'src/planted-dynamic.ts', text: "export const later = (): Promise<unknown> => import('@robustmq/codec-kafka')\n", expect: ['cruise: protocol-islands'] },
  { name: "an import('x').T", in: 'packages/logic-mqtt', file: 'src/planted-import-type.ts', text: "export type Used = import('@robustmq/codec-kafka').Planted\n", expect: ['cruise: protocol-islands', 'oxlint: typescript(consistent-type-imports)'] },
  { name: 'an export from', in: 'packages/logic-mqtt', file: 'src/planted-export-from.ts', text: "export { planted } from '@robustmq/codec-kafka'\n", expect: ['cruise: protocol-islands'] },
  { name: 'an undeclared import', in: 'packages/codec-kafka', file: 'src/planted-undeclared.ts', text: uses('logic-mqtt'), expect: ['cruise: resolvable', 'manifest: undeclared'] },
  { name: 'an undeclared third-party import', in: 'packages/wal', file: 'src/planted-third-party.ts', text: "import client from 'prom-client'\nexport const used: unknown = client\n", expect: ['cruise: resolvable', 'manifest: undeclared'] },
  { name: 'an import of what does not exist', in: 'packages/net', file: 'src/planted-nowhere.ts', text: "import { planted } from './nowhere.ts'\nexport const used: unknown = planted\n", expect: ['cruise: resolvable'] },
  { name: 'a protocol importing another in a test', in: 'packages/logic-kafka', file: 'test/planted-island.test.ts', text: uses('codec-mqtt'), declareDevelopment: ['codec-mqtt'], expect: ['cruise: protocol-islands'], manifest: ['manifest: declared-island'] },

  // Edges against the layers, declared and imported.
  edge('logic-kafka', 'logic-mqtt', 'protocol-islands', 'declared-island'),
  edge('logic-kafka', 'storage-segment', 'layer-logic'),
  edge('logic-mqtt', 'net', 'layer-logic'),
  edge('logic-mqtt', 'common-compression', 'pure-through-ports', null),
  edge('storage-segment', 'common-routing', 'layer-storage'),
  edge('storage-memory', 'net', 'layer-storage'),
  edge('wal', 'storage-adapter', 'layer-log'),
  edge('meta-service', 'common-catalog', 'layer-meta'),
  edge('net', 'wal', 'layer-net'),
  edge('broker-api', 'common-catalog', 'layer-contract'),
  edge('common-log', 'broker-api', 'layer-kernel'),
  edge('common-routing', 'wal', 'layer-capability'),
  edge('codec-mqtt', 'broker-api', 'layer-codec'),
  edge('codec-kafka', 'logic-kafka', 'codec-not-to-logic'),
  edge('record-batch', 'storage-adapter', 'layer-format'),
  edge('transport-conformance', 'net', 'layer-testkit'),
  { name: 'an engine importing a protocol', in: 'packages/storage-memory', file: 'src/planted-engine.ts', text: uses('logic-mqtt'), declare: ['logic-mqtt'], expect: ['cruise: layer-storage', 'manifest: protocol-name'], manifest: ['manifest: declared-layer'] },
  { name: 'a declared edge that nobody imports', in: 'packages/storage-segment', declare: ['logic-kafka'], manifest: ['manifest: declared-layer', 'manifest: declared-unused'] },
  { name: 'a package importing an app', in: 'packages/common-catalog', file: 'src/planted-app.ts', text: "import { planted } from '../../../apps/broker/src/index.ts'\nexport const used: unknown = planted\n", expect: ['cruise: nobody-imports-apps', 'cruise: no-relative-escape'] },
  { name: 'an app importing an app', in: 'apps/bench', file: 'src/planted-app.ts', text: "import { planted } from '../../broker/src/index.ts'\nexport const used: unknown = planted\n", expect: ['cruise: apps-are-islands', 'cruise: no-relative-escape'] },
  { name: 'a test kit from src', in: 'packages/net', file: 'src/planted-kit.ts', text: uses('transport-conformance'), expect: ['cruise: testkit-only-from-tests', 'manifest: undeclared'] },
  { name: 'a test kit as a dependency', in: 'packages/logic-mqtt', file: 'src/planted-kit.ts', text: uses('storage-conformance'), declare: ['storage-conformance'], expect: ['cruise: testkit-only-from-tests'], manifest: ['manifest: declared-testkit'] },
  { name: 'a test kit in an app', in: 'apps/broker', file: 'src/planted-kit.ts', text: uses('transport-conformance'), declare: ['transport-conformance'], expect: ['cruise: testkit-only-from-tests'], manifest: ['manifest: declared-testkit'] },
  { name: 'a test kit importing another', in: 'packages/transport-conformance', file: 'src/planted-kit.ts', text: uses('protocol-conformance'), declare: ['protocol-conformance'], expect: ['cruise: testkits-are-islands'], manifest: ['manifest: declared-testkit'] },

  // Ways past the front door.
  { name: 'a deep import', in: 'packages/codec-mqtt', file: 'src/planted-deep.ts', text: "import { assert } from '@robustmq/common-errors/src/assert.ts'\nexport const used: unknown = assert\n", expect: ['cruise: resolvable'] },
  { name: 'a deep import by a path through node_modules', in: 'packages/codec-mqtt', file: 'src/planted-deep-path.ts', text: "import { assert } from '../node_modules/@robustmq/common-errors/src/assert.ts'\nexport const used: unknown = assert\n", expect: ['cruise: front-door-only', 'cruise: no-relative-escape'] },
  { name: 'a relative escape', in: 'packages/codec-mqtt', file: 'src/planted-escape.ts', text: "import { assert } from '../../common-errors/src/index.ts'\nexport const used: unknown = assert\n", expect: ['cruise: no-relative-escape'] },
  { name: 'a deep relative escape', in: 'packages/codec-mqtt', file: 'test/planted-escape.ts', text: "import { assert } from '../../common-errors/src/assert.ts'\nexport const used: unknown = assert\n", expect: ['cruise: front-door-only', 'cruise: no-relative-escape'] },
  { name: 'src importing a test', in: 'packages/wal', file: 'src/planted-test.ts', text: "import { planted } from '../test/planted-fixture.ts'\nexport const used: unknown = planted\n", also: { 'test/planted-fixture.ts': 'export const planted = 1\n' }, expect: ['cruise: src-not-to-test'] },
  // One finding per cycle, at its first file.
  { name: 'a cycle', in: 'packages/net', file: 'src/planted-cycle-a.ts', text: "import { b } from './planted-cycle-b.ts'\nexport const a = (): unknown => b\n", also: { 'src/planted-cycle-b.ts': "import { a } from './planted-cycle-a.ts'\nexport const b = (): unknown => a\n" }, expect: ['cruise: no-cycle'] },
  { name: 'a cycle of types', in: 'packages/net', file: 'src/planted-types-a.ts', text: "import type { B } from './planted-types-b.ts'\nexport interface A { readonly b: B }\n", also: { 'src/planted-types-b.ts': "import type { A } from './planted-types-a.ts'\nexport interface B { readonly a: A }\n" }, expect: ['cruise: no-cycle'] },

  // Purity.
  { name: 'node:net in a codec', in: 'packages/codec-mqtt', file: 'src/planted-socket.ts', text: "import { connect } from 'node:net'\nexport const used: unknown = connect\n", expect: ['cruise: pure-no-core-modules'] },
  { name: 'node:fs in a logic package', in: 'packages/logic-kafka', file: 'src/planted-files.ts', text: "import { readFileSync } from 'node:fs'\nexport const used: unknown = readFileSync\n", expect: ['cruise: pure-no-core-modules'] },
  { name: 'node:timers in the record format', in: 'packages/record-batch', file: 'src/planted-timers.ts', text: "export const later = (): Promise<unknown> => import('node:timers/promises')\n", expect: ['cruise: pure-no-core-modules'] },
  { name: 'node:crypto in the publish path', in: 'packages/common-routing', file: 'src/planted-chance.ts', text: "import type { Hash } from 'node:crypto'\nexport type Used = Hash\n", expect: ['cruise: pure-no-core-modules'] },
  { name: 'node:buffer in a codec is fine', in: 'packages/codec-kafka', file: 'src/planted-buffer.ts', text: "import { Buffer } from 'node:buffer'\nexport const used: unknown = Buffer\n", expect: [] },
  inPure('date-now', 'export const now = (): number => Date.now()\n', [globals, properties]),
  inPure('new-date', 'export const now = (): unknown => new Date()\n'),
  inPure('timeout', timer),
  inPure('interval', 'export const start = (run: () => void): unknown => setInterval(run, 1)\n'),
  inPure('immediate', 'export const start = (run: () => void): unknown => setImmediate(run)\n'),
  inPure('microtask', 'export const start = (run: () => void): void => queueMicrotask(run)\n'),
  inPure('next-tick', 'export const start = (run: () => void): void => process.nextTick(run)\n', [globals, properties]),
  inPure('environment', 'export const home = (): unknown => process.env.HOME\n'),
  inPure('performance', 'export const now = (): number => performance.now()\n', [globals, properties]),
  inPure('random', 'export const roll = (): number => Math.random()\n', [properties]),
  inPure('random-taken', 'export const { random } = Math\n', [properties]),
  inPure('global-timer', 'export const start = (run: () => void): unknown => globalThis.setTimeout(run, 1)\n', [globals, properties]),
  inPure('global-computed', "export const start = (name: 'setTimeout'): unknown => globalThis[name]\n"),
  inPure('web-crypto', 'export const id = (): string => crypto.randomUUID()\n'),
  inPure('system-clock', "import { systemClock } from '@robustmq/common-runtime'\nexport const used: unknown = systemClock\n", ['oxlint: eslint(no-restricted-imports)'], 'packages/logic-mqtt'),
  ...['codec-kafka', 'logic-mqtt', 'logic-kafka', 'record-batch', 'common-catalog', 'common-routing'].map((one) => inPure('timeout', timer, [globals], `packages/${one}`)),
  { name: 'a timer in an engine is fine', in: 'packages/wal', file: 'src/planted-timer.ts', text: timer, expect: [] },

  // Names of protocols where every protocol is served alike.
  { name: 'a protocol in an identifier of storage', in: 'packages/storage-segment', file: 'src/planted-name.ts', text: 'export const isKafkaBatch = true\n', expect: ['manifest: protocol-name'] },
  { name: 'a protocol in a comment of the wal', in: 'packages/wal', file: 'src/planted-name.ts', text: '// as NATS does\nexport const planted = 1\n', expect: ['manifest: protocol-name'] },
  { name: 'a protocol in a string of meta', in: 'packages/meta-service', file: 'src/planted-name.ts', text: "export const machine = 'mqtt-retained'\n", expect: ['manifest: protocol-name'] },
  { name: 'a protocol in a test of net', in: 'packages/net', file: 'test/planted-name.ts', text: 'export const amqpPort = 5672\n', expect: ['manifest: protocol-name'] },
  { name: 'a protocol in a file name of the kernel', in: 'packages/common-bytes', file: 'src/planted-mq9-varint.ts', text: 'export const planted = 1\n', expect: ['manifest: protocol-name'] },
  { name: 'a protocol in a capability', in: 'packages/common-routing', file: 'src/planted-name.ts', text: 'export const forMqtt = 1\n', expect: ['manifest: protocol-name'] },
  { name: 'a protocol in the contract', in: 'packages/broker-api', file: 'src/planted-name.ts', text: '/** What KAFKA calls a partition. */\nexport const planted = 1\n', expect: ['manifest: protocol-name'] },
  { name: 'a protocol in its own package is fine', in: 'packages/logic-mqtt', file: 'src/planted-name.ts', text: 'export const forMqtt = 1\n', expect: [] },

  // Rules inside a file.
  { name: 'export *', in: 'packages/wal', file: 'src/planted-star.ts', text: "export * from './planted-source.ts'\n", also: { 'src/planted-source.ts': 'export const planted = 1\n' }, expect: ['manifest: no-export-star'] },
  { name: 'export * as', in: 'packages/wal', file: 'src/planted-star-as.ts', text: "export * as planted from './planted-source.ts'\n", expect: ['manifest: no-export-star'] },
  { name: 'a banned file name', in: 'packages/net', file: 'src/planted/helpers.ts', text: 'export const planted = 1\n', expect: ['manifest: file-name'] },
  { name: 'a banned folder name', in: 'packages/net', file: 'src/utils/planted.ts', text: 'export const planted = 1\n', expect: ['manifest: file-name'] },
  { name: 'a banned name of a test', in: 'packages/net', file: 'test/misc.test.ts', text: 'export const planted = 1\n', expect: ['manifest: file-name'] },
  { name: 'a file name in camel case', in: 'packages/net', file: 'src/plantedName.ts', text: 'export const planted = 1\n', expect: ['manifest: file-name'] },
  { name: 'a file of 601 lines', in: 'packages/net', file: 'src/planted-long.ts', text: `${lines(601)}\n`, expect: ['manifest: file-size', 'oxlint: eslint(max-lines)'] },
  { name: 'a file of 600 lines is fine', in: 'packages/net', file: 'src/planted-full.ts', text: `${lines(600)}\n`, expect: [] },
  { name: 'any', in: 'packages/net', file: 'src/planted-any.ts', text: 'export const planted = (value: any): unknown => value\n', expect: ['oxlint: typescript(no-explicit-any)'] },
  { name: 'a default export', in: 'packages/net', file: 'src/planted-default.ts', text: 'export default 1\n', expect: ['oxlint: import(no-default-export)'] },
  { name: 'console in a package', in: 'packages/net', file: 'src/planted-console.ts', text: "export const planted = (): void => console.log('planted')\n", expect: ['oxlint: eslint(no-console)'] },
  { name: 'an empty catch', in: 'packages/net', file: 'src/planted-catch.ts', text: 'export const planted = (run: () => void): void => {\n  try {\n    run()\n  } catch {}\n}\n', expect: ['oxlint: eslint(no-empty)'] },
  { name: 'a silenced type error', in: 'packages/net', file: 'src/planted-ignore.ts', text: "// @ts-ignore\nexport const planted: number = '1'\n", expect: ['oxlint: typescript(ban-ts-comment)'] },
  { name: 'a floating promise', in: 'packages/net', file: 'src/planted-float.ts', text: 'export const planted = (run: () => Promise<void>): void => {\n  run()\n}\n', expect: ['oxlint: typescript(no-floating-promises)'] },

  // Manifests and what stands beside them.
  { name: 'exports at dist', in: 'packages/common-log', edit: (manifest) => { manifest.exports = { '.': './dist/index.js' } }, manifest: ['manifest: manifest-shape'] },
  { name: 'tests in the tarball', in: 'packages/common-metrics', edit: (manifest) => { manifest.files = ['dist', 'src', 'test'] }, manifest: ['manifest: manifest-shape'] },
  { name: 'another Node', in: 'packages/common-config', edit: (manifest) => { manifest.engines = { node: '>=18' } }, manifest: ['manifest: manifest-shape'] },
  { name: 'a floating version', in: 'packages/common-errors', edit: (manifest) => { manifest.devDependencies = { ws: '^8.0.0' } }, manifest: ['manifest: manifest-shape', 'manifest: declared-unused'] },
  { name: 'an unknown sibling', in: 'packages/proto-gen', edit: (manifest) => { manifest.devDependencies = { '@robustmq/gone': 'workspace:^' } }, manifest: ['manifest: declared-unknown', 'manifest: declared-unused'] },
]

/** A package like any other, but no layer matches its folder, and the list of packages lacks it. */
export const homeless = 'planted-widget'
