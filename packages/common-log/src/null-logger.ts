import type { Logger } from './logger.ts'

const NULL_LOGGER: Logger = {
  debugEnabled: false,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => NULL_LOGGER,
}

/** Writes nothing. */
export function createNullLogger(): Logger {
  return NULL_LOGGER
}
