import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace meta. */
    namespace meta {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a LogEntry.
             * @deprecated Use robustmq.meta.v1.LogEntry.$Properties instead.
             */
            interface ILogEntry extends robustmq.meta.v1.LogEntry.$Properties {
            }

            /** Represents a LogEntry. */
            class LogEntry {

                /**
                 * Constructs a new LogEntry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.LogEntry.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LogEntry machine. */
                machine: string;

                /** LogEntry machineVersion. */
                machineVersion: number;

                /** LogEntry timeMs. */
                timeMs: number;

                /** LogEntry client. */
                client: Uint8Array;

                /** LogEntry sequence. */
                sequence: number;

                /** LogEntry command. */
                command: Uint8Array;

                /**
                 * Creates a new LogEntry instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns LogEntry instance
                 */
                static create(properties: robustmq.meta.v1.LogEntry.$Shape): robustmq.meta.v1.LogEntry & robustmq.meta.v1.LogEntry.$Shape;
                static create(properties?: robustmq.meta.v1.LogEntry.$Properties): robustmq.meta.v1.LogEntry;

                /**
                 * Encodes the specified LogEntry message. Does not implicitly {@link robustmq.meta.v1.LogEntry.verify|verify} messages.
                 * @param message LogEntry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.LogEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LogEntry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.LogEntry & robustmq.meta.v1.LogEntry.$Shape} LogEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.LogEntry & robustmq.meta.v1.LogEntry.$Shape;

                /**
                 * Gets the type url for LogEntry
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace LogEntry {

                /** Properties of a LogEntry. */
                interface $Properties {

                    /** LogEntry machine */
                    machine?: (string|null);

                    /** LogEntry machineVersion */
                    machineVersion?: (number|null);

                    /** LogEntry timeMs */
                    timeMs?: (number|null);

                    /** LogEntry client */
                    client?: (Uint8Array|null);

                    /** LogEntry sequence */
                    sequence?: (number|null);

                    /** LogEntry command */
                    command?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LogEntry. */
                type $Shape = robustmq.meta.v1.LogEntry.$Properties;
            }

            /**
             * Properties of a SnapshotHead.
             * @deprecated Use robustmq.meta.v1.SnapshotHead.$Properties instead.
             */
            interface ISnapshotHead extends robustmq.meta.v1.SnapshotHead.$Properties {
            }

            /** Represents a SnapshotHead. */
            class SnapshotHead {

                /**
                 * Constructs a new SnapshotHead.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.SnapshotHead.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SnapshotHead appliedIndex. */
                appliedIndex: number;

                /** SnapshotHead appliedTerm. */
                appliedTerm: number;

                /** SnapshotHead timeMs. */
                timeMs: number;

                /** SnapshotHead machines. */
                machines: robustmq.meta.v1.MachineSection.$Properties[];

                /** SnapshotHead clients. */
                clients: robustmq.meta.v1.ClientRecord.$Properties[];

                /**
                 * Creates a new SnapshotHead instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SnapshotHead instance
                 */
                static create(properties: robustmq.meta.v1.SnapshotHead.$Shape): robustmq.meta.v1.SnapshotHead & robustmq.meta.v1.SnapshotHead.$Shape;
                static create(properties?: robustmq.meta.v1.SnapshotHead.$Properties): robustmq.meta.v1.SnapshotHead;

                /**
                 * Encodes the specified SnapshotHead message. Does not implicitly {@link robustmq.meta.v1.SnapshotHead.verify|verify} messages.
                 * @param message SnapshotHead message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.SnapshotHead.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotHead message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.SnapshotHead & robustmq.meta.v1.SnapshotHead.$Shape} SnapshotHead
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.SnapshotHead & robustmq.meta.v1.SnapshotHead.$Shape;

                /**
                 * Gets the type url for SnapshotHead
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace SnapshotHead {

                /** Properties of a SnapshotHead. */
                interface $Properties {

                    /** SnapshotHead appliedIndex */
                    appliedIndex?: (number|null);

                    /** SnapshotHead appliedTerm */
                    appliedTerm?: (number|null);

                    /** SnapshotHead timeMs */
                    timeMs?: (number|null);

                    /** SnapshotHead machines */
                    machines?: (robustmq.meta.v1.MachineSection.$Properties[]|null);

                    /** SnapshotHead clients */
                    clients?: (robustmq.meta.v1.ClientRecord.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SnapshotHead. */
                type $Shape = robustmq.meta.v1.SnapshotHead.$Properties;
            }

            /**
             * Properties of a MachineSection.
             * @deprecated Use robustmq.meta.v1.MachineSection.$Properties instead.
             */
            interface IMachineSection extends robustmq.meta.v1.MachineSection.$Properties {
            }

            /** Represents a MachineSection. */
            class MachineSection {

                /**
                 * Constructs a new MachineSection.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.MachineSection.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MachineSection name. */
                name: string;

                /** MachineSection version. */
                version: number;

                /** MachineSection bytes. */
                bytes: number;

                /** MachineSection crc32c. */
                crc32c: number;

                /**
                 * Creates a new MachineSection instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MachineSection instance
                 */
                static create(properties: robustmq.meta.v1.MachineSection.$Shape): robustmq.meta.v1.MachineSection & robustmq.meta.v1.MachineSection.$Shape;
                static create(properties?: robustmq.meta.v1.MachineSection.$Properties): robustmq.meta.v1.MachineSection;

                /**
                 * Encodes the specified MachineSection message. Does not implicitly {@link robustmq.meta.v1.MachineSection.verify|verify} messages.
                 * @param message MachineSection message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.MachineSection.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MachineSection message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.MachineSection & robustmq.meta.v1.MachineSection.$Shape} MachineSection
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.MachineSection & robustmq.meta.v1.MachineSection.$Shape;

                /**
                 * Gets the type url for MachineSection
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace MachineSection {

                /** Properties of a MachineSection. */
                interface $Properties {

                    /** MachineSection name */
                    name?: (string|null);

                    /** MachineSection version */
                    version?: (number|null);

                    /** MachineSection bytes */
                    bytes?: (number|null);

                    /** MachineSection crc32c */
                    crc32c?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MachineSection. */
                type $Shape = robustmq.meta.v1.MachineSection.$Properties;
            }

            /**
             * Properties of a ClientRecord.
             * @deprecated Use robustmq.meta.v1.ClientRecord.$Properties instead.
             */
            interface IClientRecord extends robustmq.meta.v1.ClientRecord.$Properties {
            }

            /** Represents a ClientRecord. */
            class ClientRecord {

                /**
                 * Constructs a new ClientRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.ClientRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientRecord client. */
                client: Uint8Array;

                /** ClientRecord answers. */
                answers: robustmq.meta.v1.AnswerRecord.$Properties[];

                /**
                 * Creates a new ClientRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ClientRecord instance
                 */
                static create(properties: robustmq.meta.v1.ClientRecord.$Shape): robustmq.meta.v1.ClientRecord & robustmq.meta.v1.ClientRecord.$Shape;
                static create(properties?: robustmq.meta.v1.ClientRecord.$Properties): robustmq.meta.v1.ClientRecord;

                /**
                 * Encodes the specified ClientRecord message. Does not implicitly {@link robustmq.meta.v1.ClientRecord.verify|verify} messages.
                 * @param message ClientRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.ClientRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ClientRecord & robustmq.meta.v1.ClientRecord.$Shape} ClientRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.ClientRecord & robustmq.meta.v1.ClientRecord.$Shape;

                /**
                 * Gets the type url for ClientRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ClientRecord {

                /** Properties of a ClientRecord. */
                interface $Properties {

                    /** ClientRecord client */
                    client?: (Uint8Array|null);

                    /** ClientRecord answers */
                    answers?: (robustmq.meta.v1.AnswerRecord.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClientRecord. */
                type $Shape = robustmq.meta.v1.ClientRecord.$Properties;
            }

            /**
             * Properties of an AnswerRecord.
             * @deprecated Use robustmq.meta.v1.AnswerRecord.$Properties instead.
             */
            interface IAnswerRecord extends robustmq.meta.v1.AnswerRecord.$Properties {
            }

            /** Represents an AnswerRecord. */
            class AnswerRecord {

                /**
                 * Constructs a new AnswerRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.AnswerRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AnswerRecord sequence. */
                sequence: number;

                /** AnswerRecord answer. */
                answer: Uint8Array;

                /**
                 * Creates a new AnswerRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AnswerRecord instance
                 */
                static create(properties: robustmq.meta.v1.AnswerRecord.$Shape): robustmq.meta.v1.AnswerRecord & robustmq.meta.v1.AnswerRecord.$Shape;
                static create(properties?: robustmq.meta.v1.AnswerRecord.$Properties): robustmq.meta.v1.AnswerRecord;

                /**
                 * Encodes the specified AnswerRecord message. Does not implicitly {@link robustmq.meta.v1.AnswerRecord.verify|verify} messages.
                 * @param message AnswerRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.AnswerRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AnswerRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.AnswerRecord & robustmq.meta.v1.AnswerRecord.$Shape} AnswerRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.AnswerRecord & robustmq.meta.v1.AnswerRecord.$Shape;

                /**
                 * Gets the type url for AnswerRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace AnswerRecord {

                /** Properties of an AnswerRecord. */
                interface $Properties {

                    /** AnswerRecord sequence */
                    sequence?: (number|null);

                    /** AnswerRecord answer */
                    answer?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AnswerRecord. */
                type $Shape = robustmq.meta.v1.AnswerRecord.$Properties;
            }
        }
    }
}
