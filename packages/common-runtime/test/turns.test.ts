import { describe, expect, it } from 'vitest'
import { TURN_APPEND, TURN_PERSIST, TURN_TRANSMIT, TurnQueue } from '../src/index.ts'

describe('TurnQueue', () => {
  it('runs phases in order, work made by a later phase in a further pass, and defers once', () => {
    const seen: string[] = []
    const deferred: (() => void)[] = []
    const turns = new TurnQueue((run) => void deferred.push(run), (error) => { throw error })
    turns.atTurnEnd(TURN_TRANSMIT, { onTurnEnd: () => { seen.push('transmit'); turns.atTurnEnd(TURN_APPEND, { onTurnEnd: () => void seen.push('append again') }) } })
    turns.atTurnEnd(TURN_PERSIST, { onTurnEnd: () => void seen.push('persist') })
    turns.atTurnEnd(TURN_APPEND, { onTurnEnd: () => void seen.push('append') })
    expect(deferred).toHaveLength(1)
    deferred[0]?.()
    expect(seen).toEqual(['append', 'persist', 'transmit', 'append again'])
  })

  it('reports what a task throws and still runs the others', () => {
    const errors: unknown[] = []
    let ran = false
    const deferred: (() => void)[] = []
    const turns = new TurnQueue((run) => void deferred.push(run), (error) => void errors.push(error))
    turns.atTurnEnd(TURN_APPEND, { onTurnEnd: () => { throw new Error('defect') } })
    turns.atTurnEnd(TURN_APPEND, { onTurnEnd: () => { ran = true } })
    deferred[0]?.()
    expect(errors).toHaveLength(1)
    expect(ran).toBe(true)
  })
})
