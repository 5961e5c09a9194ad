import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace kafka. */
    namespace kafka {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an OffsetRecord.
             * @deprecated Use robustmq.kafka.v1.OffsetRecord.$Properties instead.
             */
            interface IOffsetRecord extends robustmq.kafka.v1.OffsetRecord.$Properties {
            }

            /** Represents an OffsetRecord. */
            class OffsetRecord {

                /**
                 * Constructs a new OffsetRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.OffsetRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetRecord offset. */
                offset: number;

                /** OffsetRecord leaderEpoch. */
                leaderEpoch: number;

                /** OffsetRecord metadata. */
                metadata: string;

                /** OffsetRecord committedAtMs. */
                committedAtMs: number;

                /**
                 * Creates a new OffsetRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns OffsetRecord instance
                 */
                static create(properties: robustmq.kafka.v1.OffsetRecord.$Shape): robustmq.kafka.v1.OffsetRecord & robustmq.kafka.v1.OffsetRecord.$Shape;
                static create(properties?: robustmq.kafka.v1.OffsetRecord.$Properties): robustmq.kafka.v1.OffsetRecord;

                /**
                 * Encodes the specified OffsetRecord message. Does not implicitly {@link robustmq.kafka.v1.OffsetRecord.verify|verify} messages.
                 * @param message OffsetRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.OffsetRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.OffsetRecord & robustmq.kafka.v1.OffsetRecord.$Shape} OffsetRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.OffsetRecord & robustmq.kafka.v1.OffsetRecord.$Shape;

                /**
                 * Gets the type url for OffsetRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace OffsetRecord {

                /** Properties of an OffsetRecord. */
                interface $Properties {

                    /** OffsetRecord offset */
                    offset?: (number|null);

                    /** OffsetRecord leaderEpoch */
                    leaderEpoch?: (number|null);

                    /** OffsetRecord metadata */
                    metadata?: (string|null);

                    /** OffsetRecord committedAtMs */
                    committedAtMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetRecord. */
                type $Shape = robustmq.kafka.v1.OffsetRecord.$Properties;
            }

            /**
             * Properties of a GroupRecord.
             * @deprecated Use robustmq.kafka.v1.GroupRecord.$Properties instead.
             */
            interface IGroupRecord extends robustmq.kafka.v1.GroupRecord.$Properties {
            }

            /** Represents a GroupRecord. */
            class GroupRecord {

                /**
                 * Constructs a new GroupRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.GroupRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupRecord protocolType. */
                protocolType: string;

                /** GroupRecord protocolName. */
                protocolName: string;

                /** GroupRecord generationId. */
                generationId: number;

                /** GroupRecord leaderId. */
                leaderId: string;

                /** GroupRecord emptySinceMs. */
                emptySinceMs: number;

                /** GroupRecord members. */
                members: robustmq.kafka.v1.GroupMemberRecord.$Properties[];

                /**
                 * Creates a new GroupRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GroupRecord instance
                 */
                static create(properties: robustmq.kafka.v1.GroupRecord.$Shape): robustmq.kafka.v1.GroupRecord & robustmq.kafka.v1.GroupRecord.$Shape;
                static create(properties?: robustmq.kafka.v1.GroupRecord.$Properties): robustmq.kafka.v1.GroupRecord;

                /**
                 * Encodes the specified GroupRecord message. Does not implicitly {@link robustmq.kafka.v1.GroupRecord.verify|verify} messages.
                 * @param message GroupRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.GroupRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.GroupRecord & robustmq.kafka.v1.GroupRecord.$Shape} GroupRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.GroupRecord & robustmq.kafka.v1.GroupRecord.$Shape;

                /**
                 * Gets the type url for GroupRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace GroupRecord {

                /** Properties of a GroupRecord. */
                interface $Properties {

                    /** GroupRecord protocolType */
                    protocolType?: (string|null);

                    /** GroupRecord protocolName */
                    protocolName?: (string|null);

                    /** GroupRecord generationId */
                    generationId?: (number|null);

                    /** GroupRecord leaderId */
                    leaderId?: (string|null);

                    /** GroupRecord emptySinceMs */
                    emptySinceMs?: (number|null);

                    /** GroupRecord members */
                    members?: (robustmq.kafka.v1.GroupMemberRecord.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupRecord. */
                type $Shape = robustmq.kafka.v1.GroupRecord.$Properties;
            }

            /**
             * Properties of a GroupMemberRecord.
             * @deprecated Use robustmq.kafka.v1.GroupMemberRecord.$Properties instead.
             */
            interface IGroupMemberRecord extends robustmq.kafka.v1.GroupMemberRecord.$Properties {
            }

            /** Represents a GroupMemberRecord. */
            class GroupMemberRecord {

                /**
                 * Constructs a new GroupMemberRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.GroupMemberRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupMemberRecord memberId. */
                memberId: string;

                /** GroupMemberRecord instanceId. */
                instanceId: string;

                /** GroupMemberRecord clientId. */
                clientId: string;

                /** GroupMemberRecord clientHost. */
                clientHost: string;

                /** GroupMemberRecord sessionTimeoutMs. */
                sessionTimeoutMs: number;

                /** GroupMemberRecord rebalanceTimeoutMs. */
                rebalanceTimeoutMs: number;

                /** GroupMemberRecord protocols. */
                protocols: robustmq.kafka.v1.GroupProtocolRecord.$Properties[];

                /** GroupMemberRecord assignment. */
                assignment: Uint8Array;

                /**
                 * Creates a new GroupMemberRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GroupMemberRecord instance
                 */
                static create(properties: robustmq.kafka.v1.GroupMemberRecord.$Shape): robustmq.kafka.v1.GroupMemberRecord & robustmq.kafka.v1.GroupMemberRecord.$Shape;
                static create(properties?: robustmq.kafka.v1.GroupMemberRecord.$Properties): robustmq.kafka.v1.GroupMemberRecord;

                /**
                 * Encodes the specified GroupMemberRecord message. Does not implicitly {@link robustmq.kafka.v1.GroupMemberRecord.verify|verify} messages.
                 * @param message GroupMemberRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.GroupMemberRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupMemberRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.GroupMemberRecord & robustmq.kafka.v1.GroupMemberRecord.$Shape} GroupMemberRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.GroupMemberRecord & robustmq.kafka.v1.GroupMemberRecord.$Shape;

                /**
                 * Gets the type url for GroupMemberRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace GroupMemberRecord {

                /** Properties of a GroupMemberRecord. */
                interface $Properties {

                    /** GroupMemberRecord memberId */
                    memberId?: (string|null);

                    /** GroupMemberRecord instanceId */
                    instanceId?: (string|null);

                    /** GroupMemberRecord clientId */
                    clientId?: (string|null);

                    /** GroupMemberRecord clientHost */
                    clientHost?: (string|null);

                    /** GroupMemberRecord sessionTimeoutMs */
                    sessionTimeoutMs?: (number|null);

                    /** GroupMemberRecord rebalanceTimeoutMs */
                    rebalanceTimeoutMs?: (number|null);

                    /** GroupMemberRecord protocols */
                    protocols?: (robustmq.kafka.v1.GroupProtocolRecord.$Properties[]|null);

                    /** GroupMemberRecord assignment */
                    assignment?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupMemberRecord. */
                type $Shape = robustmq.kafka.v1.GroupMemberRecord.$Properties;
            }

            /**
             * Properties of a GroupProtocolRecord.
             * @deprecated Use robustmq.kafka.v1.GroupProtocolRecord.$Properties instead.
             */
            interface IGroupProtocolRecord extends robustmq.kafka.v1.GroupProtocolRecord.$Properties {
            }

            /** Represents a GroupProtocolRecord. */
            class GroupProtocolRecord {

                /**
                 * Constructs a new GroupProtocolRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.GroupProtocolRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupProtocolRecord name. */
                name: string;

                /** GroupProtocolRecord metadata. */
                metadata: Uint8Array;

                /**
                 * Creates a new GroupProtocolRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GroupProtocolRecord instance
                 */
                static create(properties: robustmq.kafka.v1.GroupProtocolRecord.$Shape): robustmq.kafka.v1.GroupProtocolRecord & robustmq.kafka.v1.GroupProtocolRecord.$Shape;
                static create(properties?: robustmq.kafka.v1.GroupProtocolRecord.$Properties): robustmq.kafka.v1.GroupProtocolRecord;

                /**
                 * Encodes the specified GroupProtocolRecord message. Does not implicitly {@link robustmq.kafka.v1.GroupProtocolRecord.verify|verify} messages.
                 * @param message GroupProtocolRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.GroupProtocolRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupProtocolRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.GroupProtocolRecord & robustmq.kafka.v1.GroupProtocolRecord.$Shape} GroupProtocolRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.GroupProtocolRecord & robustmq.kafka.v1.GroupProtocolRecord.$Shape;

                /**
                 * Gets the type url for GroupProtocolRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace GroupProtocolRecord {

                /** Properties of a GroupProtocolRecord. */
                interface $Properties {

                    /** GroupProtocolRecord name */
                    name?: (string|null);

                    /** GroupProtocolRecord metadata */
                    metadata?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupProtocolRecord. */
                type $Shape = robustmq.kafka.v1.GroupProtocolRecord.$Properties;
            }
        }
    }
}
