import type { AnyApiSchema } from '../schema.ts'
import { apiVersionsApi } from './api-versions.ts'
import { createTopicsApi } from './create-topics.ts'
import { deleteTopicsApi } from './delete-topics.ts'
import { describeClusterApi } from './describe-cluster.ts'
import { fetchApi } from './fetch.ts'
import { findCoordinatorApi } from './find-coordinator.ts'
import { initProducerIdApi } from './init-producer-id.ts'
import { listOffsetsApi } from './list-offsets.ts'
import { metadataApi } from './metadata.ts'
import { produceApi } from './produce.ts'

/** Every API described in this package, in order of the keys. What a broker advertises is its own, smaller, choice. */
export const API_SCHEMAS: readonly AnyApiSchema[] = [
  produceApi,
  fetchApi,
  listOffsetsApi,
  metadataApi,
  findCoordinatorApi,
  apiVersionsApi,
  createTopicsApi,
  deleteTopicsApi,
  initProducerIdApi,
  describeClusterApi,
]
