import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../src/index.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    node: {
      type: 'object', additionalProperties: false, default: {},
      properties: { id: { type: 'integer', minimum: 1, maximum: 10, default: 1 }, mode: { type: 'string', enum: ['safe', 'fast'], default: 'safe' } },
    },
    listeners: {
      type: 'object', default: {},
      additionalProperties: { type: 'object', additionalProperties: false, properties: { port: { type: 'integer', minimum: 0, maximum: 65535 } } },
    },
  },
}

function problems(text: string, environment: Record<string, string> = {}): string {
  try {
    loadConfig({ text, source: 'robustmq.toml', schema, environment })
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'no problem'
}

describe('loadConfig', () => {
  it('fills in defaults and lets the environment override the file', () => {
    expect(loadConfig({ text: '[node]\nid = 3\n', source: 'f', schema })).toEqual({ node: { id: 3, mode: 'safe' }, listeners: {} })
    const environment = { ROBUSTMQ_NODE__ID: '4', ROBUSTMQ_LISTENERS__TCP__PORT: '0', ROBUSTMQ_DATA: 'not a key', PATH: '/bin' }
    expect(loadConfig({ text: '[node]\nid = 3\n', source: 'f', schema, environment })).toEqual({ node: { id: 4, mode: 'safe' }, listeners: { tcp: { port: 0 } } })
  })

  it('names line, key, value and what is allowed', () => {
    expect(problems('# hello\n[node]\nid = 99\n')).toBe('robustmq.toml:3:6: node.id: 99 is not allowed: a number from 1 to 10')
    expect(problems('[node]\nmode = "quick"\n')).toBe('robustmq.toml:2:8: node.mode: "quick" is not allowed: one of "safe", "fast"')
    expect(problems('[node]\nid = "one"\n')).toBe('robustmq.toml:2:6: node.id: "one" is not allowed: a value of type integer from 1 to 10')
    expect(problems('[node]\n[nod]\n')).toBe('robustmq.toml:2:2: nod: no such key; known here: listeners, node')
    expect(problems('[listeners.tcp]\nport = 70000')).toBe('robustmq.toml:2:8: listeners.tcp.port: 70000 is not allowed: a number from 0 to 65535')
  })

  it('reports every problem at once, those of the environment by the name of the variable', () => {
    const text = problems('[node]\nid = 0\ncolour = 1\n', { ROBUSTMQ_NODE__MODE: 'x', ROBUSTMQ_NODE__SIZE: '1' })
    expect(text.split('\n')).toEqual([
      'ROBUSTMQ_NODE__SIZE: node.size: no such key; known here: id, mode',
      'robustmq.toml:3:10: node.colour: no such key; known here: id, mode',
      'robustmq.toml:2:6: node.id: 0 is not allowed: a number from 1 to 10',
      'ROBUSTMQ_NODE__MODE: node.mode: "x" is not allowed: one of "safe", "fast"',
    ])
  })

  it('names the place of a syntax error', () => {
    expect(problems('[node]\nid = = 1')).toMatch(/^robustmq\.toml:2:\d+: not valid TOML: /)
  })
})
