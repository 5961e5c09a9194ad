// Block `layers`: the layers file as a table, top of the tree first.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isPure, layers, layersOf } from '../architecture/layers.mjs'
import { root, table } from './blocks.mjs'

/** Protocols are many and come by generator: their layers are shown as a pattern. */
const pattern = { logic: '`logic-*`', codec: '`codec-*`' }

export function layerTable() {
  const folders = readdirSync(join(root, 'packages'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const of = (name) => folders.filter((folder) => layersOf(folder).includes(name))
  const names = Object.keys(layers).reverse().filter((name) => !layers[name].tests && of(name).length > 0)
  const kits = Object.keys(layers).filter((name) => layers[name].tests)
  const rows = [...names, ...kits].map((name) => {
    const members = of(name)
    const pure = members.every(isPure) ? 'pure' : members.filter(isPure).map((folder) => `\`${folder}\` pure`).join(', ')
    const marks = [pure, layers[name].neutral ? 'neutral' : '', layers[name].tests ? 'tests only' : ''].filter((mark) => mark !== '')
    return [name, pattern[name] ?? members.map((folder) => `\`${folder}\``).join(' '), layers[name].may.join(', '), marks.join('; ')]
  })
  return table(['layer', 'packages', 'may import', ''], [['apps', '`apps/broker` `apps/bench`', 'everything but test kits and each other', 'names drivers and protocols'], ...rows])
}
