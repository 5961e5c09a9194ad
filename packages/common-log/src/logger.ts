/**
 * Facts of one line; `level`, `time` and `message` are taken. Never secrets, never payload bytes. An `error` field is
 * written with its message, code and stack.
 */
export type LogFields = Readonly<Record<string, unknown>>

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/**
 * Structured log. `message` is constant text, so that lines can be counted by it; what varies goes into `fields`.
 * Calls never throw and never wait.
 */
export interface Logger {
  /** False when a `debug` line would go nowhere: lets a caller skip gathering its fields. */
  readonly debugEnabled: boolean
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
  /** A logger that adds `fields` to every line. */
  child(fields: LogFields): Logger
}
