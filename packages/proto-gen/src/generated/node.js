/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

function $number(value) {
    const number = typeof value === "number" ? value : value.toNumber();
    if (!Number.isSafeInteger(number))
        throw $RangeError("64-bit value beyond 2^53");
    return number;
}

// Exported root namespace
const $root = $protobuf.roots["robustmq-node"] || ($protobuf.roots["robustmq-node"] = {});

export const robustmq = $root.robustmq = (() => {

    /**
     * Namespace robustmq.
     * @exports robustmq
     * @namespace
     */
    const robustmq = {};

    robustmq.node = (function() {

        /**
         * Namespace node.
         * @memberof robustmq
         * @namespace
         */
        const node = {};

        node.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof robustmq.node
             * @namespace
             */
            const v1 = {};

            v1.Frame = (function() {

                /**
                 * Properties of a Frame.
                 * @typedef {Object} robustmq.node.v1.Frame.$Properties
                 * @property {robustmq.node.v1.Hello.$Properties|null} [hello] Frame hello
                 * @property {robustmq.node.v1.Refusal.$Properties|null} [refusal] Frame refusal
                 * @property {Array.<robustmq.node.v1.Part.$Properties>|null} [parts] Frame parts
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Frame.
                 * @memberof robustmq.node.v1
                 * @interface IFrame
                 * @augments robustmq.node.v1.Frame.$Properties
                 * @deprecated Use robustmq.node.v1.Frame.$Properties instead.
                 */

                /**
                 * Shape of a Frame.
                 * @typedef {robustmq.node.v1.Frame.$Properties} robustmq.node.v1.Frame.$Shape
                 */

                /**
                 * Constructs a new Frame.
                 * @memberof robustmq.node.v1
                 * @classdesc Represents a Frame.
                 * @constructor
                 * @param {robustmq.node.v1.Frame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Frame = function (properties) {
                    this.parts = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Frame hello.
                 * @member {robustmq.node.v1.Hello.$Properties|null|undefined} hello
                 * @memberof robustmq.node.v1.Frame
                 * @instance
                 */
                Frame.prototype.hello = null;

                /**
                 * Frame refusal.
                 * @member {robustmq.node.v1.Refusal.$Properties|null|undefined} refusal
                 * @memberof robustmq.node.v1.Frame
                 * @instance
                 */
                Frame.prototype.refusal = null;

                /**
                 * Frame parts.
                 * @member {Array.<robustmq.node.v1.Part.$Properties>} parts
                 * @memberof robustmq.node.v1.Frame
                 * @instance
                 */
                Frame.prototype.parts = $util.emptyArray;

                /**
                 * Creates a new Frame instance using the specified properties.
                 * @function create
                 * @memberof robustmq.node.v1.Frame
                 * @static
                 * @param {robustmq.node.v1.Frame.$Properties=} [properties] Properties to set
                 * @returns {robustmq.node.v1.Frame} Frame instance
                 * @type {{
                 *   (properties: robustmq.node.v1.Frame.$Shape): robustmq.node.v1.Frame & robustmq.node.v1.Frame.$Shape;
                 *   (properties?: robustmq.node.v1.Frame.$Properties): robustmq.node.v1.Frame;
                 * }}
                 */
                Frame.create = function(properties) {
                    return new Frame(properties);
                };

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link robustmq.node.v1.Frame.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.node.v1.Frame
                 * @static
                 * @param {robustmq.node.v1.Frame.$Properties} message Frame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Frame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.robustmq.node.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal"))
                        $root.robustmq.node.v1.Refusal.encode(message.refusal, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.parts != null && message.parts.length)
                        for (let i = 0; i < message.parts.length; ++i)
                            $root.robustmq.node.v1.Part.encode(message.parts[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.node.v1.Frame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Frame & robustmq.node.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Frame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.robustmq.node.v1.Frame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.robustmq.node.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.refusal = $root.robustmq.node.v1.Refusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refusal);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.parts && message.parts.length))
                                    message.parts = [];
                                message.parts.push($root.robustmq.node.v1.Part.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Gets the type url for Frame
                 * @function getTypeUrl
                 * @memberof robustmq.node.v1.Frame
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Frame.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.node.v1.Frame";
                };

                return Frame;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} robustmq.node.v1.Hello.$Properties
                 * @property {number|null} [wireVersion] Hello wireVersion
                 * @property {number|null} [wireVersionMin] Hello wireVersionMin
                 * @property {string|null} [clusterId] Hello clusterId
                 * @property {number|null} [nodeId] Hello nodeId
                 * @property {number|null} [wantedNodeId] Hello wantedNodeId
                 * @property {number|null} [incarnation] Hello incarnation
                 * @property {string|null} [brokerVersion] Hello brokerVersion
                 * @property {Uint8Array|null} [identity] Hello identity
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof robustmq.node.v1
                 * @interface IHello
                 * @augments robustmq.node.v1.Hello.$Properties
                 * @deprecated Use robustmq.node.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {robustmq.node.v1.Hello.$Properties} robustmq.node.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof robustmq.node.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {robustmq.node.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello wireVersion.
                 * @member {number} wireVersion
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.wireVersion = 0;

                /**
                 * Hello wireVersionMin.
                 * @member {number} wireVersionMin
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.wireVersionMin = 0;

                /**
                 * Hello clusterId.
                 * @member {string} clusterId
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.clusterId = "";

                /**
                 * Hello nodeId.
                 * @member {number} nodeId
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.nodeId = 0;

                /**
                 * Hello wantedNodeId.
                 * @member {number} wantedNodeId
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.wantedNodeId = 0;

                /**
                 * Hello incarnation.
                 * @member {number} incarnation
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.incarnation = 0;

                /**
                 * Hello brokerVersion.
                 * @member {string} brokerVersion
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.brokerVersion = "";

                /**
                 * Hello identity.
                 * @member {Uint8Array} identity
                 * @memberof robustmq.node.v1.Hello
                 * @instance
                 */
                Hello.prototype.identity = $util.newBuffer([]);

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @function create
                 * @memberof robustmq.node.v1.Hello
                 * @static
                 * @param {robustmq.node.v1.Hello.$Properties=} [properties] Properties to set
                 * @returns {robustmq.node.v1.Hello} Hello instance
                 * @type {{
                 *   (properties: robustmq.node.v1.Hello.$Shape): robustmq.node.v1.Hello & robustmq.node.v1.Hello.$Shape;
                 *   (properties?: robustmq.node.v1.Hello.$Properties): robustmq.node.v1.Hello;
                 * }}
                 */
                Hello.create = function(properties) {
                    return new Hello(properties);
                };

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link robustmq.node.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.node.v1.Hello
                 * @static
                 * @param {robustmq.node.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.wireVersion != null && $Object.hasOwnProperty.call(message, "wireVersion") && message.wireVersion !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.wireVersion);
                    if (message.wireVersionMin != null && $Object.hasOwnProperty.call(message, "wireVersionMin") && message.wireVersionMin !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.wireVersionMin);
                    if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.clusterId);
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.nodeId);
                    if (message.wantedNodeId != null && $Object.hasOwnProperty.call(message, "wantedNodeId") && message.wantedNodeId !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.wantedNodeId);
                    if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && (typeof message.incarnation === "object" ? message.incarnation.low || message.incarnation.high : message.incarnation !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.incarnation);
                    if (message.brokerVersion != null && $Object.hasOwnProperty.call(message, "brokerVersion") && message.brokerVersion !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.brokerVersion);
                    if (message.identity != null && $Object.hasOwnProperty.call(message, "identity") && message.identity.length)
                        writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.identity);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.node.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Hello & robustmq.node.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.robustmq.node.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.wireVersion = value;
                                else
                                    delete message.wireVersion;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.wireVersionMin = value;
                                else
                                    delete message.wireVersionMin;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clusterId = value;
                                else
                                    delete message.clusterId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.wantedNodeId = value;
                                else
                                    delete message.wantedNodeId;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.incarnation = value;
                                else
                                    delete message.incarnation;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.brokerVersion = value;
                                else
                                    delete message.brokerVersion;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.identity = value;
                                else
                                    delete message.identity;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Gets the type url for Hello
                 * @function getTypeUrl
                 * @memberof robustmq.node.v1.Hello
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Hello.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.node.v1.Hello";
                };

                return Hello;
            })();

            v1.Refusal = (function() {

                /**
                 * Properties of a Refusal.
                 * @typedef {Object} robustmq.node.v1.Refusal.$Properties
                 * @property {string|null} [code] Refusal code
                 * @property {string|null} [message] Refusal message
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Refusal.
                 * @memberof robustmq.node.v1
                 * @interface IRefusal
                 * @augments robustmq.node.v1.Refusal.$Properties
                 * @deprecated Use robustmq.node.v1.Refusal.$Properties instead.
                 */

                /**
                 * Shape of a Refusal.
                 * @typedef {robustmq.node.v1.Refusal.$Properties} robustmq.node.v1.Refusal.$Shape
                 */

                /**
                 * Constructs a new Refusal.
                 * @memberof robustmq.node.v1
                 * @classdesc Represents a Refusal.
                 * @constructor
                 * @param {robustmq.node.v1.Refusal.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Refusal = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Refusal code.
                 * @member {string} code
                 * @memberof robustmq.node.v1.Refusal
                 * @instance
                 */
                Refusal.prototype.code = "";

                /**
                 * Refusal message.
                 * @member {string} message
                 * @memberof robustmq.node.v1.Refusal
                 * @instance
                 */
                Refusal.prototype.message = "";

                /**
                 * Creates a new Refusal instance using the specified properties.
                 * @function create
                 * @memberof robustmq.node.v1.Refusal
                 * @static
                 * @param {robustmq.node.v1.Refusal.$Properties=} [properties] Properties to set
                 * @returns {robustmq.node.v1.Refusal} Refusal instance
                 * @type {{
                 *   (properties: robustmq.node.v1.Refusal.$Shape): robustmq.node.v1.Refusal & robustmq.node.v1.Refusal.$Shape;
                 *   (properties?: robustmq.node.v1.Refusal.$Properties): robustmq.node.v1.Refusal;
                 * }}
                 */
                Refusal.create = function(properties) {
                    return new Refusal(properties);
                };

                /**
                 * Encodes the specified Refusal message. Does not implicitly {@link robustmq.node.v1.Refusal.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.node.v1.Refusal
                 * @static
                 * @param {robustmq.node.v1.Refusal.$Properties} message Refusal message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Refusal.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Refusal message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.node.v1.Refusal
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Refusal & robustmq.node.v1.Refusal.$Shape} Refusal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Refusal.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.robustmq.node.v1.Refusal();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.code = value;
                                else
                                    delete message.code;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.message = value;
                                else
                                    delete message.message;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Gets the type url for Refusal
                 * @function getTypeUrl
                 * @memberof robustmq.node.v1.Refusal
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Refusal.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.node.v1.Refusal";
                };

                return Refusal;
            })();

            /**
             * PartKind enum.
             * @name robustmq.node.v1.PartKind
             * @enum {number}
             * @property {number} ONE_WAY=0 ONE_WAY value
             * @property {number} REQUEST=1 REQUEST value
             * @property {number} ANSWER=2 ANSWER value
             * @property {number} FAILURE=3 FAILURE value
             */
            v1.PartKind = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "ONE_WAY"] = 0;
                values[valuesById[1] = "REQUEST"] = 1;
                values[valuesById[2] = "ANSWER"] = 2;
                values[valuesById[3] = "FAILURE"] = 3;
                return values;
            })();

            v1.Part = (function() {

                /**
                 * Properties of a Part.
                 * @typedef {Object} robustmq.node.v1.Part.$Properties
                 * @property {number|null} [channel] Part channel
                 * @property {robustmq.node.v1.PartKind|null} [kind] Part kind
                 * @property {number|null} [id] Part id
                 * @property {Uint8Array|null} [body] Part body
                 * @property {boolean|null} [more] Part more
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Part.
                 * @memberof robustmq.node.v1
                 * @interface IPart
                 * @augments robustmq.node.v1.Part.$Properties
                 * @deprecated Use robustmq.node.v1.Part.$Properties instead.
                 */

                /**
                 * Shape of a Part.
                 * @typedef {robustmq.node.v1.Part.$Properties} robustmq.node.v1.Part.$Shape
                 */

                /**
                 * Constructs a new Part.
                 * @memberof robustmq.node.v1
                 * @classdesc Represents a Part.
                 * @constructor
                 * @param {robustmq.node.v1.Part.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Part = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Part channel.
                 * @member {number} channel
                 * @memberof robustmq.node.v1.Part
                 * @instance
                 */
                Part.prototype.channel = 0;

                /**
                 * Part kind.
                 * @member {robustmq.node.v1.PartKind} kind
                 * @memberof robustmq.node.v1.Part
                 * @instance
                 */
                Part.prototype.kind = 0;

                /**
                 * Part id.
                 * @member {number} id
                 * @memberof robustmq.node.v1.Part
                 * @instance
                 */
                Part.prototype.id = 0;

                /**
                 * Part body.
                 * @member {Uint8Array} body
                 * @memberof robustmq.node.v1.Part
                 * @instance
                 */
                Part.prototype.body = $util.newBuffer([]);

                /**
                 * Part more.
                 * @member {boolean} more
                 * @memberof robustmq.node.v1.Part
                 * @instance
                 */
                Part.prototype.more = false;

                /**
                 * Creates a new Part instance using the specified properties.
                 * @function create
                 * @memberof robustmq.node.v1.Part
                 * @static
                 * @param {robustmq.node.v1.Part.$Properties=} [properties] Properties to set
                 * @returns {robustmq.node.v1.Part} Part instance
                 * @type {{
                 *   (properties: robustmq.node.v1.Part.$Shape): robustmq.node.v1.Part & robustmq.node.v1.Part.$Shape;
                 *   (properties?: robustmq.node.v1.Part.$Properties): robustmq.node.v1.Part;
                 * }}
                 */
                Part.create = function(properties) {
                    return new Part(properties);
                };

                /**
                 * Encodes the specified Part message. Does not implicitly {@link robustmq.node.v1.Part.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.node.v1.Part
                 * @static
                 * @param {robustmq.node.v1.Part.$Properties} message Part message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Part.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.channel);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.kind);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.id);
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.body);
                    if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.more);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Part message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.node.v1.Part
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Part & robustmq.node.v1.Part.$Shape} Part
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Part.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.robustmq.node.v1.Part();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.channel = value;
                                else
                                    delete message.channel;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.more = value;
                                else
                                    delete message.more;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Gets the type url for Part
                 * @function getTypeUrl
                 * @memberof robustmq.node.v1.Part
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Part.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.node.v1.Part";
                };

                return Part;
            })();

            v1.Failure = (function() {

                /**
                 * Properties of a Failure.
                 * @typedef {Object} robustmq.node.v1.Failure.$Properties
                 * @property {string|null} [code] Failure code
                 * @property {string|null} [message] Failure message
                 * @property {string|null} [retry] Failure retry
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Failure.
                 * @memberof robustmq.node.v1
                 * @interface IFailure
                 * @augments robustmq.node.v1.Failure.$Properties
                 * @deprecated Use robustmq.node.v1.Failure.$Properties instead.
                 */

                /**
                 * Shape of a Failure.
                 * @typedef {robustmq.node.v1.Failure.$Properties} robustmq.node.v1.Failure.$Shape
                 */

                /**
                 * Constructs a new Failure.
                 * @memberof robustmq.node.v1
                 * @classdesc Represents a Failure.
                 * @constructor
                 * @param {robustmq.node.v1.Failure.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Failure = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Failure code.
                 * @member {string} code
                 * @memberof robustmq.node.v1.Failure
                 * @instance
                 */
                Failure.prototype.code = "";

                /**
                 * Failure message.
                 * @member {string} message
                 * @memberof robustmq.node.v1.Failure
                 * @instance
                 */
                Failure.prototype.message = "";

                /**
                 * Failure retry.
                 * @member {string} retry
                 * @memberof robustmq.node.v1.Failure
                 * @instance
                 */
                Failure.prototype.retry = "";

                /**
                 * Creates a new Failure instance using the specified properties.
                 * @function create
                 * @memberof robustmq.node.v1.Failure
                 * @static
                 * @param {robustmq.node.v1.Failure.$Properties=} [properties] Properties to set
                 * @returns {robustmq.node.v1.Failure} Failure instance
                 * @type {{
                 *   (properties: robustmq.node.v1.Failure.$Shape): robustmq.node.v1.Failure & robustmq.node.v1.Failure.$Shape;
                 *   (properties?: robustmq.node.v1.Failure.$Properties): robustmq.node.v1.Failure;
                 * }}
                 */
                Failure.create = function(properties) {
                    return new Failure(properties);
                };

                /**
                 * Encodes the specified Failure message. Does not implicitly {@link robustmq.node.v1.Failure.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.node.v1.Failure
                 * @static
                 * @param {robustmq.node.v1.Failure.$Properties} message Failure message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Failure.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.retry != null && $Object.hasOwnProperty.call(message, "retry") && message.retry !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.retry);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Failure message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.node.v1.Failure
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.node.v1.Failure & robustmq.node.v1.Failure.$Shape} Failure
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Failure.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.robustmq.node.v1.Failure();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.code = value;
                                else
                                    delete message.code;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.message = value;
                                else
                                    delete message.message;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.retry = value;
                                else
                                    delete message.retry;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Gets the type url for Failure
                 * @function getTypeUrl
                 * @memberof robustmq.node.v1.Failure
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Failure.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.node.v1.Failure";
                };

                return Failure;
            })();

            return v1;
        })();

        return node;
    })();

    return robustmq;
})();

export {
  $root as default
};
