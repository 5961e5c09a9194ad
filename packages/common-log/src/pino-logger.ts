import { pino } from 'pino'
import type { DestinationStream, Logger as Pino } from 'pino'
import type { LogFields, Logger, LogLevel } from './logger.ts'

export interface PinoLoggerOptions {
  /** Lowest level that is written; default `info`. */
  readonly level?: LogLevel
  /** Fields of every line, e.g. the node's id. */
  readonly fields?: LogFields
  /** Where lines (JSON, one per call) go; default standard output, written synchronously. */
  readonly destination?: { write(line: string): void }
}

class PinoLogger implements Logger {
  readonly #pino: Pino

  constructor(target: Pino) {
    this.#pino = target
  }

  get debugEnabled(): boolean {
    return this.#pino.isLevelEnabled('debug')
  }

  debug(fields: LogFields, message: string): void {
    this.#pino.debug(fields, message)
  }

  info(fields: LogFields, message: string): void {
    this.#pino.info(fields, message)
  }

  warn(fields: LogFields, message: string): void {
    this.#pino.warn(fields, message)
  }

  error(fields: LogFields, message: string): void {
    this.#pino.error(fields, message)
  }

  child(fields: LogFields): Logger {
    return new PinoLogger(this.#pino.child(fields))
  }
}

/** JSON lines with `level` (a word), `time` (ISO 8601, UTC), the fields and `message`. */
export function createPinoLogger(options: PinoLoggerOptions = {}): Logger {
  const configuration = {
    level: options.level ?? 'info',
    base: options.fields ?? null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: pino.stdSerializers.errWithCause },
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const destination: DestinationStream = options.destination ?? pino.destination({ dest: 1, sync: true })
  return new PinoLogger(pino(configuration, destination))
}
