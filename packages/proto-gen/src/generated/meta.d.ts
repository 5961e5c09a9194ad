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

                /** LogEntry answeredBelow. */
                answeredBelow: number;

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

                    /** LogEntry answeredBelow */
                    answeredBelow?: (number|null);

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

                /** SnapshotHead members. */
                members?: (robustmq.meta.v1.MemberSets.$Properties|null);

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

                    /** SnapshotHead members */
                    members?: (robustmq.meta.v1.MemberSets.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SnapshotHead. */
                type $Shape = robustmq.meta.v1.SnapshotHead.$Properties;
            }

            /**
             * Properties of a MemberSets.
             * @deprecated Use robustmq.meta.v1.MemberSets.$Properties instead.
             */
            interface IMemberSets extends robustmq.meta.v1.MemberSets.$Properties {
            }

            /** Represents a MemberSets. */
            class MemberSets {

                /**
                 * Constructs a new MemberSets.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.MemberSets.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MemberSets voters. */
                voters: number[];

                /** MemberSets outgoing. */
                outgoing: number[];

                /** MemberSets learners. */
                learners: number[];

                /** MemberSets learnersNext. */
                learnersNext: number[];

                /** MemberSets autoLeave. */
                autoLeave: boolean;

                /**
                 * Creates a new MemberSets instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MemberSets instance
                 */
                static create(properties: robustmq.meta.v1.MemberSets.$Shape): robustmq.meta.v1.MemberSets & robustmq.meta.v1.MemberSets.$Shape;
                static create(properties?: robustmq.meta.v1.MemberSets.$Properties): robustmq.meta.v1.MemberSets;

                /**
                 * Encodes the specified MemberSets message. Does not implicitly {@link robustmq.meta.v1.MemberSets.verify|verify} messages.
                 * @param message MemberSets message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.MemberSets.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MemberSets message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.MemberSets & robustmq.meta.v1.MemberSets.$Shape} MemberSets
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.MemberSets & robustmq.meta.v1.MemberSets.$Shape;

                /**
                 * Gets the type url for MemberSets
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace MemberSets {

                /** Properties of a MemberSets. */
                interface $Properties {

                    /** MemberSets voters */
                    voters?: (number[]|null);

                    /** MemberSets outgoing */
                    outgoing?: (number[]|null);

                    /** MemberSets learners */
                    learners?: (number[]|null);

                    /** MemberSets learnersNext */
                    learnersNext?: (number[]|null);

                    /** MemberSets autoLeave */
                    autoLeave?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MemberSets. */
                type $Shape = robustmq.meta.v1.MemberSets.$Properties;
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

                /** ClientRecord floor. */
                floor: number;

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

                    /** ClientRecord floor */
                    floor?: (number|null);

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

            /**
             * Properties of a ForwardedProposals.
             * @deprecated Use robustmq.meta.v1.ForwardedProposals.$Properties instead.
             */
            interface IForwardedProposals extends robustmq.meta.v1.ForwardedProposals.$Properties {
            }

            /** Represents a ForwardedProposals. */
            class ForwardedProposals {

                /**
                 * Constructs a new ForwardedProposals.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.ForwardedProposals.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ForwardedProposals group. */
                group: number;

                /** ForwardedProposals to. */
                to: number;

                /** ForwardedProposals entries. */
                entries: Uint8Array[];

                /**
                 * Creates a new ForwardedProposals instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ForwardedProposals instance
                 */
                static create(properties: robustmq.meta.v1.ForwardedProposals.$Shape): robustmq.meta.v1.ForwardedProposals & robustmq.meta.v1.ForwardedProposals.$Shape;
                static create(properties?: robustmq.meta.v1.ForwardedProposals.$Properties): robustmq.meta.v1.ForwardedProposals;

                /**
                 * Encodes the specified ForwardedProposals message. Does not implicitly {@link robustmq.meta.v1.ForwardedProposals.verify|verify} messages.
                 * @param message ForwardedProposals message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.ForwardedProposals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardedProposals message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ForwardedProposals & robustmq.meta.v1.ForwardedProposals.$Shape} ForwardedProposals
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.ForwardedProposals & robustmq.meta.v1.ForwardedProposals.$Shape;

                /**
                 * Gets the type url for ForwardedProposals
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ForwardedProposals {

                /** Properties of a ForwardedProposals. */
                interface $Properties {

                    /** ForwardedProposals group */
                    group?: (number|null);

                    /** ForwardedProposals to */
                    to?: (number|null);

                    /** ForwardedProposals entries */
                    entries?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ForwardedProposals. */
                type $Shape = robustmq.meta.v1.ForwardedProposals.$Properties;
            }

            /**
             * Properties of a PeerQuestion.
             * @deprecated Use robustmq.meta.v1.PeerQuestion.$Properties instead.
             */
            interface IPeerQuestion extends robustmq.meta.v1.PeerQuestion.$Properties {
            }

            /** Represents a PeerQuestion. */
            class PeerQuestion {

                /**
                 * Constructs a new PeerQuestion.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.PeerQuestion.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PeerQuestion chunk. */
                chunk?: (robustmq.meta.v1.ChunkQuestion.$Properties|null);

                /** PeerQuestion formation. */
                formation?: (robustmq.meta.v1.FormationView.$Properties|null);

                /** PeerQuestion join. */
                join?: (robustmq.meta.v1.JoinQuestion.$Properties|null);

                /** PeerQuestion transfer. */
                transfer?: (robustmq.meta.v1.TransferQuestion.$Properties|null);

                /**
                 * Creates a new PeerQuestion instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PeerQuestion instance
                 */
                static create(properties: robustmq.meta.v1.PeerQuestion.$Shape): robustmq.meta.v1.PeerQuestion & robustmq.meta.v1.PeerQuestion.$Shape;
                static create(properties?: robustmq.meta.v1.PeerQuestion.$Properties): robustmq.meta.v1.PeerQuestion;

                /**
                 * Encodes the specified PeerQuestion message. Does not implicitly {@link robustmq.meta.v1.PeerQuestion.verify|verify} messages.
                 * @param message PeerQuestion message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.PeerQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PeerQuestion message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.PeerQuestion & robustmq.meta.v1.PeerQuestion.$Shape} PeerQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.PeerQuestion & robustmq.meta.v1.PeerQuestion.$Shape;

                /**
                 * Gets the type url for PeerQuestion
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace PeerQuestion {

                /** Properties of a PeerQuestion. */
                interface $Properties {

                    /** PeerQuestion chunk */
                    chunk?: (robustmq.meta.v1.ChunkQuestion.$Properties|null);

                    /** PeerQuestion formation */
                    formation?: (robustmq.meta.v1.FormationView.$Properties|null);

                    /** PeerQuestion join */
                    join?: (robustmq.meta.v1.JoinQuestion.$Properties|null);

                    /** PeerQuestion transfer */
                    transfer?: (robustmq.meta.v1.TransferQuestion.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PeerQuestion. */
                type $Shape = robustmq.meta.v1.PeerQuestion.$Properties;
            }

            /**
             * Properties of a ChunkQuestion.
             * @deprecated Use robustmq.meta.v1.ChunkQuestion.$Properties instead.
             */
            interface IChunkQuestion extends robustmq.meta.v1.ChunkQuestion.$Properties {
            }

            /** Represents a ChunkQuestion. */
            class ChunkQuestion {

                /**
                 * Constructs a new ChunkQuestion.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.ChunkQuestion.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ChunkQuestion group. */
                group: number;

                /** ChunkQuestion index. */
                index: number;

                /** ChunkQuestion offset. */
                offset: number;

                /** ChunkQuestion bytesMax. */
                bytesMax: number;

                /**
                 * Creates a new ChunkQuestion instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ChunkQuestion instance
                 */
                static create(properties: robustmq.meta.v1.ChunkQuestion.$Shape): robustmq.meta.v1.ChunkQuestion & robustmq.meta.v1.ChunkQuestion.$Shape;
                static create(properties?: robustmq.meta.v1.ChunkQuestion.$Properties): robustmq.meta.v1.ChunkQuestion;

                /**
                 * Encodes the specified ChunkQuestion message. Does not implicitly {@link robustmq.meta.v1.ChunkQuestion.verify|verify} messages.
                 * @param message ChunkQuestion message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.ChunkQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ChunkQuestion message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ChunkQuestion & robustmq.meta.v1.ChunkQuestion.$Shape} ChunkQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.ChunkQuestion & robustmq.meta.v1.ChunkQuestion.$Shape;

                /**
                 * Gets the type url for ChunkQuestion
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ChunkQuestion {

                /** Properties of a ChunkQuestion. */
                interface $Properties {

                    /** ChunkQuestion group */
                    group?: (number|null);

                    /** ChunkQuestion index */
                    index?: (number|null);

                    /** ChunkQuestion offset */
                    offset?: (number|null);

                    /** ChunkQuestion bytesMax */
                    bytesMax?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ChunkQuestion. */
                type $Shape = robustmq.meta.v1.ChunkQuestion.$Properties;
            }

            /**
             * Properties of a ChunkAnswer.
             * @deprecated Use robustmq.meta.v1.ChunkAnswer.$Properties instead.
             */
            interface IChunkAnswer extends robustmq.meta.v1.ChunkAnswer.$Properties {
            }

            /** Represents a ChunkAnswer. */
            class ChunkAnswer {

                /**
                 * Constructs a new ChunkAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.ChunkAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ChunkAnswer bytesTotal. */
                bytesTotal: number;

                /** ChunkAnswer crc32c. */
                crc32c: number;

                /** ChunkAnswer data. */
                data: Uint8Array;

                /**
                 * Creates a new ChunkAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ChunkAnswer instance
                 */
                static create(properties: robustmq.meta.v1.ChunkAnswer.$Shape): robustmq.meta.v1.ChunkAnswer & robustmq.meta.v1.ChunkAnswer.$Shape;
                static create(properties?: robustmq.meta.v1.ChunkAnswer.$Properties): robustmq.meta.v1.ChunkAnswer;

                /**
                 * Encodes the specified ChunkAnswer message. Does not implicitly {@link robustmq.meta.v1.ChunkAnswer.verify|verify} messages.
                 * @param message ChunkAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.ChunkAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ChunkAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ChunkAnswer & robustmq.meta.v1.ChunkAnswer.$Shape} ChunkAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.ChunkAnswer & robustmq.meta.v1.ChunkAnswer.$Shape;

                /**
                 * Gets the type url for ChunkAnswer
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ChunkAnswer {

                /** Properties of a ChunkAnswer. */
                interface $Properties {

                    /** ChunkAnswer bytesTotal */
                    bytesTotal?: (number|null);

                    /** ChunkAnswer crc32c */
                    crc32c?: (number|null);

                    /** ChunkAnswer data */
                    data?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ChunkAnswer. */
                type $Shape = robustmq.meta.v1.ChunkAnswer.$Properties;
            }

            /**
             * Properties of a Member.
             * @deprecated Use robustmq.meta.v1.Member.$Properties instead.
             */
            interface IMember extends robustmq.meta.v1.Member.$Properties {
            }

            /** Represents a Member. */
            class Member {

                /**
                 * Constructs a new Member.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.Member.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Member nodeId. */
                nodeId: number;

                /** Member raftId. */
                raftId: number;

                /** Member address. */
                address: string;

                /**
                 * Creates a new Member instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Member instance
                 */
                static create(properties: robustmq.meta.v1.Member.$Shape): robustmq.meta.v1.Member & robustmq.meta.v1.Member.$Shape;
                static create(properties?: robustmq.meta.v1.Member.$Properties): robustmq.meta.v1.Member;

                /**
                 * Encodes the specified Member message. Does not implicitly {@link robustmq.meta.v1.Member.verify|verify} messages.
                 * @param message Member message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Member message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.Member & robustmq.meta.v1.Member.$Shape} Member
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.Member & robustmq.meta.v1.Member.$Shape;

                /**
                 * Gets the type url for Member
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Member {

                /** Properties of a Member. */
                interface $Properties {

                    /** Member nodeId */
                    nodeId?: (number|null);

                    /** Member raftId */
                    raftId?: (number|null);

                    /** Member address */
                    address?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Member. */
                type $Shape = robustmq.meta.v1.Member.$Properties;
            }

            /**
             * Properties of a FormationView.
             * @deprecated Use robustmq.meta.v1.FormationView.$Properties instead.
             */
            interface IFormationView extends robustmq.meta.v1.FormationView.$Properties {
            }

            /** Represents a FormationView. */
            class FormationView {

                /**
                 * Constructs a new FormationView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.FormationView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** FormationView members. */
                members: robustmq.meta.v1.Member.$Properties[];

                /** FormationView frozen. */
                frozen: boolean;

                /** FormationView formed. */
                formed: boolean;

                /** FormationView clusterId. */
                clusterId: string;

                /**
                 * Creates a new FormationView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns FormationView instance
                 */
                static create(properties: robustmq.meta.v1.FormationView.$Shape): robustmq.meta.v1.FormationView & robustmq.meta.v1.FormationView.$Shape;
                static create(properties?: robustmq.meta.v1.FormationView.$Properties): robustmq.meta.v1.FormationView;

                /**
                 * Encodes the specified FormationView message. Does not implicitly {@link robustmq.meta.v1.FormationView.verify|verify} messages.
                 * @param message FormationView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.FormationView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a FormationView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.FormationView & robustmq.meta.v1.FormationView.$Shape} FormationView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.FormationView & robustmq.meta.v1.FormationView.$Shape;

                /**
                 * Gets the type url for FormationView
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace FormationView {

                /** Properties of a FormationView. */
                interface $Properties {

                    /** FormationView members */
                    members?: (robustmq.meta.v1.Member.$Properties[]|null);

                    /** FormationView frozen */
                    frozen?: (boolean|null);

                    /** FormationView formed */
                    formed?: (boolean|null);

                    /** FormationView clusterId */
                    clusterId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a FormationView. */
                type $Shape = robustmq.meta.v1.FormationView.$Properties;
            }

            /**
             * Properties of a JoinQuestion.
             * @deprecated Use robustmq.meta.v1.JoinQuestion.$Properties instead.
             */
            interface IJoinQuestion extends robustmq.meta.v1.JoinQuestion.$Properties {
            }

            /** Represents a JoinQuestion. */
            class JoinQuestion {

                /**
                 * Constructs a new JoinQuestion.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.JoinQuestion.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** JoinQuestion member. */
                member?: (robustmq.meta.v1.Member.$Properties|null);

                /**
                 * Creates a new JoinQuestion instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns JoinQuestion instance
                 */
                static create(properties: robustmq.meta.v1.JoinQuestion.$Shape): robustmq.meta.v1.JoinQuestion & robustmq.meta.v1.JoinQuestion.$Shape;
                static create(properties?: robustmq.meta.v1.JoinQuestion.$Properties): robustmq.meta.v1.JoinQuestion;

                /**
                 * Encodes the specified JoinQuestion message. Does not implicitly {@link robustmq.meta.v1.JoinQuestion.verify|verify} messages.
                 * @param message JoinQuestion message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.JoinQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinQuestion message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.JoinQuestion & robustmq.meta.v1.JoinQuestion.$Shape} JoinQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.JoinQuestion & robustmq.meta.v1.JoinQuestion.$Shape;

                /**
                 * Gets the type url for JoinQuestion
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace JoinQuestion {

                /** Properties of a JoinQuestion. */
                interface $Properties {

                    /** JoinQuestion member */
                    member?: (robustmq.meta.v1.Member.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a JoinQuestion. */
                type $Shape = robustmq.meta.v1.JoinQuestion.$Properties;
            }

            /**
             * Properties of a JoinAnswer.
             * @deprecated Use robustmq.meta.v1.JoinAnswer.$Properties instead.
             */
            interface IJoinAnswer extends robustmq.meta.v1.JoinAnswer.$Properties {
            }

            /** Represents a JoinAnswer. */
            class JoinAnswer {

                /**
                 * Constructs a new JoinAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.JoinAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** JoinAnswer clusterId. */
                clusterId: string;

                /** JoinAnswer refusal. */
                refusal: string;

                /**
                 * Creates a new JoinAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns JoinAnswer instance
                 */
                static create(properties: robustmq.meta.v1.JoinAnswer.$Shape): robustmq.meta.v1.JoinAnswer & robustmq.meta.v1.JoinAnswer.$Shape;
                static create(properties?: robustmq.meta.v1.JoinAnswer.$Properties): robustmq.meta.v1.JoinAnswer;

                /**
                 * Encodes the specified JoinAnswer message. Does not implicitly {@link robustmq.meta.v1.JoinAnswer.verify|verify} messages.
                 * @param message JoinAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.JoinAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.JoinAnswer & robustmq.meta.v1.JoinAnswer.$Shape} JoinAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.JoinAnswer & robustmq.meta.v1.JoinAnswer.$Shape;

                /**
                 * Gets the type url for JoinAnswer
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace JoinAnswer {

                /** Properties of a JoinAnswer. */
                interface $Properties {

                    /** JoinAnswer clusterId */
                    clusterId?: (string|null);

                    /** JoinAnswer refusal */
                    refusal?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a JoinAnswer. */
                type $Shape = robustmq.meta.v1.JoinAnswer.$Properties;
            }

            /**
             * Properties of a TransferQuestion.
             * @deprecated Use robustmq.meta.v1.TransferQuestion.$Properties instead.
             */
            interface ITransferQuestion extends robustmq.meta.v1.TransferQuestion.$Properties {
            }

            /** Represents a TransferQuestion. */
            class TransferQuestion {

                /**
                 * Constructs a new TransferQuestion.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.meta.v1.TransferQuestion.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TransferQuestion group. */
                group: number;

                /** TransferQuestion to. */
                to: number;

                /**
                 * Creates a new TransferQuestion instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns TransferQuestion instance
                 */
                static create(properties: robustmq.meta.v1.TransferQuestion.$Shape): robustmq.meta.v1.TransferQuestion & robustmq.meta.v1.TransferQuestion.$Shape;
                static create(properties?: robustmq.meta.v1.TransferQuestion.$Properties): robustmq.meta.v1.TransferQuestion;

                /**
                 * Encodes the specified TransferQuestion message. Does not implicitly {@link robustmq.meta.v1.TransferQuestion.verify|verify} messages.
                 * @param message TransferQuestion message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.meta.v1.TransferQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TransferQuestion message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.TransferQuestion & robustmq.meta.v1.TransferQuestion.$Shape} TransferQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.meta.v1.TransferQuestion & robustmq.meta.v1.TransferQuestion.$Shape;

                /**
                 * Gets the type url for TransferQuestion
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace TransferQuestion {

                /** Properties of a TransferQuestion. */
                interface $Properties {

                    /** TransferQuestion group */
                    group?: (number|null);

                    /** TransferQuestion to */
                    to?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TransferQuestion. */
                type $Shape = robustmq.meta.v1.TransferQuestion.$Properties;
            }
        }
    }
}
