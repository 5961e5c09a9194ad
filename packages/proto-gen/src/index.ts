/**
 * Code generated from `proto/` by `generate.mjs`; never edited by hand. Each export is the root namespace of one
 * .proto file: `catalogProto.catalog.v1.CreateTopic.encode(…)`. 64-bit fields are numbers; decoders throw on values of
 * 2^53 and above, and on any malformed input, so callers that decode foreign bytes catch.
 *
 * @packageDocumentation
 */
export { robustmq as catalogProto } from './generated/catalog.js'
export { robustmq as metaProto } from './generated/meta.js'
export { robustmq as clusterProto } from './generated/cluster.js'
export { robustmq as retainedProto } from './generated/retained.js'
export { robustmq as producersProto } from './generated/producers.js'
export { robustmq as nodeProto } from './generated/node.js'
export { robustmq as groupsProto } from './generated/groups.js'
