import { BrokerError } from './broker-error.ts'

/** Checks an invariant; stays on in production. Throws `INTERNAL_ASSERTION`: a defect in this program, never a peer's fault. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokerError({ code: 'INTERNAL_ASSERTION', retry: 'never', message })
}

/** Marks a branch that the types exclude. */
export function unreachable(value: never, message = 'unreachable'): never {
  throw new BrokerError({ code: 'INTERNAL_ASSERTION', retry: 'never', message: `${message}: ${String(value)}` })
}
