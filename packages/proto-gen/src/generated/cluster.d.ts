import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace cluster. */
    namespace cluster {

        /** Namespace v1. */
        namespace v1 {

            /** NodeState enum. */
            enum NodeState {

                /** NODE_STATE_UNKNOWN value */
                NODE_STATE_UNKNOWN = 0,

                /** NODE_STATE_JOINING value */
                NODE_STATE_JOINING = 1,

                /** NODE_STATE_ACTIVE value */
                NODE_STATE_ACTIVE = 2,

                /** NODE_STATE_LEAVING value */
                NODE_STATE_LEAVING = 3,

                /** NODE_STATE_REMOVED value */
                NODE_STATE_REMOVED = 4
            }

            /**
             * Properties of a NodeRecord.
             * @deprecated Use robustmq.cluster.v1.NodeRecord.$Properties instead.
             */
            interface INodeRecord extends robustmq.cluster.v1.NodeRecord.$Properties {
            }

            /** Represents a NodeRecord. */
            class NodeRecord {

                /**
                 * Constructs a new NodeRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.NodeRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** NodeRecord nodeId. */
                nodeId: number;

                /** NodeRecord raftId. */
                raftId: number;

                /** NodeRecord address. */
                address: string;

                /** NodeRecord state. */
                state: robustmq.cluster.v1.NodeState;

                /** NodeRecord groups. */
                groups: number[];

                /**
                 * Creates a new NodeRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns NodeRecord instance
                 */
                static create(properties: robustmq.cluster.v1.NodeRecord.$Shape): robustmq.cluster.v1.NodeRecord & robustmq.cluster.v1.NodeRecord.$Shape;
                static create(properties?: robustmq.cluster.v1.NodeRecord.$Properties): robustmq.cluster.v1.NodeRecord;

                /**
                 * Encodes the specified NodeRecord message. Does not implicitly {@link robustmq.cluster.v1.NodeRecord.verify|verify} messages.
                 * @param message NodeRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.NodeRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a NodeRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.NodeRecord & robustmq.cluster.v1.NodeRecord.$Shape} NodeRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.NodeRecord & robustmq.cluster.v1.NodeRecord.$Shape;

                /**
                 * Gets the type url for NodeRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace NodeRecord {

                /** Properties of a NodeRecord. */
                interface $Properties {

                    /** NodeRecord nodeId */
                    nodeId?: (number|null);

                    /** NodeRecord raftId */
                    raftId?: (number|null);

                    /** NodeRecord address */
                    address?: (string|null);

                    /** NodeRecord state */
                    state?: (robustmq.cluster.v1.NodeState|null);

                    /** NodeRecord groups */
                    groups?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a NodeRecord. */
                type $Shape = robustmq.cluster.v1.NodeRecord.$Properties;
            }

            /**
             * Properties of a ClusterCommand.
             * @deprecated Use robustmq.cluster.v1.ClusterCommand.$Properties instead.
             */
            interface IClusterCommand extends robustmq.cluster.v1.ClusterCommand.$Properties {
            }

            /** Represents a ClusterCommand. */
            class ClusterCommand {

                /**
                 * Constructs a new ClusterCommand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.ClusterCommand.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClusterCommand add. */
                add?: (robustmq.cluster.v1.AddNode.$Properties|null);

                /** ClusterCommand setState. */
                setState?: (robustmq.cluster.v1.SetNodeState.$Properties|null);

                /** ClusterCommand setAddress. */
                setAddress?: (robustmq.cluster.v1.SetAddress.$Properties|null);

                /**
                 * Creates a new ClusterCommand instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ClusterCommand instance
                 */
                static create(properties: robustmq.cluster.v1.ClusterCommand.$Shape): robustmq.cluster.v1.ClusterCommand & robustmq.cluster.v1.ClusterCommand.$Shape;
                static create(properties?: robustmq.cluster.v1.ClusterCommand.$Properties): robustmq.cluster.v1.ClusterCommand;

                /**
                 * Encodes the specified ClusterCommand message. Does not implicitly {@link robustmq.cluster.v1.ClusterCommand.verify|verify} messages.
                 * @param message ClusterCommand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.ClusterCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClusterCommand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.ClusterCommand & robustmq.cluster.v1.ClusterCommand.$Shape} ClusterCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.ClusterCommand & robustmq.cluster.v1.ClusterCommand.$Shape;

                /**
                 * Gets the type url for ClusterCommand
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ClusterCommand {

                /** Properties of a ClusterCommand. */
                interface $Properties {

                    /** ClusterCommand add */
                    add?: (robustmq.cluster.v1.AddNode.$Properties|null);

                    /** ClusterCommand setState */
                    setState?: (robustmq.cluster.v1.SetNodeState.$Properties|null);

                    /** ClusterCommand setAddress */
                    setAddress?: (robustmq.cluster.v1.SetAddress.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClusterCommand. */
                type $Shape = robustmq.cluster.v1.ClusterCommand.$Properties;
            }

            /**
             * Properties of an AddNode.
             * @deprecated Use robustmq.cluster.v1.AddNode.$Properties instead.
             */
            interface IAddNode extends robustmq.cluster.v1.AddNode.$Properties {
            }

            /** Represents an AddNode. */
            class AddNode {

                /**
                 * Constructs a new AddNode.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.AddNode.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AddNode nodeId. */
                nodeId: number;

                /** AddNode raftId. */
                raftId: number;

                /** AddNode address. */
                address: string;

                /**
                 * Creates a new AddNode instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AddNode instance
                 */
                static create(properties: robustmq.cluster.v1.AddNode.$Shape): robustmq.cluster.v1.AddNode & robustmq.cluster.v1.AddNode.$Shape;
                static create(properties?: robustmq.cluster.v1.AddNode.$Properties): robustmq.cluster.v1.AddNode;

                /**
                 * Encodes the specified AddNode message. Does not implicitly {@link robustmq.cluster.v1.AddNode.verify|verify} messages.
                 * @param message AddNode message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.AddNode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AddNode message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.AddNode & robustmq.cluster.v1.AddNode.$Shape} AddNode
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.AddNode & robustmq.cluster.v1.AddNode.$Shape;

                /**
                 * Gets the type url for AddNode
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace AddNode {

                /** Properties of an AddNode. */
                interface $Properties {

                    /** AddNode nodeId */
                    nodeId?: (number|null);

                    /** AddNode raftId */
                    raftId?: (number|null);

                    /** AddNode address */
                    address?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AddNode. */
                type $Shape = robustmq.cluster.v1.AddNode.$Properties;
            }

            /**
             * Properties of a SetNodeState.
             * @deprecated Use robustmq.cluster.v1.SetNodeState.$Properties instead.
             */
            interface ISetNodeState extends robustmq.cluster.v1.SetNodeState.$Properties {
            }

            /** Represents a SetNodeState. */
            class SetNodeState {

                /**
                 * Constructs a new SetNodeState.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.SetNodeState.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetNodeState nodeId. */
                nodeId: number;

                /** SetNodeState raftId. */
                raftId: number;

                /** SetNodeState state. */
                state: robustmq.cluster.v1.NodeState;

                /**
                 * Creates a new SetNodeState instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetNodeState instance
                 */
                static create(properties: robustmq.cluster.v1.SetNodeState.$Shape): robustmq.cluster.v1.SetNodeState & robustmq.cluster.v1.SetNodeState.$Shape;
                static create(properties?: robustmq.cluster.v1.SetNodeState.$Properties): robustmq.cluster.v1.SetNodeState;

                /**
                 * Encodes the specified SetNodeState message. Does not implicitly {@link robustmq.cluster.v1.SetNodeState.verify|verify} messages.
                 * @param message SetNodeState message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.SetNodeState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetNodeState message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.SetNodeState & robustmq.cluster.v1.SetNodeState.$Shape} SetNodeState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.SetNodeState & robustmq.cluster.v1.SetNodeState.$Shape;

                /**
                 * Gets the type url for SetNodeState
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace SetNodeState {

                /** Properties of a SetNodeState. */
                interface $Properties {

                    /** SetNodeState nodeId */
                    nodeId?: (number|null);

                    /** SetNodeState raftId */
                    raftId?: (number|null);

                    /** SetNodeState state */
                    state?: (robustmq.cluster.v1.NodeState|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetNodeState. */
                type $Shape = robustmq.cluster.v1.SetNodeState.$Properties;
            }

            /**
             * Properties of a SetAddress.
             * @deprecated Use robustmq.cluster.v1.SetAddress.$Properties instead.
             */
            interface ISetAddress extends robustmq.cluster.v1.SetAddress.$Properties {
            }

            /** Represents a SetAddress. */
            class SetAddress {

                /**
                 * Constructs a new SetAddress.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.SetAddress.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetAddress nodeId. */
                nodeId: number;

                /** SetAddress raftId. */
                raftId: number;

                /** SetAddress address. */
                address: string;

                /**
                 * Creates a new SetAddress instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetAddress instance
                 */
                static create(properties: robustmq.cluster.v1.SetAddress.$Shape): robustmq.cluster.v1.SetAddress & robustmq.cluster.v1.SetAddress.$Shape;
                static create(properties?: robustmq.cluster.v1.SetAddress.$Properties): robustmq.cluster.v1.SetAddress;

                /**
                 * Encodes the specified SetAddress message. Does not implicitly {@link robustmq.cluster.v1.SetAddress.verify|verify} messages.
                 * @param message SetAddress message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.SetAddress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetAddress message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.SetAddress & robustmq.cluster.v1.SetAddress.$Shape} SetAddress
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.SetAddress & robustmq.cluster.v1.SetAddress.$Shape;

                /**
                 * Gets the type url for SetAddress
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace SetAddress {

                /** Properties of a SetAddress. */
                interface $Properties {

                    /** SetAddress nodeId */
                    nodeId?: (number|null);

                    /** SetAddress raftId */
                    raftId?: (number|null);

                    /** SetAddress address */
                    address?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetAddress. */
                type $Shape = robustmq.cluster.v1.SetAddress.$Properties;
            }

            /**
             * Properties of a ClusterAnswer.
             * @deprecated Use robustmq.cluster.v1.ClusterAnswer.$Properties instead.
             */
            interface IClusterAnswer extends robustmq.cluster.v1.ClusterAnswer.$Properties {
            }

            /** Represents a ClusterAnswer. */
            class ClusterAnswer {

                /**
                 * Constructs a new ClusterAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.ClusterAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClusterAnswer refusal. */
                refusal: string;

                /**
                 * Creates a new ClusterAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ClusterAnswer instance
                 */
                static create(properties: robustmq.cluster.v1.ClusterAnswer.$Shape): robustmq.cluster.v1.ClusterAnswer & robustmq.cluster.v1.ClusterAnswer.$Shape;
                static create(properties?: robustmq.cluster.v1.ClusterAnswer.$Properties): robustmq.cluster.v1.ClusterAnswer;

                /**
                 * Encodes the specified ClusterAnswer message. Does not implicitly {@link robustmq.cluster.v1.ClusterAnswer.verify|verify} messages.
                 * @param message ClusterAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.ClusterAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClusterAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.ClusterAnswer & robustmq.cluster.v1.ClusterAnswer.$Shape} ClusterAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.ClusterAnswer & robustmq.cluster.v1.ClusterAnswer.$Shape;

                /**
                 * Gets the type url for ClusterAnswer
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ClusterAnswer {

                /** Properties of a ClusterAnswer. */
                interface $Properties {

                    /** ClusterAnswer refusal */
                    refusal?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClusterAnswer. */
                type $Shape = robustmq.cluster.v1.ClusterAnswer.$Properties;
            }

            /**
             * Properties of a ClusterSnapshot.
             * @deprecated Use robustmq.cluster.v1.ClusterSnapshot.$Properties instead.
             */
            interface IClusterSnapshot extends robustmq.cluster.v1.ClusterSnapshot.$Properties {
            }

            /** Represents a ClusterSnapshot. */
            class ClusterSnapshot {

                /**
                 * Constructs a new ClusterSnapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.cluster.v1.ClusterSnapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClusterSnapshot clusterId. */
                clusterId: string;

                /** ClusterSnapshot nodes. */
                nodes: robustmq.cluster.v1.NodeRecord.$Properties[];

                /** ClusterSnapshot nextGroup. */
                nextGroup: number;

                /**
                 * Creates a new ClusterSnapshot instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ClusterSnapshot instance
                 */
                static create(properties: robustmq.cluster.v1.ClusterSnapshot.$Shape): robustmq.cluster.v1.ClusterSnapshot & robustmq.cluster.v1.ClusterSnapshot.$Shape;
                static create(properties?: robustmq.cluster.v1.ClusterSnapshot.$Properties): robustmq.cluster.v1.ClusterSnapshot;

                /**
                 * Encodes the specified ClusterSnapshot message. Does not implicitly {@link robustmq.cluster.v1.ClusterSnapshot.verify|verify} messages.
                 * @param message ClusterSnapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.cluster.v1.ClusterSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClusterSnapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.ClusterSnapshot & robustmq.cluster.v1.ClusterSnapshot.$Shape} ClusterSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.cluster.v1.ClusterSnapshot & robustmq.cluster.v1.ClusterSnapshot.$Shape;

                /**
                 * Gets the type url for ClusterSnapshot
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ClusterSnapshot {

                /** Properties of a ClusterSnapshot. */
                interface $Properties {

                    /** ClusterSnapshot clusterId */
                    clusterId?: (string|null);

                    /** ClusterSnapshot nodes */
                    nodes?: (robustmq.cluster.v1.NodeRecord.$Properties[]|null);

                    /** ClusterSnapshot nextGroup */
                    nextGroup?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClusterSnapshot. */
                type $Shape = robustmq.cluster.v1.ClusterSnapshot.$Properties;
            }
        }
    }
}
