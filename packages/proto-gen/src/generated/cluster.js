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
const $root = $protobuf.roots["robustmq-cluster"] || ($protobuf.roots["robustmq-cluster"] = {});

export const robustmq = $root.robustmq = (() => {

    /**
     * Namespace robustmq.
     * @exports robustmq
     * @namespace
     */
    const robustmq = {};

    robustmq.cluster = (function() {

        /**
         * Namespace cluster.
         * @memberof robustmq
         * @namespace
         */
        const cluster = {};

        cluster.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof robustmq.cluster
             * @namespace
             */
            const v1 = {};

            /**
             * NodeState enum.
             * @name robustmq.cluster.v1.NodeState
             * @enum {number}
             * @property {number} NODE_STATE_UNKNOWN=0 NODE_STATE_UNKNOWN value
             * @property {number} NODE_STATE_JOINING=1 NODE_STATE_JOINING value
             * @property {number} NODE_STATE_ACTIVE=2 NODE_STATE_ACTIVE value
             * @property {number} NODE_STATE_LEAVING=3 NODE_STATE_LEAVING value
             * @property {number} NODE_STATE_REMOVED=4 NODE_STATE_REMOVED value
             */
            v1.NodeState = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "NODE_STATE_UNKNOWN"] = 0;
                values[valuesById[1] = "NODE_STATE_JOINING"] = 1;
                values[valuesById[2] = "NODE_STATE_ACTIVE"] = 2;
                values[valuesById[3] = "NODE_STATE_LEAVING"] = 3;
                values[valuesById[4] = "NODE_STATE_REMOVED"] = 4;
                return values;
            })();

            v1.NodeRecord = (function() {

                /**
                 * Properties of a NodeRecord.
                 * @typedef {Object} robustmq.cluster.v1.NodeRecord.$Properties
                 * @property {number|null} [nodeId] NodeRecord nodeId
                 * @property {number|null} [raftId] NodeRecord raftId
                 * @property {string|null} [address] NodeRecord address
                 * @property {robustmq.cluster.v1.NodeState|null} [state] NodeRecord state
                 * @property {Array.<number>|null} [groups] NodeRecord groups
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NodeRecord.
                 * @memberof robustmq.cluster.v1
                 * @interface INodeRecord
                 * @augments robustmq.cluster.v1.NodeRecord.$Properties
                 * @deprecated Use robustmq.cluster.v1.NodeRecord.$Properties instead.
                 */

                /**
                 * Shape of a NodeRecord.
                 * @typedef {robustmq.cluster.v1.NodeRecord.$Properties} robustmq.cluster.v1.NodeRecord.$Shape
                 */

                /**
                 * Constructs a new NodeRecord.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents a NodeRecord.
                 * @constructor
                 * @param {robustmq.cluster.v1.NodeRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NodeRecord = function (properties) {
                    this.groups = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NodeRecord nodeId.
                 * @member {number} nodeId
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @instance
                 */
                NodeRecord.prototype.nodeId = 0;

                /**
                 * NodeRecord raftId.
                 * @member {number} raftId
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @instance
                 */
                NodeRecord.prototype.raftId = 0;

                /**
                 * NodeRecord address.
                 * @member {string} address
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @instance
                 */
                NodeRecord.prototype.address = "";

                /**
                 * NodeRecord state.
                 * @member {robustmq.cluster.v1.NodeState} state
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @instance
                 */
                NodeRecord.prototype.state = 0;

                /**
                 * NodeRecord groups.
                 * @member {Array.<number>} groups
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @instance
                 */
                NodeRecord.prototype.groups = $util.emptyArray;

                /**
                 * Creates a new NodeRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @static
                 * @param {robustmq.cluster.v1.NodeRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.NodeRecord} NodeRecord instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.NodeRecord.$Shape): robustmq.cluster.v1.NodeRecord & robustmq.cluster.v1.NodeRecord.$Shape;
                 *   (properties?: robustmq.cluster.v1.NodeRecord.$Properties): robustmq.cluster.v1.NodeRecord;
                 * }}
                 */
                NodeRecord.create = function(properties) {
                    return new NodeRecord(properties);
                };

                /**
                 * Encodes the specified NodeRecord message. Does not implicitly {@link robustmq.cluster.v1.NodeRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @static
                 * @param {robustmq.cluster.v1.NodeRecord.$Properties} message NodeRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NodeRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nodeId);
                    if (message.raftId != null && $Object.hasOwnProperty.call(message, "raftId") && (typeof message.raftId === "object" ? message.raftId.low || message.raftId.high : message.raftId !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.raftId);
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.address);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).int32(message.state);
                    if (message.groups != null && message.groups.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.groups);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NodeRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.NodeRecord & robustmq.cluster.v1.NodeRecord.$Shape} NodeRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NodeRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.NodeRecord();
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
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.raftId = value;
                                else
                                    delete message.raftId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.address = value;
                                else
                                    delete message.address;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 5: {
                                if (wireType === 2) {
                                    if (!(message.groups && message.groups.length))
                                        message.groups = [];
                                    reader.uint32s(message.groups);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.groups && message.groups.length))
                                    message.groups = [];
                                message.groups.push(reader.uint32());
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
                 * Gets the type url for NodeRecord
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.NodeRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                NodeRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.NodeRecord";
                };

                return NodeRecord;
            })();

            v1.ClusterCommand = (function() {

                /**
                 * Properties of a ClusterCommand.
                 * @typedef {Object} robustmq.cluster.v1.ClusterCommand.$Properties
                 * @property {robustmq.cluster.v1.AddNode.$Properties|null} [add] ClusterCommand add
                 * @property {robustmq.cluster.v1.SetNodeState.$Properties|null} [setState] ClusterCommand setState
                 * @property {robustmq.cluster.v1.SetAddress.$Properties|null} [setAddress] ClusterCommand setAddress
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ClusterCommand.
                 * @memberof robustmq.cluster.v1
                 * @interface IClusterCommand
                 * @augments robustmq.cluster.v1.ClusterCommand.$Properties
                 * @deprecated Use robustmq.cluster.v1.ClusterCommand.$Properties instead.
                 */

                /**
                 * Shape of a ClusterCommand.
                 * @typedef {robustmq.cluster.v1.ClusterCommand.$Properties} robustmq.cluster.v1.ClusterCommand.$Shape
                 */

                /**
                 * Constructs a new ClusterCommand.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents a ClusterCommand.
                 * @constructor
                 * @param {robustmq.cluster.v1.ClusterCommand.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ClusterCommand = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ClusterCommand add.
                 * @member {robustmq.cluster.v1.AddNode.$Properties|null|undefined} add
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @instance
                 */
                ClusterCommand.prototype.add = null;

                /**
                 * ClusterCommand setState.
                 * @member {robustmq.cluster.v1.SetNodeState.$Properties|null|undefined} setState
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @instance
                 */
                ClusterCommand.prototype.setState = null;

                /**
                 * ClusterCommand setAddress.
                 * @member {robustmq.cluster.v1.SetAddress.$Properties|null|undefined} setAddress
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @instance
                 */
                ClusterCommand.prototype.setAddress = null;

                /**
                 * Creates a new ClusterCommand instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @static
                 * @param {robustmq.cluster.v1.ClusterCommand.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.ClusterCommand} ClusterCommand instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.ClusterCommand.$Shape): robustmq.cluster.v1.ClusterCommand & robustmq.cluster.v1.ClusterCommand.$Shape;
                 *   (properties?: robustmq.cluster.v1.ClusterCommand.$Properties): robustmq.cluster.v1.ClusterCommand;
                 * }}
                 */
                ClusterCommand.create = function(properties) {
                    return new ClusterCommand(properties);
                };

                /**
                 * Encodes the specified ClusterCommand message. Does not implicitly {@link robustmq.cluster.v1.ClusterCommand.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @static
                 * @param {robustmq.cluster.v1.ClusterCommand.$Properties} message ClusterCommand message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ClusterCommand.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.add != null && $Object.hasOwnProperty.call(message, "add"))
                        $root.robustmq.cluster.v1.AddNode.encode(message.add, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.setState != null && $Object.hasOwnProperty.call(message, "setState"))
                        $root.robustmq.cluster.v1.SetNodeState.encode(message.setState, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.setAddress != null && $Object.hasOwnProperty.call(message, "setAddress"))
                        $root.robustmq.cluster.v1.SetAddress.encode(message.setAddress, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ClusterCommand message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.ClusterCommand & robustmq.cluster.v1.ClusterCommand.$Shape} ClusterCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ClusterCommand.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.ClusterCommand();
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
                                message.add = $root.robustmq.cluster.v1.AddNode.decode(reader, reader.size(), $undefined, _depth + 1, message.add);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.setState = $root.robustmq.cluster.v1.SetNodeState.decode(reader, reader.size(), $undefined, _depth + 1, message.setState);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.setAddress = $root.robustmq.cluster.v1.SetAddress.decode(reader, reader.size(), $undefined, _depth + 1, message.setAddress);
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
                 * Gets the type url for ClusterCommand
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.ClusterCommand
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ClusterCommand.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.ClusterCommand";
                };

                return ClusterCommand;
            })();

            v1.AddNode = (function() {

                /**
                 * Properties of an AddNode.
                 * @typedef {Object} robustmq.cluster.v1.AddNode.$Properties
                 * @property {number|null} [nodeId] AddNode nodeId
                 * @property {number|null} [raftId] AddNode raftId
                 * @property {string|null} [address] AddNode address
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AddNode.
                 * @memberof robustmq.cluster.v1
                 * @interface IAddNode
                 * @augments robustmq.cluster.v1.AddNode.$Properties
                 * @deprecated Use robustmq.cluster.v1.AddNode.$Properties instead.
                 */

                /**
                 * Shape of an AddNode.
                 * @typedef {robustmq.cluster.v1.AddNode.$Properties} robustmq.cluster.v1.AddNode.$Shape
                 */

                /**
                 * Constructs a new AddNode.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents an AddNode.
                 * @constructor
                 * @param {robustmq.cluster.v1.AddNode.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AddNode = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AddNode nodeId.
                 * @member {number} nodeId
                 * @memberof robustmq.cluster.v1.AddNode
                 * @instance
                 */
                AddNode.prototype.nodeId = 0;

                /**
                 * AddNode raftId.
                 * @member {number} raftId
                 * @memberof robustmq.cluster.v1.AddNode
                 * @instance
                 */
                AddNode.prototype.raftId = 0;

                /**
                 * AddNode address.
                 * @member {string} address
                 * @memberof robustmq.cluster.v1.AddNode
                 * @instance
                 */
                AddNode.prototype.address = "";

                /**
                 * Creates a new AddNode instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.AddNode
                 * @static
                 * @param {robustmq.cluster.v1.AddNode.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.AddNode} AddNode instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.AddNode.$Shape): robustmq.cluster.v1.AddNode & robustmq.cluster.v1.AddNode.$Shape;
                 *   (properties?: robustmq.cluster.v1.AddNode.$Properties): robustmq.cluster.v1.AddNode;
                 * }}
                 */
                AddNode.create = function(properties) {
                    return new AddNode(properties);
                };

                /**
                 * Encodes the specified AddNode message. Does not implicitly {@link robustmq.cluster.v1.AddNode.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.AddNode
                 * @static
                 * @param {robustmq.cluster.v1.AddNode.$Properties} message AddNode message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AddNode.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nodeId);
                    if (message.raftId != null && $Object.hasOwnProperty.call(message, "raftId") && (typeof message.raftId === "object" ? message.raftId.low || message.raftId.high : message.raftId !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.raftId);
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.address);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AddNode message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.AddNode
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.AddNode & robustmq.cluster.v1.AddNode.$Shape} AddNode
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AddNode.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.AddNode();
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
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.raftId = value;
                                else
                                    delete message.raftId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.address = value;
                                else
                                    delete message.address;
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
                 * Gets the type url for AddNode
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.AddNode
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                AddNode.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.AddNode";
                };

                return AddNode;
            })();

            v1.SetNodeState = (function() {

                /**
                 * Properties of a SetNodeState.
                 * @typedef {Object} robustmq.cluster.v1.SetNodeState.$Properties
                 * @property {number|null} [nodeId] SetNodeState nodeId
                 * @property {number|null} [raftId] SetNodeState raftId
                 * @property {robustmq.cluster.v1.NodeState|null} [state] SetNodeState state
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SetNodeState.
                 * @memberof robustmq.cluster.v1
                 * @interface ISetNodeState
                 * @augments robustmq.cluster.v1.SetNodeState.$Properties
                 * @deprecated Use robustmq.cluster.v1.SetNodeState.$Properties instead.
                 */

                /**
                 * Shape of a SetNodeState.
                 * @typedef {robustmq.cluster.v1.SetNodeState.$Properties} robustmq.cluster.v1.SetNodeState.$Shape
                 */

                /**
                 * Constructs a new SetNodeState.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents a SetNodeState.
                 * @constructor
                 * @param {robustmq.cluster.v1.SetNodeState.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SetNodeState = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SetNodeState nodeId.
                 * @member {number} nodeId
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @instance
                 */
                SetNodeState.prototype.nodeId = 0;

                /**
                 * SetNodeState raftId.
                 * @member {number} raftId
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @instance
                 */
                SetNodeState.prototype.raftId = 0;

                /**
                 * SetNodeState state.
                 * @member {robustmq.cluster.v1.NodeState} state
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @instance
                 */
                SetNodeState.prototype.state = 0;

                /**
                 * Creates a new SetNodeState instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @static
                 * @param {robustmq.cluster.v1.SetNodeState.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.SetNodeState} SetNodeState instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.SetNodeState.$Shape): robustmq.cluster.v1.SetNodeState & robustmq.cluster.v1.SetNodeState.$Shape;
                 *   (properties?: robustmq.cluster.v1.SetNodeState.$Properties): robustmq.cluster.v1.SetNodeState;
                 * }}
                 */
                SetNodeState.create = function(properties) {
                    return new SetNodeState(properties);
                };

                /**
                 * Encodes the specified SetNodeState message. Does not implicitly {@link robustmq.cluster.v1.SetNodeState.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @static
                 * @param {robustmq.cluster.v1.SetNodeState.$Properties} message SetNodeState message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SetNodeState.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nodeId);
                    if (message.raftId != null && $Object.hasOwnProperty.call(message, "raftId") && (typeof message.raftId === "object" ? message.raftId.low || message.raftId.high : message.raftId !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.raftId);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.state);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SetNodeState message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.SetNodeState & robustmq.cluster.v1.SetNodeState.$Shape} SetNodeState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SetNodeState.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.SetNodeState();
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
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.raftId = value;
                                else
                                    delete message.raftId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.state = value;
                                else
                                    delete message.state;
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
                 * Gets the type url for SetNodeState
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.SetNodeState
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                SetNodeState.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.SetNodeState";
                };

                return SetNodeState;
            })();

            v1.SetAddress = (function() {

                /**
                 * Properties of a SetAddress.
                 * @typedef {Object} robustmq.cluster.v1.SetAddress.$Properties
                 * @property {number|null} [nodeId] SetAddress nodeId
                 * @property {number|null} [raftId] SetAddress raftId
                 * @property {string|null} [address] SetAddress address
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SetAddress.
                 * @memberof robustmq.cluster.v1
                 * @interface ISetAddress
                 * @augments robustmq.cluster.v1.SetAddress.$Properties
                 * @deprecated Use robustmq.cluster.v1.SetAddress.$Properties instead.
                 */

                /**
                 * Shape of a SetAddress.
                 * @typedef {robustmq.cluster.v1.SetAddress.$Properties} robustmq.cluster.v1.SetAddress.$Shape
                 */

                /**
                 * Constructs a new SetAddress.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents a SetAddress.
                 * @constructor
                 * @param {robustmq.cluster.v1.SetAddress.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SetAddress = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SetAddress nodeId.
                 * @member {number} nodeId
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @instance
                 */
                SetAddress.prototype.nodeId = 0;

                /**
                 * SetAddress raftId.
                 * @member {number} raftId
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @instance
                 */
                SetAddress.prototype.raftId = 0;

                /**
                 * SetAddress address.
                 * @member {string} address
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @instance
                 */
                SetAddress.prototype.address = "";

                /**
                 * Creates a new SetAddress instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @static
                 * @param {robustmq.cluster.v1.SetAddress.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.SetAddress} SetAddress instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.SetAddress.$Shape): robustmq.cluster.v1.SetAddress & robustmq.cluster.v1.SetAddress.$Shape;
                 *   (properties?: robustmq.cluster.v1.SetAddress.$Properties): robustmq.cluster.v1.SetAddress;
                 * }}
                 */
                SetAddress.create = function(properties) {
                    return new SetAddress(properties);
                };

                /**
                 * Encodes the specified SetAddress message. Does not implicitly {@link robustmq.cluster.v1.SetAddress.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @static
                 * @param {robustmq.cluster.v1.SetAddress.$Properties} message SetAddress message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SetAddress.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nodeId);
                    if (message.raftId != null && $Object.hasOwnProperty.call(message, "raftId") && (typeof message.raftId === "object" ? message.raftId.low || message.raftId.high : message.raftId !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.raftId);
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.address);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SetAddress message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.SetAddress & robustmq.cluster.v1.SetAddress.$Shape} SetAddress
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SetAddress.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.SetAddress();
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
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.raftId = value;
                                else
                                    delete message.raftId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.address = value;
                                else
                                    delete message.address;
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
                 * Gets the type url for SetAddress
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.SetAddress
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                SetAddress.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.SetAddress";
                };

                return SetAddress;
            })();

            v1.ClusterAnswer = (function() {

                /**
                 * Properties of a ClusterAnswer.
                 * @typedef {Object} robustmq.cluster.v1.ClusterAnswer.$Properties
                 * @property {string|null} [refusal] ClusterAnswer refusal
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ClusterAnswer.
                 * @memberof robustmq.cluster.v1
                 * @interface IClusterAnswer
                 * @augments robustmq.cluster.v1.ClusterAnswer.$Properties
                 * @deprecated Use robustmq.cluster.v1.ClusterAnswer.$Properties instead.
                 */

                /**
                 * Shape of a ClusterAnswer.
                 * @typedef {robustmq.cluster.v1.ClusterAnswer.$Properties} robustmq.cluster.v1.ClusterAnswer.$Shape
                 */

                /**
                 * Constructs a new ClusterAnswer.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents a ClusterAnswer.
                 * @constructor
                 * @param {robustmq.cluster.v1.ClusterAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ClusterAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ClusterAnswer refusal.
                 * @member {string} refusal
                 * @memberof robustmq.cluster.v1.ClusterAnswer
                 * @instance
                 */
                ClusterAnswer.prototype.refusal = "";

                /**
                 * Creates a new ClusterAnswer instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.ClusterAnswer
                 * @static
                 * @param {robustmq.cluster.v1.ClusterAnswer.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.ClusterAnswer} ClusterAnswer instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.ClusterAnswer.$Shape): robustmq.cluster.v1.ClusterAnswer & robustmq.cluster.v1.ClusterAnswer.$Shape;
                 *   (properties?: robustmq.cluster.v1.ClusterAnswer.$Properties): robustmq.cluster.v1.ClusterAnswer;
                 * }}
                 */
                ClusterAnswer.create = function(properties) {
                    return new ClusterAnswer(properties);
                };

                /**
                 * Encodes the specified ClusterAnswer message. Does not implicitly {@link robustmq.cluster.v1.ClusterAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.ClusterAnswer
                 * @static
                 * @param {robustmq.cluster.v1.ClusterAnswer.$Properties} message ClusterAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ClusterAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.refusal);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ClusterAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.ClusterAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.ClusterAnswer & robustmq.cluster.v1.ClusterAnswer.$Shape} ClusterAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ClusterAnswer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.ClusterAnswer();
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
                                    message.refusal = value;
                                else
                                    delete message.refusal;
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
                 * Gets the type url for ClusterAnswer
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.ClusterAnswer
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ClusterAnswer.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.ClusterAnswer";
                };

                return ClusterAnswer;
            })();

            v1.ClusterSnapshot = (function() {

                /**
                 * Properties of a ClusterSnapshot.
                 * @typedef {Object} robustmq.cluster.v1.ClusterSnapshot.$Properties
                 * @property {string|null} [clusterId] ClusterSnapshot clusterId
                 * @property {Array.<robustmq.cluster.v1.NodeRecord.$Properties>|null} [nodes] ClusterSnapshot nodes
                 * @property {number|null} [nextGroup] ClusterSnapshot nextGroup
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ClusterSnapshot.
                 * @memberof robustmq.cluster.v1
                 * @interface IClusterSnapshot
                 * @augments robustmq.cluster.v1.ClusterSnapshot.$Properties
                 * @deprecated Use robustmq.cluster.v1.ClusterSnapshot.$Properties instead.
                 */

                /**
                 * Shape of a ClusterSnapshot.
                 * @typedef {robustmq.cluster.v1.ClusterSnapshot.$Properties} robustmq.cluster.v1.ClusterSnapshot.$Shape
                 */

                /**
                 * Constructs a new ClusterSnapshot.
                 * @memberof robustmq.cluster.v1
                 * @classdesc Represents a ClusterSnapshot.
                 * @constructor
                 * @param {robustmq.cluster.v1.ClusterSnapshot.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ClusterSnapshot = function (properties) {
                    this.nodes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ClusterSnapshot clusterId.
                 * @member {string} clusterId
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @instance
                 */
                ClusterSnapshot.prototype.clusterId = "";

                /**
                 * ClusterSnapshot nodes.
                 * @member {Array.<robustmq.cluster.v1.NodeRecord.$Properties>} nodes
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @instance
                 */
                ClusterSnapshot.prototype.nodes = $util.emptyArray;

                /**
                 * ClusterSnapshot nextGroup.
                 * @member {number} nextGroup
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @instance
                 */
                ClusterSnapshot.prototype.nextGroup = 0;

                /**
                 * Creates a new ClusterSnapshot instance using the specified properties.
                 * @function create
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @static
                 * @param {robustmq.cluster.v1.ClusterSnapshot.$Properties=} [properties] Properties to set
                 * @returns {robustmq.cluster.v1.ClusterSnapshot} ClusterSnapshot instance
                 * @type {{
                 *   (properties: robustmq.cluster.v1.ClusterSnapshot.$Shape): robustmq.cluster.v1.ClusterSnapshot & robustmq.cluster.v1.ClusterSnapshot.$Shape;
                 *   (properties?: robustmq.cluster.v1.ClusterSnapshot.$Properties): robustmq.cluster.v1.ClusterSnapshot;
                 * }}
                 */
                ClusterSnapshot.create = function(properties) {
                    return new ClusterSnapshot(properties);
                };

                /**
                 * Encodes the specified ClusterSnapshot message. Does not implicitly {@link robustmq.cluster.v1.ClusterSnapshot.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @static
                 * @param {robustmq.cluster.v1.ClusterSnapshot.$Properties} message ClusterSnapshot message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ClusterSnapshot.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.clusterId);
                    if (message.nodes != null && message.nodes.length)
                        for (let i = 0; i < message.nodes.length; ++i)
                            $root.robustmq.cluster.v1.NodeRecord.encode(message.nodes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.nextGroup != null && $Object.hasOwnProperty.call(message, "nextGroup") && message.nextGroup !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.nextGroup);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ClusterSnapshot message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.cluster.v1.ClusterSnapshot & robustmq.cluster.v1.ClusterSnapshot.$Shape} ClusterSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ClusterSnapshot.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.cluster.v1.ClusterSnapshot();
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
                                    message.clusterId = value;
                                else
                                    delete message.clusterId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.nodes && message.nodes.length))
                                    message.nodes = [];
                                message.nodes.push($root.robustmq.cluster.v1.NodeRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.nextGroup = value;
                                else
                                    delete message.nextGroup;
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
                 * Gets the type url for ClusterSnapshot
                 * @function getTypeUrl
                 * @memberof robustmq.cluster.v1.ClusterSnapshot
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ClusterSnapshot.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.cluster.v1.ClusterSnapshot";
                };

                return ClusterSnapshot;
            })();

            return v1;
        })();

        return cluster;
    })();

    return robustmq;
})();

export {
  $root as default
};
