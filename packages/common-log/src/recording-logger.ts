import type { LogFields, Logger, LogLevel } from './logger.ts'

export interface LogLine {
  readonly level: LogLevel
  /** The fields of the line and of its loggers, joined. */
  readonly fields: LogFields
  readonly message: string
}

/** For tests: keeps lines, and those of its children, in `lines`; the oldest go when there are more than `linesMax`. */
export interface RecordingLogger extends Logger {
  readonly lines: readonly LogLine[]
  /** Lines with this message, oldest first. */
  withMessage(message: string): readonly LogLine[]
  clear(): void
}

class Recorder implements RecordingLogger {
  readonly debugEnabled = true
  readonly lines: LogLine[]
  readonly #fields: LogFields
  readonly #linesMax: number

  constructor(lines: LogLine[], fields: LogFields, linesMax: number) {
    this.lines = lines
    this.#fields = fields
    this.#linesMax = linesMax
  }

  debug(fields: LogFields, message: string): void {
    this.#record('debug', fields, message)
  }

  info(fields: LogFields, message: string): void {
    this.#record('info', fields, message)
  }

  warn(fields: LogFields, message: string): void {
    this.#record('warn', fields, message)
  }

  error(fields: LogFields, message: string): void {
    this.#record('error', fields, message)
  }

  child(fields: LogFields): Logger {
    return new Recorder(this.lines, { ...this.#fields, ...fields }, this.#linesMax)
  }

  withMessage(message: string): readonly LogLine[] {
    return this.lines.filter((line) => line.message === message)
  }

  clear(): void {
    this.lines.length = 0
  }

  #record(level: LogLevel, fields: LogFields, message: string): void {
    if (this.lines.length >= this.#linesMax) this.lines.shift()
    this.lines.push({ level, fields: { ...this.#fields, ...fields }, message })
  }
}

export function createRecordingLogger(options: { readonly linesMax?: number } = {}): RecordingLogger {
  return new Recorder([], {}, options.linesMax ?? 10_000)
}
