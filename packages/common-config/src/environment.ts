import type { ConfigProblem } from './problem.ts'

export type JsonSchema = { readonly [key: string]: unknown }

/**
 * Puts `<prefix>_SECTION__KEY=value` over the values of the file: parts between double underscores are the path, in lower
 * case. The value is read as the schema's type of that key asks: numbers, booleans, JSON for arrays and tables, else text.
 * Returns where each overridden key came from. A variable that names no key is a problem, like any unknown key.
 */
export function applyEnvironment(
  value: Record<string, unknown>,
  schema: JsonSchema,
  environment: Readonly<Record<string, string | undefined>>,
  prefix: string,
): { readonly sources: ReadonlyMap<string, string>; readonly problems: readonly ConfigProblem[] } {
  const sources = new Map<string, string>()
  const problems: ConfigProblem[] = []
  for (const [name, text] of Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (text === undefined || !name.startsWith(`${prefix}_`) || !name.includes('__')) continue
    const path = name.slice(prefix.length + 1).toLowerCase().split('__')
    const target = schemaAt(schema, path)
    if (target === null) {
      problems.push({ source: name, line: null, column: null, key: path.join('.'), message: `no such key${knownKeys(schema, path)}` })
      continue
    }
    const parsed = parseText(text, target)
    if (!setAt(value, path, parsed)) {
      problems.push({ source: name, line: null, column: null, key: path.join('.'), message: 'is below a key that is not a table' })
      continue
    }
    sources.set(path.join('.'), name)
  }
  return { sources, problems }
}

function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | null {
  let at: unknown = schema
  for (const part of path) {
    const properties = (at as JsonSchema)['properties'] as Record<string, unknown> | undefined
    const additional = (at as JsonSchema)['additionalProperties']
    const own = properties !== undefined && Object.hasOwn(properties, part) ? properties[part] : undefined
    at = own ?? (typeof additional === 'object' ? additional : undefined)
    if (typeof at !== 'object' || at === null) return null
  }
  return at as JsonSchema
}

/** The keys that could have been meant: those beside the first part of the path that is not there. */
function knownKeys(schema: JsonSchema, path: readonly string[]): string {
  let at = schema
  for (const part of path) {
    const next = schemaAt(at, [part])
    if (next === null) break
    at = next
  }
  const known = Object.keys((at['properties'] as object | undefined) ?? {})
  return known.length === 0 ? '' : `; known here: ${known.sort().join(', ')}`
}

function parseText(text: string, schema: JsonSchema): unknown {
  const types = ([] as unknown[]).concat(schema['type'])
  if ((types.includes('integer') || types.includes('number')) && /^[+-]?\d[\d_]*(\.\d+)?$/.test(text)) return Number(text.replaceAll('_', ''))
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.includes('array') || types.includes('object')) {
    try {
      return JSON.parse(text) as unknown
    } catch {
      // Not JSON: the schema check says what is allowed, with the text as the value.
      return text
    }
  }
  return text
}

function setAt(value: Record<string, unknown>, path: readonly string[], leaf: unknown): boolean {
  let at = value
  for (const part of path.slice(0, -1)) {
    const next = Object.hasOwn(at, part) ? at[part] : (at[part] = {})
    if (typeof next !== 'object' || next === null || Array.isArray(next)) return false
    at = next as Record<string, unknown>
  }
  at[path.at(-1) as string] = leaf
  return true
}
