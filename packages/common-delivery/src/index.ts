/**
 * One engine for acknowledged delivery: leases, redelivery, dead letters, groups.
 *
 * @packageDocumentation
 */
export {}
