import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace node. */
    namespace node {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Frame.
             * @deprecated Use robustmq.node.v1.Frame.$Properties instead.
             */
            interface IFrame extends robustmq.node.v1.Frame.$Properties {
            }

            /** Represents a Frame. */
            class Frame {

                /**
                 * Constructs a new Frame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.node.v1.Frame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Frame hello. */
                hello?: (robustmq.node.v1.Hello.$Properties|null);

                /** Frame refusal. */
                refusal?: (robustmq.node.v1.Refusal.$Properties|null);

                /** Frame parts. */
                parts: robustmq.node.v1.Part.$Properties[];

                /**
                 * Creates a new Frame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Frame instance
                 */
                static create(properties: robustmq.node.v1.Frame.$Shape): robustmq.node.v1.Frame & robustmq.node.v1.Frame.$Shape;
                static create(properties?: robustmq.node.v1.Frame.$Properties): robustmq.node.v1.Frame;

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link robustmq.node.v1.Frame.verify|verify} messages.
                 * @param message Frame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.node.v1.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Frame & robustmq.node.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.node.v1.Frame & robustmq.node.v1.Frame.$Shape;

                /**
                 * Gets the type url for Frame
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Frame {

                /** Properties of a Frame. */
                interface $Properties {

                    /** Frame hello */
                    hello?: (robustmq.node.v1.Hello.$Properties|null);

                    /** Frame refusal */
                    refusal?: (robustmq.node.v1.Refusal.$Properties|null);

                    /** Frame parts */
                    parts?: (robustmq.node.v1.Part.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Frame. */
                type $Shape = robustmq.node.v1.Frame.$Properties;
            }

            /**
             * Properties of a Hello.
             * @deprecated Use robustmq.node.v1.Hello.$Properties instead.
             */
            interface IHello extends robustmq.node.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.node.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello wireVersion. */
                wireVersion: number;

                /** Hello wireVersionMin. */
                wireVersionMin: number;

                /** Hello clusterId. */
                clusterId: string;

                /** Hello nodeId. */
                nodeId: number;

                /** Hello wantedNodeId. */
                wantedNodeId: number;

                /** Hello incarnation. */
                incarnation: number;

                /** Hello brokerVersion. */
                brokerVersion: string;

                /** Hello identity. */
                identity: Uint8Array;

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Hello instance
                 */
                static create(properties: robustmq.node.v1.Hello.$Shape): robustmq.node.v1.Hello & robustmq.node.v1.Hello.$Shape;
                static create(properties?: robustmq.node.v1.Hello.$Properties): robustmq.node.v1.Hello;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link robustmq.node.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.node.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Hello & robustmq.node.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.node.v1.Hello & robustmq.node.v1.Hello.$Shape;

                /**
                 * Gets the type url for Hello
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello wireVersion */
                    wireVersion?: (number|null);

                    /** Hello wireVersionMin */
                    wireVersionMin?: (number|null);

                    /** Hello clusterId */
                    clusterId?: (string|null);

                    /** Hello nodeId */
                    nodeId?: (number|null);

                    /** Hello wantedNodeId */
                    wantedNodeId?: (number|null);

                    /** Hello incarnation */
                    incarnation?: (number|null);

                    /** Hello brokerVersion */
                    brokerVersion?: (string|null);

                    /** Hello identity */
                    identity?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = robustmq.node.v1.Hello.$Properties;
            }

            /**
             * Properties of a Refusal.
             * @deprecated Use robustmq.node.v1.Refusal.$Properties instead.
             */
            interface IRefusal extends robustmq.node.v1.Refusal.$Properties {
            }

            /** Represents a Refusal. */
            class Refusal {

                /**
                 * Constructs a new Refusal.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.node.v1.Refusal.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Refusal code. */
                code: string;

                /** Refusal message. */
                message: string;

                /**
                 * Creates a new Refusal instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Refusal instance
                 */
                static create(properties: robustmq.node.v1.Refusal.$Shape): robustmq.node.v1.Refusal & robustmq.node.v1.Refusal.$Shape;
                static create(properties?: robustmq.node.v1.Refusal.$Properties): robustmq.node.v1.Refusal;

                /**
                 * Encodes the specified Refusal message. Does not implicitly {@link robustmq.node.v1.Refusal.verify|verify} messages.
                 * @param message Refusal message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.node.v1.Refusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Refusal message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Refusal & robustmq.node.v1.Refusal.$Shape} Refusal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.node.v1.Refusal & robustmq.node.v1.Refusal.$Shape;

                /**
                 * Gets the type url for Refusal
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Refusal {

                /** Properties of a Refusal. */
                interface $Properties {

                    /** Refusal code */
                    code?: (string|null);

                    /** Refusal message */
                    message?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Refusal. */
                type $Shape = robustmq.node.v1.Refusal.$Properties;
            }

            /** PartKind enum. */
            enum PartKind {

                /** ONE_WAY value */
                ONE_WAY = 0,

                /** REQUEST value */
                REQUEST = 1,

                /** ANSWER value */
                ANSWER = 2,

                /** FAILURE value */
                FAILURE = 3
            }

            /**
             * Properties of a Part.
             * @deprecated Use robustmq.node.v1.Part.$Properties instead.
             */
            interface IPart extends robustmq.node.v1.Part.$Properties {
            }

            /** Represents a Part. */
            class Part {

                /**
                 * Constructs a new Part.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.node.v1.Part.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Part channel. */
                channel: number;

                /** Part kind. */
                kind: robustmq.node.v1.PartKind;

                /** Part id. */
                id: number;

                /** Part body. */
                body: Uint8Array;

                /** Part more. */
                more: boolean;

                /**
                 * Creates a new Part instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Part instance
                 */
                static create(properties: robustmq.node.v1.Part.$Shape): robustmq.node.v1.Part & robustmq.node.v1.Part.$Shape;
                static create(properties?: robustmq.node.v1.Part.$Properties): robustmq.node.v1.Part;

                /**
                 * Encodes the specified Part message. Does not implicitly {@link robustmq.node.v1.Part.verify|verify} messages.
                 * @param message Part message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.node.v1.Part.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Part message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Part & robustmq.node.v1.Part.$Shape} Part
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.node.v1.Part & robustmq.node.v1.Part.$Shape;

                /**
                 * Gets the type url for Part
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Part {

                /** Properties of a Part. */
                interface $Properties {

                    /** Part channel */
                    channel?: (number|null);

                    /** Part kind */
                    kind?: (robustmq.node.v1.PartKind|null);

                    /** Part id */
                    id?: (number|null);

                    /** Part body */
                    body?: (Uint8Array|null);

                    /** Part more */
                    more?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Part. */
                type $Shape = robustmq.node.v1.Part.$Properties;
            }

            /**
             * Properties of a Failure.
             * @deprecated Use robustmq.node.v1.Failure.$Properties instead.
             */
            interface IFailure extends robustmq.node.v1.Failure.$Properties {
            }

            /** Represents a Failure. */
            class Failure {

                /**
                 * Constructs a new Failure.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.node.v1.Failure.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Failure code. */
                code: string;

                /** Failure message. */
                message: string;

                /** Failure retry. */
                retry: string;

                /**
                 * Creates a new Failure instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Failure instance
                 */
                static create(properties: robustmq.node.v1.Failure.$Shape): robustmq.node.v1.Failure & robustmq.node.v1.Failure.$Shape;
                static create(properties?: robustmq.node.v1.Failure.$Properties): robustmq.node.v1.Failure;

                /**
                 * Encodes the specified Failure message. Does not implicitly {@link robustmq.node.v1.Failure.verify|verify} messages.
                 * @param message Failure message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.node.v1.Failure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Failure message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Failure & robustmq.node.v1.Failure.$Shape} Failure
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.node.v1.Failure & robustmq.node.v1.Failure.$Shape;

                /**
                 * Gets the type url for Failure
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Failure {

                /** Properties of a Failure. */
                interface $Properties {

                    /** Failure code */
                    code?: (string|null);

                    /** Failure message */
                    message?: (string|null);

                    /** Failure retry */
                    retry?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Failure. */
                type $Shape = robustmq.node.v1.Failure.$Properties;
            }
        }
    }
}
