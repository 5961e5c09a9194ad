import { BrokerError } from '@robustmq/common-errors'

/** One thing that is wrong with a configuration. */
export interface ConfigProblem {
  /** File name, or the name of an environment variable. */
  readonly source: string
  /** From 1; null for an environment variable or a missing key. */
  readonly line: number | null
  readonly column: number | null
  /** Dotted path. */
  readonly key: string
  /** What is wrong, the value, and what is allowed. */
  readonly message: string
}

/** `file:line:column: key: message`, one line each. */
export function formatProblem(problem: ConfigProblem): string {
  const place = problem.line === null ? problem.source : `${problem.source}:${problem.line}:${problem.column ?? 1}`
  return problem.key === '' ? `${place}: ${problem.message}` : `${place}: ${problem.key}: ${problem.message}`
}

/** CONFIG_INVALID with every problem in the message; `problems` has them apart. */
export class ConfigError extends BrokerError {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super({ code: 'CONFIG_INVALID', retry: 'never', message: problems.map(formatProblem).join('\n') })
    this.name = 'ConfigError'
    this.problems = problems
  }
}
