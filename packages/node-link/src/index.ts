/**
 * One gRPC stream per pair of nodes, shared by everything that speaks between them.
 *
 * @packageDocumentation
 */
export {}
