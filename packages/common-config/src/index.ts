/**
 * TOML configuration checked by JSON Schema: every error names the line, the key, the value and what is allowed; every key
 * can be set by an environment variable.
 *
 * @packageDocumentation
 */
export { loadConfig } from './load-config.ts'
export type { LoadConfigOptions } from './load-config.ts'
export { ConfigError, formatProblem } from './problem.ts'
export type { ConfigProblem } from './problem.ts'
export type { JsonSchema } from './environment.ts'
