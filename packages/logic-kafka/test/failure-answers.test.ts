import { META_ERROR_CODES, TOPIC_ERROR_CODES } from '@robustmq/broker-api'
import { isRetriableErrorCode, KafkaErrorCode } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import { STORAGE_ERROR_CODES, storageError } from '@robustmq/storage-adapter'
import { expect, it } from 'vitest'
import { FAILURE_ANSWERS } from '../src/index.ts'
import { batchOf, produce, produced } from './client.ts'
import { HoldingDriver } from './holding-driver.ts'
import { createRig } from './rig.ts'

const CODES = [...STORAGE_ERROR_CODES, ...META_ERROR_CODES, ...TOPIC_ERROR_CODES]

it('every failure code has an answer, and it is never "no error"', () => {
  expect(Object.keys(FAILURE_ANSWERS).sort()).toEqual([...CODES].sort())
  expect(Object.values(FAILURE_ANSWERS)).not.toContain(KafkaErrorCode.NONE)
})

it('what may succeed later is retriable for clients', () => {
  const passing = STORAGE_ERROR_CODES.filter((code) => storageError(code, '').retry !== 'never')
  expect(passing.length).toBeGreaterThan(0)
  expect(passing.filter((code) => !isRetriableErrorCode(FAILURE_ANSWERS[code]))).toEqual([])
})

it('a failed append is answered by the table, in the order of the requests, and an unknown code as unknown', async () => {
  const holder = new HoldingDriver()
  const rig = createRig({ wrapDriver: (driver) => holder.wrap(driver) })
  const client = rig.connect()
  await client.create('t')
  holder.failures.push(
    ...STORAGE_ERROR_CODES.map((code) => storageError(code, `because of ${code}`)),
    new BrokerError({ code: 'OTHER_THING', retry: 'never', message: 'x' }),
  )
  const expected = [...STORAGE_ERROR_CODES.map((code): number => FAILURE_ANSWERS[code]), KafkaErrorCode.UNKNOWN_SERVER_ERROR, 0]
  for (let i = 0; i < expected.length; i++) client.send(produce, 9, client.produceRequest('t', batchOf([String(i)])))
  await rig.settle()
  const results = client.take().map((answer) => produced(answer.value))
  expect(results.map((result) => result.errorCode)).toEqual(expected)
  expect(results[0]?.errorMessage).toBe('because of STORAGE_DISK_FULL')
})
