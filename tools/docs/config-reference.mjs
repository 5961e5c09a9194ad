// Blocks `config <section>`: the keys of a section, from the schema that checks the file.
import { configSchema } from '../../apps/broker/src/config-schema.ts'
import { protocolModules } from '../../apps/broker/src/protocols.ts'
import { grouped, quantity, table } from './blocks.mjs'

export const schema = configSchema(protocolModules.map((create) => create()))

/** Sections of the broker itself, and of the protocols. */
export const brokerSections = Object.keys(configSchema([]).properties)
export const protocolSections = Object.keys(schema.properties).filter((name) => !brokerSections.includes(name))

/** Schema of `section.key`; undefined when there is none. */
export function settingOf(path) {
  return path.split('.').reduce((at, part) => at?.properties?.[part], schema)
}

export function configTable(section) {
  const found = schema.properties[section]
  if (found === undefined) throw new Error(`no section [${section}]`)
  return table(['key', 'default', 'allowed', 'meaning'], rowsOf(found, ''))
}

function rowsOf(section, prefix) {
  return Object.entries(section.properties).flatMap(([key, setting]) => {
    if (setting.type === 'object' && setting.properties !== undefined) return rowsOf(setting, `${prefix}${key}.`)
    return [[`\`${prefix}${key}\``, defaultOf(key, setting), allowed(setting), setting.description ?? '']]
  })
}

function defaultOf(key, setting) {
  const value = setting.default
  if (typeof value !== 'number') return `\`${JSON.stringify(value)}\``
  return key.includes('bytes') && value >= 1024 ? `${value} (${quantity(value, 'bytes')})` : String(value)
}

function allowed(setting) {
  if (setting.enum !== undefined) return setting.enum.map((value) => `\`${value}\``).join(', ')
  if (setting.type === 'integer' || setting.type === 'number') return `${grouped(setting.minimum)} to ${setting.maximum > Number.MAX_SAFE_INTEGER - 1 ? '2^53' : grouped(setting.maximum)}`
  if (setting.type === 'array') {
    const of = setting.items?.properties
    return of === undefined ? 'a list' : `a list of { ${Object.entries(of).map(([name, item]) => (item.enum === undefined ? name : `${name} = ${item.enum.map((value) => JSON.stringify(value)).join(' or ')}`)).join(', ')} }`
  }
  return setting.type === 'boolean' ? '`true`, `false`' : 'text'
}
