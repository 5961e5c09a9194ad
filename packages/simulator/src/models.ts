/** What a service does when it does one thing after the other. */
export interface SequentialModel<S, I, O> {
  initial(): S
  /**
   * The state after `input`, if in `state` it may be answered by `output` (null: by anything); else undefined.
   * Must not change `state`, nor give undefined for a state.
   */
  step(state: S, input: I, output: O | null): S | undefined
  /** Equal for equal states only. */
  stateKey(state: S): string
  /** Operations of different parts do not touch the same state; each part is checked alone. Absent: everything is one part. */
  part?(input: I): string
  /** True: it leaves the state as it is. Without an answer it is left out. */
  isRead(input: I): boolean
  describe(input: I, output: O | null): string
}

export type KeyValueInput =
  | { readonly op: 'get'; readonly key: string }
  | { readonly op: 'put'; readonly key: string; readonly value: string }
  | { readonly op: 'delete'; readonly key: string }
  /** Puts `value` if the key holds `expected` (null: nothing). */
  | { readonly op: 'swap'; readonly key: string; readonly expected: string | null; readonly value: string }
  /** Adds to the end of what the key holds. */
  | { readonly op: 'append'; readonly key: string; readonly value: string }

/** get: the value, null for none. swap: whether it was done. append: the value afterwards, or `ok` where that is not told. */
export type KeyValueOutput = { readonly value: string | null } | { readonly done: boolean } | 'ok'

type KeyState = string | null

/** Keys that hold strings; each key is a part of its own. */
export const keyValueModel: SequentialModel<KeyState, KeyValueInput, KeyValueOutput> = {
  initial: () => null,
  stateKey: (state) => (state === null ? '-' : `=${state}`),
  part: ({ key }) => key,
  isRead: ({ op }) => op === 'get',
  step: stepKey,
  describe: (input, output) => `${describeInput(input)} -> ${describeOutput(output)}`,
}

function stepKey(state: KeyState, input: KeyValueInput, output: KeyValueOutput | null): KeyState | undefined {
  const told = output === null || output === 'ok' ? null : output
  if (input.op === 'get') return told === null || 'value' in told && told.value === state ? state : undefined
  if (input.op === 'put') return input.value
  if (input.op === 'delete') return null
  if (input.op === 'append') {
    const after = (state ?? '') + input.value
    return told === null || 'value' in told && told.value === after ? after : undefined
  }
  const done = state === input.expected
  if (told !== null && !('done' in told && told.done === done)) return undefined
  return done ? input.value : state
}

function describeInput(input: KeyValueInput): string {
  if (input.op === 'get' || input.op === 'delete') return `${input.op} ${input.key}`
  if (input.op === 'swap') return `swap ${input.key} ${input.expected ?? 'nothing'} for ${input.value}`
  return `${input.op} ${input.key} ${input.value}`
}

function describeOutput(output: KeyValueOutput | null): string {
  if (output === null) return 'not known'
  if (output === 'ok') return 'ok'
  return 'done' in output ? (output.done ? 'done' : 'not done') : output.value ?? 'nothing'
}
