import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace kafka. */
    namespace kafka {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a ProducerIdsCommand.
             * @deprecated Use robustmq.kafka.v1.ProducerIdsCommand.$Properties instead.
             */
            interface IProducerIdsCommand extends robustmq.kafka.v1.ProducerIdsCommand.$Properties {
            }

            /** Represents a ProducerIdsCommand. */
            class ProducerIdsCommand {

                /**
                 * Constructs a new ProducerIdsCommand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.ProducerIdsCommand.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProducerIdsCommand count. */
                count: number;

                /**
                 * Creates a new ProducerIdsCommand instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProducerIdsCommand instance
                 */
                static create(properties: robustmq.kafka.v1.ProducerIdsCommand.$Shape): robustmq.kafka.v1.ProducerIdsCommand & robustmq.kafka.v1.ProducerIdsCommand.$Shape;
                static create(properties?: robustmq.kafka.v1.ProducerIdsCommand.$Properties): robustmq.kafka.v1.ProducerIdsCommand;

                /**
                 * Encodes the specified ProducerIdsCommand message. Does not implicitly {@link robustmq.kafka.v1.ProducerIdsCommand.verify|verify} messages.
                 * @param message ProducerIdsCommand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.ProducerIdsCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProducerIdsCommand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.ProducerIdsCommand & robustmq.kafka.v1.ProducerIdsCommand.$Shape} ProducerIdsCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.ProducerIdsCommand & robustmq.kafka.v1.ProducerIdsCommand.$Shape;

                /**
                 * Gets the type url for ProducerIdsCommand
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ProducerIdsCommand {

                /** Properties of a ProducerIdsCommand. */
                interface $Properties {

                    /** ProducerIdsCommand count */
                    count?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProducerIdsCommand. */
                type $Shape = robustmq.kafka.v1.ProducerIdsCommand.$Properties;
            }

            /** ProducerIdsCode enum. */
            enum ProducerIdsCode {

                /** PRODUCER_IDS_OK value */
                PRODUCER_IDS_OK = 0,

                /** PRODUCER_IDS_INVALID value */
                PRODUCER_IDS_INVALID = 1,

                /** PRODUCER_IDS_EXHAUSTED value */
                PRODUCER_IDS_EXHAUSTED = 2
            }

            /**
             * Properties of a ProducerIdsAnswer.
             * @deprecated Use robustmq.kafka.v1.ProducerIdsAnswer.$Properties instead.
             */
            interface IProducerIdsAnswer extends robustmq.kafka.v1.ProducerIdsAnswer.$Properties {
            }

            /** Represents a ProducerIdsAnswer. */
            class ProducerIdsAnswer {

                /**
                 * Constructs a new ProducerIdsAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.ProducerIdsAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProducerIdsAnswer code. */
                code: robustmq.kafka.v1.ProducerIdsCode;

                /** ProducerIdsAnswer first. */
                first: number;

                /**
                 * Creates a new ProducerIdsAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProducerIdsAnswer instance
                 */
                static create(properties: robustmq.kafka.v1.ProducerIdsAnswer.$Shape): robustmq.kafka.v1.ProducerIdsAnswer & robustmq.kafka.v1.ProducerIdsAnswer.$Shape;
                static create(properties?: robustmq.kafka.v1.ProducerIdsAnswer.$Properties): robustmq.kafka.v1.ProducerIdsAnswer;

                /**
                 * Encodes the specified ProducerIdsAnswer message. Does not implicitly {@link robustmq.kafka.v1.ProducerIdsAnswer.verify|verify} messages.
                 * @param message ProducerIdsAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.ProducerIdsAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProducerIdsAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.ProducerIdsAnswer & robustmq.kafka.v1.ProducerIdsAnswer.$Shape} ProducerIdsAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.ProducerIdsAnswer & robustmq.kafka.v1.ProducerIdsAnswer.$Shape;

                /**
                 * Gets the type url for ProducerIdsAnswer
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ProducerIdsAnswer {

                /** Properties of a ProducerIdsAnswer. */
                interface $Properties {

                    /** ProducerIdsAnswer code */
                    code?: (robustmq.kafka.v1.ProducerIdsCode|null);

                    /** ProducerIdsAnswer first */
                    first?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProducerIdsAnswer. */
                type $Shape = robustmq.kafka.v1.ProducerIdsAnswer.$Properties;
            }

            /**
             * Properties of a ProducerIdsSnapshot.
             * @deprecated Use robustmq.kafka.v1.ProducerIdsSnapshot.$Properties instead.
             */
            interface IProducerIdsSnapshot extends robustmq.kafka.v1.ProducerIdsSnapshot.$Properties {
            }

            /** Represents a ProducerIdsSnapshot. */
            class ProducerIdsSnapshot {

                /**
                 * Constructs a new ProducerIdsSnapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.kafka.v1.ProducerIdsSnapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProducerIdsSnapshot next. */
                next: number;

                /**
                 * Creates a new ProducerIdsSnapshot instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProducerIdsSnapshot instance
                 */
                static create(properties: robustmq.kafka.v1.ProducerIdsSnapshot.$Shape): robustmq.kafka.v1.ProducerIdsSnapshot & robustmq.kafka.v1.ProducerIdsSnapshot.$Shape;
                static create(properties?: robustmq.kafka.v1.ProducerIdsSnapshot.$Properties): robustmq.kafka.v1.ProducerIdsSnapshot;

                /**
                 * Encodes the specified ProducerIdsSnapshot message. Does not implicitly {@link robustmq.kafka.v1.ProducerIdsSnapshot.verify|verify} messages.
                 * @param message ProducerIdsSnapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.kafka.v1.ProducerIdsSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProducerIdsSnapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.ProducerIdsSnapshot & robustmq.kafka.v1.ProducerIdsSnapshot.$Shape} ProducerIdsSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.kafka.v1.ProducerIdsSnapshot & robustmq.kafka.v1.ProducerIdsSnapshot.$Shape;

                /**
                 * Gets the type url for ProducerIdsSnapshot
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ProducerIdsSnapshot {

                /** Properties of a ProducerIdsSnapshot. */
                interface $Properties {

                    /** ProducerIdsSnapshot next */
                    next?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProducerIdsSnapshot. */
                type $Shape = robustmq.kafka.v1.ProducerIdsSnapshot.$Properties;
            }
        }
    }
}
