// Derived from tools/architecture/layers.mjs; change the layers there, not here.
import { island, layers, notForPure, pure, pureCoreModules } from './tools/architecture/layers.mjs'

// The lookaheads in the layers file end in `$`, which stands for the end of the folder's name.
const folder = (match) => match.replaceAll('$', '(?=/)')
const at = (match, below = '') => `^packages/(?:${folder(match)})/${below}`
const layerAt = (name, below) => at(layers[name].match, below)
const kits = Object.keys(layers).filter((name) => layers[name].tests)
const islanders = Object.keys(layers).filter((name) => new RegExp(island).test(`${name}-x`))
const error = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

const layering = Object.entries(layers).map(([name, { may }]) => error(
  `layer-${name}`,
  { path: at(`(${layers[name].match})`, 'src/') },
  // One edge, one rule: test kits and edges between protocol packages have their own.
  { path: '^packages/', pathNot: ['^packages/$1/', ...may, ...kits, ...(islanders.includes(name) ? islanders : [])].map((to) => (layers[to] ? layerAt(to) : to)) },
  `${name} may import: ${may.join(', ')}`,
))

export default {
  forbidden: [
    ...layering,
    error('pure-no-core-modules', { path: at(pure, 'src/') }, { dependencyTypes: ['core'], pathNot: `^(?:${pureCoreModules.join('|')})$` },
      'pure packages do no I/O: clock, timers, chance and files come in through ports'),
    error('pure-through-ports', { path: at(pure, 'src/') }, { path: at(notForPure) }, 'compression and configuration reach pure packages through a port'),
    error('protocol-islands', { path: `^packages/${island}/` }, { path: `^packages/${island}/`, pathNot: '^packages/(?:codec|logic)-$1/' },
      'protocols never see each other'),
    error('codec-not-to-logic', { path: '^packages/codec-([^/]+)/' }, { path: '^packages/logic-$1/' }, 'a codec does not know the semantics above it'),
    error('nobody-imports-apps', { path: '^packages/' }, { path: '^apps/' }, 'apps compose packages, never the other way'),
    error('apps-are-islands', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }, 'apps meet over sockets'),
    error('testkit-only-from-tests', { path: '^(?:packages|apps)/[^/]+/(?:src|bin)/', pathNot: kits.map((kit) => layerAt(kit)) },
      { path: kits.map((kit) => layerAt(kit)) }, 'test kits are development dependencies'),
    error('testkits-are-islands', { path: `^packages/(${folder(kits.map((kit) => layers[kit].match).join('|'))})/src/` },
      { path: kits.map((kit) => layerAt(kit)), pathNot: '^packages/$1/' }, 'a kit rests on contracts only'),
    error('src-not-to-test', { path: '^(?:packages|apps)/[^/]+/(?:src|bin)/' }, { path: '^(?:packages|apps)/[^/]+/(?:test|bench)/' }, 'test code is not published'),
    error('front-door-only', { path: '^(packages|apps)/([^/]+)/' }, { path: '^(?:packages|apps)/[^/]+/', pathNot: ['^$1/$2/', '^(?:packages|apps)/[^/]+/src/index\\.ts$'] },
      'a package is used through src/index.ts'),
    error('no-relative-escape', { path: '^(packages|apps)/([^/]+)/' }, { dependencyTypes: ['local'], path: '^(?:packages|apps|tools|interop|integration)/', pathNot: '^$1/$2/' },
      'other packages are imported by name'),
    error('every-package-has-a-layer', { path: '^packages/', pathNot: Object.keys(layers).map((name) => layerAt(name)) }, {}, 'add the package to the layers file'),
    error('resolvable', {}, { couldNotResolve: true }, 'imports resolve, and only through declared dependencies'),
    error('no-cycle', {}, { circular: true }, 'no cycles, not of types either'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|\\.turbo|node_modules/\\.vite)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
    skipAnalysisNotInRules: false,
  },
}
