/**
 * The log port: a small structured logger, its pino default, a null and a recording one, and a rate limit for lines
 * that peers can cause.
 *
 * @packageDocumentation
 */
export type { LogFields, Logger, LogLevel } from './logger.ts'
export { createPinoLogger } from './pino-logger.ts'
export type { PinoLoggerOptions } from './pino-logger.ts'
export { createNullLogger } from './null-logger.ts'
export { createRecordingLogger } from './recording-logger.ts'
export type { LogLine, RecordingLogger } from './recording-logger.ts'
export { createLimitedLog, LimitedLog } from './limited-log.ts'
export type { LimitedLogDeps, LimitedLogOptions } from './limited-log.ts'
