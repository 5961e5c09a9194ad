// THE LAYERING OF THE PROJECT. Every arrow is a decision: think before adding one, and say why in the commit.
//
// Everything that guards the architecture is derived from this file: `.dependency-cruiser.mjs` (imports),
// `manifest-check.mjs` (declared dependencies, protocol names) and the canary that proves that both still bite.
//
// `match`    pattern of the folder name; each folder under packages/ and apps/ matches exactly one layer.
// `may`      layers that `src` may import. A layer may import its own siblings only when it names itself.
// `neutral`  no file of the package names a wire protocol, not even in a comment.
// `tests`    true for test kits: imported from tests, never from `src`.
const kernel = 'common-(?:errors|bytes|runtime|log|metrics|config|compression)'

export const layers = {
  kernel: { match: kernel, may: ['kernel'], neutral: true },
  format: { match: 'record-batch', may: ['kernel'] },
  contract: { match: 'storage-adapter|broker-api|proto-gen', may: ['contract', 'format', 'kernel'], neutral: true },
  codec: { match: 'codec-(?!conformance$)[^/]+', may: ['kernel'] },
  capability: { match: `(?!${kernel}$)common-[^/]+`, may: ['capability', 'contract', 'format', 'kernel'], neutral: true },
  log: { match: 'wal', may: ['kernel'], neutral: true },
  storage: { match: 'storage-(?!adapter$|conformance$)[^/]+', may: ['log', 'contract', 'format', 'kernel'], neutral: true },
  raft: { match: 'raft', may: ['kernel'], neutral: true },
  meta: { match: 'meta-service', may: ['raft', 'log', 'contract', 'kernel'], neutral: true },
  link: { match: 'node-link', may: ['contract', 'kernel'], neutral: true },
  net: { match: 'net', may: ['contract', 'kernel'], neutral: true },
  logic: { match: 'logic-[^/]+', may: ['codec', 'capability', 'contract', 'format', 'kernel'] },
  testkit: { match: '[^/]+-conformance|simulator', may: ['contract', 'format', 'kernel'], neutral: true, tests: true },
}

/** Packages of one wire protocol; the group is the protocol. Two protocols never see each other, in tests neither. */
export const island = '(?:codec|logic)-([^/]+)'

/** Packages without I/O, clock, chance, timers and process: those come in through the ports of common-runtime. */
export const pure = 'codec-(?!conformance$)[^/]+|record-batch|raft|logic-[^/]+|common-(?:catalog|routing|state-log|delivery|delay|expiry)'

/** Kernel packages that do I/O or heavy work on their own: pure packages get the same through a port. */
export const notForPure = 'common-(?:compression|config)'

/** Node modules without I/O that pure packages may import. */
export const pureCoreModules = ['buffer', 'node:buffer']

/** What neutral packages do not name. Parts of identifiers count, in any case. */
export const protocolNames = ['mqtt', 'kafka', 'nats', 'amqp', 'mq9']

/** proto-gen holds what `proto/` declares for every layer, so its generated code carries the names of the messages there. */
export const neutralExcept = ['proto-gen']

/** Apps compose: they alone name drivers and protocols. They import everything but test kits and each other. */
export const apps = '[^/]+'

/** The layers that a folder under packages/ matches; anything but one is an error. */
export function layersOf(folder) {
  return Object.keys(layers).filter((name) => new RegExp(`^(?:${layers[name].match})$`).test(folder))
}

export function isPure(folder) {
  return new RegExp(`^(?:${pure})$`).test(folder)
}
