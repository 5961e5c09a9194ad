import { describe, expect, it } from 'vitest'
import { createLimitedLog, createNullLogger, createPinoLogger, createRecordingLogger } from '../src/index.ts'

describe('pino logger', () => {
  it('writes nothing below its level and says so', () => {
    const lines: string[] = []
    const destination = { write: (line: string): void => void lines.push(line) }
    const log = createPinoLogger({ level: 'warn', destination })
    log.debug({}, 'a')
    log.info({}, 'b')
    log.warn({}, 'c')
    log.error({}, 'd')
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(['c', 'd'])
    expect(log.debugEnabled).toBe(false)
    expect(createPinoLogger({ level: 'debug', destination }).child({ x: 1 }).debugEnabled).toBe(true)
  })

  it('keeps message, code and cause of an error', () => {
    const lines: string[] = []
    const log = createPinoLogger({ destination: { write: (line) => void lines.push(line) } })
    log.error({ error: Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'X_Y' }) }, 'failed')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ error: { message: 'outer', code: 'X_Y', cause: { message: 'inner' } } })
  })
})

describe('limited log', () => {
  it('each message has its own budget, those past messagesMax share one', () => {
    const log = createRecordingLogger()
    const limited = createLimitedLog({ linesMax: 1, messagesMax: 2 }, { log, nowMs: () => 5 })
    const written = ['a', 'a', 'b', 'c', 'd', 'c'].map((message) => limited.write('info', {}, message))
    expect(written).toEqual([true, false, true, true, false, false])
    expect(log.lines.map((line) => line.message)).toEqual(['a', 'b', 'c'])
  })
})

describe('recording and null logger', () => {
  it('records fields of children, keeps the newest lines, clears', () => {
    const log = createRecordingLogger({ linesMax: 2 })
    log.child({ a: 1 }).child({ b: 2 }).info({ c: 3 }, 'x')
    expect(log.withMessage('x')).toEqual([{ level: 'info', fields: { a: 1, b: 2, c: 3 }, message: 'x' }])
    log.warn({}, 'y')
    log.error({}, 'z')
    expect(log.lines.map((line) => line.level)).toEqual(['warn', 'error'])
    log.clear()
    expect(log.lines).toEqual([])
  })

  it('the null logger takes everything', () => {
    const log = createNullLogger()
    log.child({}).error({}, 'x')
    expect(log.debugEnabled).toBe(false)
  })
})
