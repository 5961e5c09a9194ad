import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace mqtt. */
    namespace mqtt {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a RetainedEntry.
             * @deprecated Use robustmq.mqtt.v1.RetainedEntry.$Properties instead.
             */
            interface IRetainedEntry extends robustmq.mqtt.v1.RetainedEntry.$Properties {
            }

            /** Represents a RetainedEntry. */
            class RetainedEntry {

                /**
                 * Constructs a new RetainedEntry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.mqtt.v1.RetainedEntry.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RetainedEntry tenant. */
                tenant: number;

                /** RetainedEntry name. */
                name: string;

                /** RetainedEntry topicId. */
                topicId: Uint8Array;

                /** RetainedEntry partition. */
                partition: number;

                /** RetainedEntry offset. */
                offset: number;

                /** RetainedEntry expiresAtMs. */
                expiresAtMs: number;

                /**
                 * Creates a new RetainedEntry instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RetainedEntry instance
                 */
                static create(properties: robustmq.mqtt.v1.RetainedEntry.$Shape): robustmq.mqtt.v1.RetainedEntry & robustmq.mqtt.v1.RetainedEntry.$Shape;
                static create(properties?: robustmq.mqtt.v1.RetainedEntry.$Properties): robustmq.mqtt.v1.RetainedEntry;

                /**
                 * Encodes the specified RetainedEntry message. Does not implicitly {@link robustmq.mqtt.v1.RetainedEntry.verify|verify} messages.
                 * @param message RetainedEntry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.mqtt.v1.RetainedEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RetainedEntry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedEntry & robustmq.mqtt.v1.RetainedEntry.$Shape} RetainedEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.mqtt.v1.RetainedEntry & robustmq.mqtt.v1.RetainedEntry.$Shape;

                /**
                 * Gets the type url for RetainedEntry
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace RetainedEntry {

                /** Properties of a RetainedEntry. */
                interface $Properties {

                    /** RetainedEntry tenant */
                    tenant?: (number|null);

                    /** RetainedEntry name */
                    name?: (string|null);

                    /** RetainedEntry topicId */
                    topicId?: (Uint8Array|null);

                    /** RetainedEntry partition */
                    partition?: (number|null);

                    /** RetainedEntry offset */
                    offset?: (number|null);

                    /** RetainedEntry expiresAtMs */
                    expiresAtMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RetainedEntry. */
                type $Shape = robustmq.mqtt.v1.RetainedEntry.$Properties;
            }

            /**
             * Properties of a RetainedChange.
             * @deprecated Use robustmq.mqtt.v1.RetainedChange.$Properties instead.
             */
            interface IRetainedChange extends robustmq.mqtt.v1.RetainedChange.$Properties {
            }

            /** Represents a RetainedChange. */
            class RetainedChange {

                /**
                 * Constructs a new RetainedChange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.mqtt.v1.RetainedChange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RetainedChange entry. */
                entry?: (robustmq.mqtt.v1.RetainedEntry.$Properties|null);

                /** RetainedChange clear. */
                clear: boolean;

                /**
                 * Creates a new RetainedChange instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RetainedChange instance
                 */
                static create(properties: robustmq.mqtt.v1.RetainedChange.$Shape): robustmq.mqtt.v1.RetainedChange & robustmq.mqtt.v1.RetainedChange.$Shape;
                static create(properties?: robustmq.mqtt.v1.RetainedChange.$Properties): robustmq.mqtt.v1.RetainedChange;

                /**
                 * Encodes the specified RetainedChange message. Does not implicitly {@link robustmq.mqtt.v1.RetainedChange.verify|verify} messages.
                 * @param message RetainedChange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.mqtt.v1.RetainedChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RetainedChange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedChange & robustmq.mqtt.v1.RetainedChange.$Shape} RetainedChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.mqtt.v1.RetainedChange & robustmq.mqtt.v1.RetainedChange.$Shape;

                /**
                 * Gets the type url for RetainedChange
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace RetainedChange {

                /** Properties of a RetainedChange. */
                interface $Properties {

                    /** RetainedChange entry */
                    entry?: (robustmq.mqtt.v1.RetainedEntry.$Properties|null);

                    /** RetainedChange clear */
                    clear?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RetainedChange. */
                type $Shape = robustmq.mqtt.v1.RetainedChange.$Properties;
            }

            /**
             * Properties of a RetainedCommand.
             * @deprecated Use robustmq.mqtt.v1.RetainedCommand.$Properties instead.
             */
            interface IRetainedCommand extends robustmq.mqtt.v1.RetainedCommand.$Properties {
            }

            /** Represents a RetainedCommand. */
            class RetainedCommand {

                /**
                 * Constructs a new RetainedCommand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.mqtt.v1.RetainedCommand.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RetainedCommand changes. */
                changes: robustmq.mqtt.v1.RetainedChange.$Properties[];

                /** RetainedCommand entriesMax. */
                entriesMax: number;

                /**
                 * Creates a new RetainedCommand instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RetainedCommand instance
                 */
                static create(properties: robustmq.mqtt.v1.RetainedCommand.$Shape): robustmq.mqtt.v1.RetainedCommand & robustmq.mqtt.v1.RetainedCommand.$Shape;
                static create(properties?: robustmq.mqtt.v1.RetainedCommand.$Properties): robustmq.mqtt.v1.RetainedCommand;

                /**
                 * Encodes the specified RetainedCommand message. Does not implicitly {@link robustmq.mqtt.v1.RetainedCommand.verify|verify} messages.
                 * @param message RetainedCommand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.mqtt.v1.RetainedCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RetainedCommand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedCommand & robustmq.mqtt.v1.RetainedCommand.$Shape} RetainedCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.mqtt.v1.RetainedCommand & robustmq.mqtt.v1.RetainedCommand.$Shape;

                /**
                 * Gets the type url for RetainedCommand
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace RetainedCommand {

                /** Properties of a RetainedCommand. */
                interface $Properties {

                    /** RetainedCommand changes */
                    changes?: (robustmq.mqtt.v1.RetainedChange.$Properties[]|null);

                    /** RetainedCommand entriesMax */
                    entriesMax?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RetainedCommand. */
                type $Shape = robustmq.mqtt.v1.RetainedCommand.$Properties;
            }

            /** RetainedCode enum. */
            enum RetainedCode {

                /** RETAINED_OK value */
                RETAINED_OK = 0,

                /** RETAINED_OVERTAKEN value */
                RETAINED_OVERTAKEN = 1,

                /** RETAINED_LIMIT value */
                RETAINED_LIMIT = 2,

                /** RETAINED_INVALID value */
                RETAINED_INVALID = 3
            }

            /**
             * Properties of a RetainedAnswer.
             * @deprecated Use robustmq.mqtt.v1.RetainedAnswer.$Properties instead.
             */
            interface IRetainedAnswer extends robustmq.mqtt.v1.RetainedAnswer.$Properties {
            }

            /** Represents a RetainedAnswer. */
            class RetainedAnswer {

                /**
                 * Constructs a new RetainedAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.mqtt.v1.RetainedAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RetainedAnswer codes. */
                codes: robustmq.mqtt.v1.RetainedCode[];

                /**
                 * Creates a new RetainedAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RetainedAnswer instance
                 */
                static create(properties: robustmq.mqtt.v1.RetainedAnswer.$Shape): robustmq.mqtt.v1.RetainedAnswer & robustmq.mqtt.v1.RetainedAnswer.$Shape;
                static create(properties?: robustmq.mqtt.v1.RetainedAnswer.$Properties): robustmq.mqtt.v1.RetainedAnswer;

                /**
                 * Encodes the specified RetainedAnswer message. Does not implicitly {@link robustmq.mqtt.v1.RetainedAnswer.verify|verify} messages.
                 * @param message RetainedAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.mqtt.v1.RetainedAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RetainedAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedAnswer & robustmq.mqtt.v1.RetainedAnswer.$Shape} RetainedAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.mqtt.v1.RetainedAnswer & robustmq.mqtt.v1.RetainedAnswer.$Shape;

                /**
                 * Gets the type url for RetainedAnswer
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace RetainedAnswer {

                /** Properties of a RetainedAnswer. */
                interface $Properties {

                    /** RetainedAnswer codes */
                    codes?: (robustmq.mqtt.v1.RetainedCode[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RetainedAnswer. */
                type $Shape = robustmq.mqtt.v1.RetainedAnswer.$Properties;
            }

            /**
             * Properties of a RetainedSnapshot.
             * @deprecated Use robustmq.mqtt.v1.RetainedSnapshot.$Properties instead.
             */
            interface IRetainedSnapshot extends robustmq.mqtt.v1.RetainedSnapshot.$Properties {
            }

            /** Represents a RetainedSnapshot. */
            class RetainedSnapshot {

                /**
                 * Constructs a new RetainedSnapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.mqtt.v1.RetainedSnapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RetainedSnapshot entries. */
                entries: robustmq.mqtt.v1.RetainedEntry.$Properties[];

                /**
                 * Creates a new RetainedSnapshot instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RetainedSnapshot instance
                 */
                static create(properties: robustmq.mqtt.v1.RetainedSnapshot.$Shape): robustmq.mqtt.v1.RetainedSnapshot & robustmq.mqtt.v1.RetainedSnapshot.$Shape;
                static create(properties?: robustmq.mqtt.v1.RetainedSnapshot.$Properties): robustmq.mqtt.v1.RetainedSnapshot;

                /**
                 * Encodes the specified RetainedSnapshot message. Does not implicitly {@link robustmq.mqtt.v1.RetainedSnapshot.verify|verify} messages.
                 * @param message RetainedSnapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.mqtt.v1.RetainedSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RetainedSnapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedSnapshot & robustmq.mqtt.v1.RetainedSnapshot.$Shape} RetainedSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.mqtt.v1.RetainedSnapshot & robustmq.mqtt.v1.RetainedSnapshot.$Shape;

                /**
                 * Gets the type url for RetainedSnapshot
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace RetainedSnapshot {

                /** Properties of a RetainedSnapshot. */
                interface $Properties {

                    /** RetainedSnapshot entries */
                    entries?: (robustmq.mqtt.v1.RetainedEntry.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RetainedSnapshot. */
                type $Shape = robustmq.mqtt.v1.RetainedSnapshot.$Properties;
            }
        }
    }
}
