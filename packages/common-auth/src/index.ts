/**
 * Users, credentials and access rules for every protocol.
 *
 * @packageDocumentation
 */
export {}
