import { array, bool, defineApi, int16, int32, int64, nullableArray, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeLogDirsRequest {
  readonly topics: readonly DescribableLogDirTopic[] | null
}

export interface DescribableLogDirTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

export interface DescribeLogDirsResponse {
  readonly throttleTimeMs?: number
  /** From v3. */
  readonly errorCode?: number
  readonly results: readonly DescribeLogDirsResult[]
}

export interface DescribeLogDirsResult {
  readonly errorCode: number
  readonly logDir: string
  readonly topics: readonly DescribeLogDirsTopic[]
  /** From v4. */
  readonly totalBytes?: number
  /** From v4. */
  readonly usableBytes?: number
}

export interface DescribeLogDirsTopic {
  readonly name: string
  readonly partitions: readonly DescribeLogDirsPartition[]
}

export interface DescribeLogDirsPartition {
  readonly partitionIndex: number
  readonly partitionSize: number
  readonly offsetLag: number
  readonly isFutureKey: boolean
}

/** v3 adds an error of the whole, v4 the space of the volume (KIP-827). */
export const describeLogDirsApi: ApiSchema<DescribeLogDirsRequest, DescribeLogDirsResponse> = defineApi({
  apiKey: 35,
  name: 'DescribeLogDirs',
  versionMin: 0,
  versionMax: 4,
  flexibleSince: 2,
  request: struct<DescribeLogDirsRequest>({
    topics: nullableArray(struct<DescribableLogDirTopic>({ topic: string(), partitions: array(int32()) })),
  }),
  response: struct<DescribeLogDirsResponse>({
    throttleTimeMs: int32(),
    errorCode: int16({ since: 3 }),
    results: array(struct<DescribeLogDirsResult>({
      errorCode: int16(),
      logDir: string(),
      topics: array(struct<DescribeLogDirsTopic>({
        name: string(),
        partitions: array(struct<DescribeLogDirsPartition>({
          partitionIndex: int32(),
          partitionSize: int64(),
          offsetLag: int64(),
          isFutureKey: bool(),
        })),
      })),
      totalBytes: int64({ since: 4, default: -1 }),
      usableBytes: int64({ since: 4, default: -1 }),
    })),
  }),
})
