import type { AddressCount, AddressPattern, Shard, ShardLookup } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'

interface Question {
  readonly ask: keyof ShardLookup
  readonly key?: string
  readonly pattern?: AddressPattern
  readonly from?: number
  readonly after?: string
  readonly limit?: number
  readonly tag?: string
}

/** Lookups that another node answers: rare beside reading, so plain JSON. */
export function createRemoteLookup(ask: (question: Question) => Promise<unknown>): ShardLookup {
  const offset = async (question: Question): Promise<number | null> => {
    const answer = await ask(question)
    return typeof answer === 'number' ? answer : null
  }
  return {
    lastByKey: (key) => offset({ ask: 'lastByKey', key: Buffer.from(key).toString('base64') }),
    lastByAddress: (pattern) => offset({ ask: 'lastByAddress', pattern }),
    nextByAddress: (pattern, from) => offset({ ask: 'nextByAddress', pattern, from }),
    countByAddress: async (pattern, from) => (await offset({ ask: 'countByAddress', pattern, from })) ?? 0,
    addresses: async (pattern, after, limit) => {
      const answer = await ask({ ask: 'addresses', pattern, after, limit })
      return Array.isArray(answer) ? (answer as AddressCount[]) : []
    },
    nextByTag: (tag, from) => offset({ ask: 'nextByTag', tag, from }),
  }
}

/** Answers a question of another node from a shard of this one. */
export async function answerLookup(shard: Shard, text: string): Promise<string> {
  const { lookup } = shard
  if (lookup === null) throw storageError('STORAGE_UNSUPPORTED', `shard ${shard.spec.shard} keeps no index to look up in`)
  const question = parse(text)
  const { ask, pattern = ANY, from = 0, after = '', limit = 1000, tag = '', key = '' } = question
  const answer = await ((): unknown => {
    switch (ask) {
      case 'lastByKey': return lookup.lastByKey(Buffer.from(key, 'base64'))
      case 'lastByAddress': return lookup.lastByAddress(pattern)
      case 'nextByAddress': return lookup.nextByAddress(pattern, from)
      case 'countByAddress': return lookup.countByAddress(pattern, from)
      case 'addresses': return lookup.addresses(pattern, after, limit)
      case 'nextByTag': return lookup.nextByTag(tag, from)
      default: throw storageError('STORAGE_UNSUPPORTED', `this node does not know the question ${String(ask)}`)
    }
  })()
  return JSON.stringify(answer)
}

const ANY: AddressPattern = { levels: [], rest: true }

function parse(text: string): Question {
  try {
    return JSON.parse(text) as Question
  } catch (cause) {
    throw storageError('STORAGE_UNSUPPORTED', 'the question of another node cannot be read', cause)
  }
}
