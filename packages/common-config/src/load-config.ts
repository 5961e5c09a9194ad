import type { ErrorObject } from 'ajv/dist/2020.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { JsonSchema } from './environment.ts'
import { applyEnvironment } from './environment.ts'
import type { ConfigProblem } from './problem.ts'
import { ConfigError } from './problem.ts'
import type { Place } from './toml-document.ts'
import { parseTomlDocument } from './toml-document.ts'

export interface LoadConfigOptions {
  /** Text of the TOML file; empty when there is none. */
  readonly text: string
  /** For messages. */
  readonly source: string
  /** JSON Schema (2020-12) of the whole; unknown keys are problems where it says `additionalProperties: false`. */
  readonly schema: JsonSchema
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Of the environment variables; default `ROBUSTMQ`. */
  readonly environmentPrefix?: string
}

/**
 * Reads a configuration: file, then environment, then defaults of the schema.
 * @throws ConfigError with every problem found, each with its line, key, value and what is allowed.
 */
export function loadConfig(options: LoadConfigOptions): Record<string, unknown> {
  const document = parseTomlDocument(options.text, options.source)
  if (!('places' in document)) throw new ConfigError([document])
  const value = document.value
  const { sources, problems } = applyEnvironment(value, options.schema, options.environment ?? {}, options.environmentPrefix ?? 'ROBUSTMQ')
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: true, allowUnionTypes: true, verbose: true })
  const validate = ajv.compile(options.schema)
  if (!validate(value) || problems.length > 0) {
    const found = (validate.errors ?? []).map((error) => describe(error, options.source, document.places, sources))
    throw new ConfigError([...problems, ...found.filter((problem, index) => found.findIndex((other) => other.key === problem.key) === index)])
  }
  return value
}

function describe(
  error: ErrorObject, source: string, places: ReadonlyMap<string, Place>, sources: ReadonlyMap<string, string>,
): ConfigProblem {
  const path = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const parameters = error.params as Record<string, unknown>
  if (error.keyword === 'additionalProperties') path.push(String(parameters['additionalProperty']))
  const key = path.join('.')
  const variable = sources.get(key)
  const place = variable === undefined ? nearest(path, places) : null
  const isUnknown = error.keyword === 'additionalProperties'
  return {
    source: variable ?? source,
    line: place?.line ?? null,
    column: place?.column ?? null,
    key,
    message: isUnknown ? unknownKey(error) : `${show(error.data)} is not allowed: ${allowed(error, parameters)}`,
  }
}

function unknownKey(error: ErrorObject): string {
  const known = Object.keys(((error.parentSchema as JsonSchema | undefined)?.['properties'] as object | undefined) ?? {})
  return `no such key; known here: ${known.sort().join(', ')}`
}

function allowed(error: ErrorObject, parameters: Record<string, unknown>): string {
  const schema = (error.parentSchema ?? {}) as JsonSchema
  switch (error.keyword) {
    case 'enum':
      return `one of ${(parameters['allowedValues'] as unknown[]).map(show).join(', ')}`
    case 'type':
      return `a value of type ${([] as unknown[]).concat(parameters['type']).join(' or ')}${range(schema)}`
    case 'minimum':
    case 'maximum':
      return `a number${range(schema)}`
    case 'multipleOf':
      return `a multiple of ${String(parameters['multipleOf'])}`
    case 'minLength':
      return `text of at least ${String(parameters['limit'])} character${parameters['limit'] === 1 ? '' : 's'}`
    case 'pattern':
      return typeof schema['description'] === 'string' ? schema['description'] : `text that matches ${String(parameters['pattern'])}`
    default:
      return error.message ?? error.keyword
  }
}

function range(schema: JsonSchema): string {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number }
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of at least ${minimum}`
  return maximum === undefined ? '' : ` of at most ${maximum}`
}

function nearest(path: readonly string[], places: ReadonlyMap<string, Place>): Place | null {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(path.slice(0, length).join('.'))
    if (place !== undefined) return place
  }
  return null
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
