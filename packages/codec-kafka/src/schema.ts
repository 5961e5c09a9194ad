/*
 * The language the protocol's messages are described in. A message is data: fields in wire order, each with its
 * type, the versions that carry it, whether it may be null, its tag and its default. `compile.ts` turns a
 * description and a version into an encoder and a decoder; adding an API is adding one file under `schemas/`.
 *
 * The TypeScript interface of a message is written beside its description and checked against it: `struct<T>()`
 * demands exactly one field per property, of that property's type.
 */

/** Topic id of 16 bytes as 32 lower-case hexadecimal digits: a cheap map key that can be logged. */
export type Uuid = string

/** "No topic id" (KIP-516). */
export const ZERO_UUID: Uuid = '00000000000000000000000000000000'

/** Value of the authorized-operations fields that were not asked for (KIP-430). */
export const AUTHORIZED_OPERATIONS_OMITTED = -2147483648

/**
 * Record batches, opaque here. Decoded as one `Buffer` that shares memory with the frame; to encode, a list of
 * buffers goes out without being copied.
 */
export type Records = Buffer | readonly Buffer[] | null

/**
 * What a decoder returns for the interface `T`: every property present (absent ones hold their default), records as
 * one `Buffer` or null. Optional properties of `T` are those an encoder fills with the default.
 */
export type Decoded<T> = T extends Buffer
  ? T
  : T extends readonly Buffer[]
    ? never
    : T extends readonly (infer Element)[]
      ? readonly Decoded<Element>[]
      : T extends object
        ? { readonly [Key in keyof T]-?: Decoded<T[Key]> }
        : T

export type ScalarKind = 'bool' | 'int8' | 'int16' | 'int32' | 'int64' | 'float64' | 'uuid' | 'string' | 'bytes' | 'records'

export type WireType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'array'; readonly element: WireType }
  | { readonly kind: 'struct'; readonly struct: AnyStruct }

/** One field, without its TypeScript type. Version ranges are inclusive. */
export interface AnyField {
  readonly type: WireType
  readonly since: number
  readonly until: number
  /** First version in which null is legal; `Infinity` when it never is. */
  readonly nullableSince: number
  /** Tag number (KIP-482), or -1 for a field at its place in the struct. */
  readonly tag: number
  readonly defaultValue: unknown
}

export interface AnyStruct {
  readonly names: readonly string[]
  readonly fields: readonly AnyField[]
}

declare const valueType: unique symbol

/** A field whose values are of type `T`. The symbol exists for the type checker only. */
export interface Field<T> extends AnyField {
  readonly [valueType]?: (value: T) => T
}

export interface Struct<T> extends AnyStruct {
  readonly [valueType]?: (value: T) => T
}

/** Exactly one field per property of `T`. Order of the properties is order on the wire. */
export type Fields<T> = { readonly [Key in keyof T]-?: Field<Exclude<T[Key], undefined>> }

export interface FieldOptions<T> {
  /** First version with the field; default 0. */
  readonly since?: number
  /** Last version with the field; default none. */
  readonly until?: number
  readonly tag?: number
  /** Value when a version lacks the field or a tagged field is not sent; default: zero, empty or null. */
  readonly default?: T
}

export interface NullableOptions<T> extends FieldOptions<T> {
  /** First version in which null is legal; default 0. */
  readonly nullableSince?: number
}

/** One API: its key, the versions described, and both messages. */
export interface AnyApiSchema {
  readonly apiKey: number
  readonly name: string
  readonly versionMin: number
  readonly versionMax: number
  /** First version with compact lengths and tag sections (KIP-482); `Infinity` when none has them. */
  readonly flexibleSince: number
  readonly request: AnyStruct
  readonly response: AnyStruct
}

export interface ApiSchema<Request, Response> extends AnyApiSchema {
  readonly request: Struct<Request>
  readonly response: Struct<Response>
}

const EMPTY: readonly never[] = Object.freeze([])
const NO_BYTES: Buffer = Buffer.alloc(0)

function field<T>(type: WireType, options: FieldOptions<T>, nullableSince: number, defaultValue: T): Field<T> {
  return {
    type,
    since: options.since ?? 0,
    until: options.until ?? Infinity,
    nullableSince,
    tag: options.tag ?? -1,
    defaultValue: options.default === undefined ? defaultValue : options.default,
  }
}

export function bool(options: FieldOptions<boolean> = {}): Field<boolean> {
  return field({ kind: 'bool' }, options, Infinity, false)
}

export function int8(options: FieldOptions<number> = {}): Field<number> {
  return field({ kind: 'int8' }, options, Infinity, 0)
}

export function int16(options: FieldOptions<number> = {}): Field<number> {
  return field({ kind: 'int16' }, options, Infinity, 0)
}

export function int32(options: FieldOptions<number> = {}): Field<number> {
  return field({ kind: 'int32' }, options, Infinity, 0)
}

/** Signed 64-bit as a double: exact up to 2^53 in magnitude. */
export function int64(options: FieldOptions<number> = {}): Field<number> {
  return field({ kind: 'int64' }, options, Infinity, 0)
}

export function float64(options: FieldOptions<number> = {}): Field<number> {
  return field({ kind: 'float64' }, options, Infinity, 0)
}

export function uuid(options: FieldOptions<Uuid> = {}): Field<Uuid> {
  return field({ kind: 'uuid' }, options, Infinity, ZERO_UUID)
}

export function string(options: FieldOptions<string> = {}): Field<string> {
  return field({ kind: 'string' }, options, Infinity, '')
}

export function nullableString(options: NullableOptions<string | null> = {}): Field<string | null> {
  return field<string | null>({ kind: 'string' }, options, options.nullableSince ?? 0, null)
}

export function bytes(options: FieldOptions<Buffer> = {}): Field<Buffer> {
  return field({ kind: 'bytes' }, options, Infinity, NO_BYTES)
}

export function nullableBytes(options: NullableOptions<Buffer | null> = {}): Field<Buffer | null> {
  return field<Buffer | null>({ kind: 'bytes' }, options, options.nullableSince ?? 0, null)
}

export function records(options: FieldOptions<Records> = {}): Field<Records> {
  return field<Records>({ kind: 'records' }, options, 0, null)
}

export function array<T>(element: Field<T> | Struct<T>, options: FieldOptions<readonly T[]> = {}): Field<readonly T[]> {
  return field<readonly T[]>({ kind: 'array', element: elementType(element) }, options, Infinity, EMPTY)
}

/** Default null; give `default: []` where an absent list means "none". */
export function nullableArray<T>(
  element: Field<T> | Struct<T>,
  options: NullableOptions<readonly T[] | null> = {},
): Field<readonly T[] | null> {
  return field<readonly T[] | null>({ kind: 'array', element: elementType(element) }, options, options.nullableSince ?? 0, null)
}

/** A struct that is sent as a tagged field; null when the tag is not there. */
export function taggedStruct<T>(value: Struct<T>, options: FieldOptions<T | null> & { readonly tag: number }): Field<T | null> {
  return field<T | null>({ kind: 'struct', struct: value }, options, Infinity, null)
}

/** A struct at its place among the fields. */
export function nestedStruct<T>(value: Struct<T>): Field<T> {
  // In every version of its message, so the default is never asked for.
  return { type: { kind: 'struct', struct: value }, since: 0, until: Infinity, nullableSince: Infinity, tag: -1, defaultValue: null }
}

/** A struct at its place that may be null: an int8 before it says -1 for null, 1 for present (KIP-893). */
export function nullableStruct<T>(value: Struct<T>, options: NullableOptions<T | null> = {}): Field<T | null> {
  return field<T | null>({ kind: 'struct', struct: value }, options, options.nullableSince ?? 0, null)
}

function elementType(element: AnyField | AnyStruct): WireType {
  return 'names' in element ? { kind: 'struct', struct: element } : element.type
}

export function struct<T>(fields: Fields<T>): Struct<T> {
  return { names: Object.keys(fields), fields: Object.values<AnyField>(fields) }
}

export function defineApi<Request, Response>(schema: ApiSchema<Request, Response>): ApiSchema<Request, Response> {
  return schema
}
