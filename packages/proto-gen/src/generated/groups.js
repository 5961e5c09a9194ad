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
const $root = $protobuf.roots["robustmq-groups"] || ($protobuf.roots["robustmq-groups"] = {});

export const robustmq = $root.robustmq = (() => {

    /**
     * Namespace robustmq.
     * @exports robustmq
     * @namespace
     */
    const robustmq = {};

    robustmq.kafka = (function() {

        /**
         * Namespace kafka.
         * @memberof robustmq
         * @namespace
         */
        const kafka = {};

        kafka.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof robustmq.kafka
             * @namespace
             */
            const v1 = {};

            v1.OffsetRecord = (function() {

                /**
                 * Properties of an OffsetRecord.
                 * @typedef {Object} robustmq.kafka.v1.OffsetRecord.$Properties
                 * @property {number|null} [offset] OffsetRecord offset
                 * @property {number|null} [leaderEpoch] OffsetRecord leaderEpoch
                 * @property {string|null} [metadata] OffsetRecord metadata
                 * @property {number|null} [committedAtMs] OffsetRecord committedAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an OffsetRecord.
                 * @memberof robustmq.kafka.v1
                 * @interface IOffsetRecord
                 * @augments robustmq.kafka.v1.OffsetRecord.$Properties
                 * @deprecated Use robustmq.kafka.v1.OffsetRecord.$Properties instead.
                 */

                /**
                 * Shape of an OffsetRecord.
                 * @typedef {robustmq.kafka.v1.OffsetRecord.$Properties} robustmq.kafka.v1.OffsetRecord.$Shape
                 */

                /**
                 * Constructs a new OffsetRecord.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents an OffsetRecord.
                 * @constructor
                 * @param {robustmq.kafka.v1.OffsetRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const OffsetRecord = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * OffsetRecord offset.
                 * @member {number} offset
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @instance
                 */
                OffsetRecord.prototype.offset = 0;

                /**
                 * OffsetRecord leaderEpoch.
                 * @member {number} leaderEpoch
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @instance
                 */
                OffsetRecord.prototype.leaderEpoch = 0;

                /**
                 * OffsetRecord metadata.
                 * @member {string} metadata
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @instance
                 */
                OffsetRecord.prototype.metadata = "";

                /**
                 * OffsetRecord committedAtMs.
                 * @member {number} committedAtMs
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @instance
                 */
                OffsetRecord.prototype.committedAtMs = 0;

                /**
                 * Creates a new OffsetRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @static
                 * @param {robustmq.kafka.v1.OffsetRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.OffsetRecord} OffsetRecord instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.OffsetRecord.$Shape): robustmq.kafka.v1.OffsetRecord & robustmq.kafka.v1.OffsetRecord.$Shape;
                 *   (properties?: robustmq.kafka.v1.OffsetRecord.$Properties): robustmq.kafka.v1.OffsetRecord;
                 * }}
                 */
                OffsetRecord.create = function(properties) {
                    return new OffsetRecord(properties);
                };

                /**
                 * Encodes the specified OffsetRecord message. Does not implicitly {@link robustmq.kafka.v1.OffsetRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @static
                 * @param {robustmq.kafka.v1.OffsetRecord.$Properties} message OffsetRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OffsetRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.offset);
                    if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.leaderEpoch);
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata") && message.metadata !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.metadata);
                    if (message.committedAtMs != null && $Object.hasOwnProperty.call(message, "committedAtMs") && (typeof message.committedAtMs === "object" ? message.committedAtMs.low || message.committedAtMs.high : message.committedAtMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.committedAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an OffsetRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.OffsetRecord & robustmq.kafka.v1.OffsetRecord.$Shape} OffsetRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OffsetRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.OffsetRecord();
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
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.sint32())
                                    message.leaderEpoch = value;
                                else
                                    delete message.leaderEpoch;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.metadata = value;
                                else
                                    delete message.metadata;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.committedAtMs = value;
                                else
                                    delete message.committedAtMs;
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
                 * Gets the type url for OffsetRecord
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.OffsetRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                OffsetRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.OffsetRecord";
                };

                return OffsetRecord;
            })();

            v1.GroupRecord = (function() {

                /**
                 * Properties of a GroupRecord.
                 * @typedef {Object} robustmq.kafka.v1.GroupRecord.$Properties
                 * @property {string|null} [protocolType] GroupRecord protocolType
                 * @property {string|null} [protocolName] GroupRecord protocolName
                 * @property {number|null} [generationId] GroupRecord generationId
                 * @property {string|null} [leaderId] GroupRecord leaderId
                 * @property {number|null} [emptySinceMs] GroupRecord emptySinceMs
                 * @property {Array.<robustmq.kafka.v1.GroupMemberRecord.$Properties>|null} [members] GroupRecord members
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GroupRecord.
                 * @memberof robustmq.kafka.v1
                 * @interface IGroupRecord
                 * @augments robustmq.kafka.v1.GroupRecord.$Properties
                 * @deprecated Use robustmq.kafka.v1.GroupRecord.$Properties instead.
                 */

                /**
                 * Shape of a GroupRecord.
                 * @typedef {robustmq.kafka.v1.GroupRecord.$Properties} robustmq.kafka.v1.GroupRecord.$Shape
                 */

                /**
                 * Constructs a new GroupRecord.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents a GroupRecord.
                 * @constructor
                 * @param {robustmq.kafka.v1.GroupRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GroupRecord = function (properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GroupRecord protocolType.
                 * @member {string} protocolType
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @instance
                 */
                GroupRecord.prototype.protocolType = "";

                /**
                 * GroupRecord protocolName.
                 * @member {string} protocolName
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @instance
                 */
                GroupRecord.prototype.protocolName = "";

                /**
                 * GroupRecord generationId.
                 * @member {number} generationId
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @instance
                 */
                GroupRecord.prototype.generationId = 0;

                /**
                 * GroupRecord leaderId.
                 * @member {string} leaderId
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @instance
                 */
                GroupRecord.prototype.leaderId = "";

                /**
                 * GroupRecord emptySinceMs.
                 * @member {number} emptySinceMs
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @instance
                 */
                GroupRecord.prototype.emptySinceMs = 0;

                /**
                 * GroupRecord members.
                 * @member {Array.<robustmq.kafka.v1.GroupMemberRecord.$Properties>} members
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @instance
                 */
                GroupRecord.prototype.members = $util.emptyArray;

                /**
                 * Creates a new GroupRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @static
                 * @param {robustmq.kafka.v1.GroupRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.GroupRecord} GroupRecord instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.GroupRecord.$Shape): robustmq.kafka.v1.GroupRecord & robustmq.kafka.v1.GroupRecord.$Shape;
                 *   (properties?: robustmq.kafka.v1.GroupRecord.$Properties): robustmq.kafka.v1.GroupRecord;
                 * }}
                 */
                GroupRecord.create = function(properties) {
                    return new GroupRecord(properties);
                };

                /**
                 * Encodes the specified GroupRecord message. Does not implicitly {@link robustmq.kafka.v1.GroupRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @static
                 * @param {robustmq.kafka.v1.GroupRecord.$Properties} message GroupRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GroupRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocolType != null && $Object.hasOwnProperty.call(message, "protocolType") && message.protocolType !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.protocolType);
                    if (message.protocolName != null && $Object.hasOwnProperty.call(message, "protocolName") && message.protocolName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.protocolName);
                    if (message.generationId != null && $Object.hasOwnProperty.call(message, "generationId") && message.generationId !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.generationId);
                    if (message.leaderId != null && $Object.hasOwnProperty.call(message, "leaderId") && message.leaderId !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.leaderId);
                    if (message.emptySinceMs != null && $Object.hasOwnProperty.call(message, "emptySinceMs") && (typeof message.emptySinceMs === "object" ? message.emptySinceMs.low || message.emptySinceMs.high : message.emptySinceMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.emptySinceMs);
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.robustmq.kafka.v1.GroupMemberRecord.encode(message.members[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GroupRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.GroupRecord & robustmq.kafka.v1.GroupRecord.$Shape} GroupRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GroupRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.GroupRecord();
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
                                    message.protocolType = value;
                                else
                                    delete message.protocolType;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.protocolName = value;
                                else
                                    delete message.protocolName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.generationId = value;
                                else
                                    delete message.generationId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.leaderId = value;
                                else
                                    delete message.leaderId;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.emptySinceMs = value;
                                else
                                    delete message.emptySinceMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.robustmq.kafka.v1.GroupMemberRecord.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Gets the type url for GroupRecord
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.GroupRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                GroupRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.GroupRecord";
                };

                return GroupRecord;
            })();

            v1.GroupMemberRecord = (function() {

                /**
                 * Properties of a GroupMemberRecord.
                 * @typedef {Object} robustmq.kafka.v1.GroupMemberRecord.$Properties
                 * @property {string|null} [memberId] GroupMemberRecord memberId
                 * @property {string|null} [instanceId] GroupMemberRecord instanceId
                 * @property {string|null} [clientId] GroupMemberRecord clientId
                 * @property {string|null} [clientHost] GroupMemberRecord clientHost
                 * @property {number|null} [sessionTimeoutMs] GroupMemberRecord sessionTimeoutMs
                 * @property {number|null} [rebalanceTimeoutMs] GroupMemberRecord rebalanceTimeoutMs
                 * @property {Array.<robustmq.kafka.v1.GroupProtocolRecord.$Properties>|null} [protocols] GroupMemberRecord protocols
                 * @property {Uint8Array|null} [assignment] GroupMemberRecord assignment
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GroupMemberRecord.
                 * @memberof robustmq.kafka.v1
                 * @interface IGroupMemberRecord
                 * @augments robustmq.kafka.v1.GroupMemberRecord.$Properties
                 * @deprecated Use robustmq.kafka.v1.GroupMemberRecord.$Properties instead.
                 */

                /**
                 * Shape of a GroupMemberRecord.
                 * @typedef {robustmq.kafka.v1.GroupMemberRecord.$Properties} robustmq.kafka.v1.GroupMemberRecord.$Shape
                 */

                /**
                 * Constructs a new GroupMemberRecord.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents a GroupMemberRecord.
                 * @constructor
                 * @param {robustmq.kafka.v1.GroupMemberRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GroupMemberRecord = function (properties) {
                    this.protocols = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GroupMemberRecord memberId.
                 * @member {string} memberId
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.memberId = "";

                /**
                 * GroupMemberRecord instanceId.
                 * @member {string} instanceId
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.instanceId = "";

                /**
                 * GroupMemberRecord clientId.
                 * @member {string} clientId
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.clientId = "";

                /**
                 * GroupMemberRecord clientHost.
                 * @member {string} clientHost
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.clientHost = "";

                /**
                 * GroupMemberRecord sessionTimeoutMs.
                 * @member {number} sessionTimeoutMs
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.sessionTimeoutMs = 0;

                /**
                 * GroupMemberRecord rebalanceTimeoutMs.
                 * @member {number} rebalanceTimeoutMs
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.rebalanceTimeoutMs = 0;

                /**
                 * GroupMemberRecord protocols.
                 * @member {Array.<robustmq.kafka.v1.GroupProtocolRecord.$Properties>} protocols
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.protocols = $util.emptyArray;

                /**
                 * GroupMemberRecord assignment.
                 * @member {Uint8Array} assignment
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @instance
                 */
                GroupMemberRecord.prototype.assignment = $util.newBuffer([]);

                /**
                 * Creates a new GroupMemberRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @static
                 * @param {robustmq.kafka.v1.GroupMemberRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.GroupMemberRecord} GroupMemberRecord instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.GroupMemberRecord.$Shape): robustmq.kafka.v1.GroupMemberRecord & robustmq.kafka.v1.GroupMemberRecord.$Shape;
                 *   (properties?: robustmq.kafka.v1.GroupMemberRecord.$Properties): robustmq.kafka.v1.GroupMemberRecord;
                 * }}
                 */
                GroupMemberRecord.create = function(properties) {
                    return new GroupMemberRecord(properties);
                };

                /**
                 * Encodes the specified GroupMemberRecord message. Does not implicitly {@link robustmq.kafka.v1.GroupMemberRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @static
                 * @param {robustmq.kafka.v1.GroupMemberRecord.$Properties} message GroupMemberRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GroupMemberRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.memberId != null && $Object.hasOwnProperty.call(message, "memberId") && message.memberId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.memberId);
                    if (message.instanceId != null && $Object.hasOwnProperty.call(message, "instanceId") && message.instanceId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.instanceId);
                    if (message.clientId != null && $Object.hasOwnProperty.call(message, "clientId") && message.clientId !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.clientId);
                    if (message.clientHost != null && $Object.hasOwnProperty.call(message, "clientHost") && message.clientHost !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.clientHost);
                    if (message.sessionTimeoutMs != null && $Object.hasOwnProperty.call(message, "sessionTimeoutMs") && message.sessionTimeoutMs !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.sessionTimeoutMs);
                    if (message.rebalanceTimeoutMs != null && $Object.hasOwnProperty.call(message, "rebalanceTimeoutMs") && message.rebalanceTimeoutMs !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.rebalanceTimeoutMs);
                    if (message.protocols != null && message.protocols.length)
                        for (let i = 0; i < message.protocols.length; ++i)
                            $root.robustmq.kafka.v1.GroupProtocolRecord.encode(message.protocols[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.assignment != null && $Object.hasOwnProperty.call(message, "assignment") && message.assignment.length)
                        writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.assignment);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GroupMemberRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.GroupMemberRecord & robustmq.kafka.v1.GroupMemberRecord.$Shape} GroupMemberRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GroupMemberRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.GroupMemberRecord();
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
                                    message.memberId = value;
                                else
                                    delete message.memberId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.instanceId = value;
                                else
                                    delete message.instanceId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clientId = value;
                                else
                                    delete message.clientId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clientHost = value;
                                else
                                    delete message.clientHost;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sessionTimeoutMs = value;
                                else
                                    delete message.sessionTimeoutMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.rebalanceTimeoutMs = value;
                                else
                                    delete message.rebalanceTimeoutMs;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.protocols && message.protocols.length))
                                    message.protocols = [];
                                message.protocols.push($root.robustmq.kafka.v1.GroupProtocolRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.assignment = value;
                                else
                                    delete message.assignment;
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
                 * Gets the type url for GroupMemberRecord
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.GroupMemberRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                GroupMemberRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.GroupMemberRecord";
                };

                return GroupMemberRecord;
            })();

            v1.GroupProtocolRecord = (function() {

                /**
                 * Properties of a GroupProtocolRecord.
                 * @typedef {Object} robustmq.kafka.v1.GroupProtocolRecord.$Properties
                 * @property {string|null} [name] GroupProtocolRecord name
                 * @property {Uint8Array|null} [metadata] GroupProtocolRecord metadata
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GroupProtocolRecord.
                 * @memberof robustmq.kafka.v1
                 * @interface IGroupProtocolRecord
                 * @augments robustmq.kafka.v1.GroupProtocolRecord.$Properties
                 * @deprecated Use robustmq.kafka.v1.GroupProtocolRecord.$Properties instead.
                 */

                /**
                 * Shape of a GroupProtocolRecord.
                 * @typedef {robustmq.kafka.v1.GroupProtocolRecord.$Properties} robustmq.kafka.v1.GroupProtocolRecord.$Shape
                 */

                /**
                 * Constructs a new GroupProtocolRecord.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents a GroupProtocolRecord.
                 * @constructor
                 * @param {robustmq.kafka.v1.GroupProtocolRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GroupProtocolRecord = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GroupProtocolRecord name.
                 * @member {string} name
                 * @memberof robustmq.kafka.v1.GroupProtocolRecord
                 * @instance
                 */
                GroupProtocolRecord.prototype.name = "";

                /**
                 * GroupProtocolRecord metadata.
                 * @member {Uint8Array} metadata
                 * @memberof robustmq.kafka.v1.GroupProtocolRecord
                 * @instance
                 */
                GroupProtocolRecord.prototype.metadata = $util.newBuffer([]);

                /**
                 * Creates a new GroupProtocolRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.GroupProtocolRecord
                 * @static
                 * @param {robustmq.kafka.v1.GroupProtocolRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.GroupProtocolRecord} GroupProtocolRecord instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.GroupProtocolRecord.$Shape): robustmq.kafka.v1.GroupProtocolRecord & robustmq.kafka.v1.GroupProtocolRecord.$Shape;
                 *   (properties?: robustmq.kafka.v1.GroupProtocolRecord.$Properties): robustmq.kafka.v1.GroupProtocolRecord;
                 * }}
                 */
                GroupProtocolRecord.create = function(properties) {
                    return new GroupProtocolRecord(properties);
                };

                /**
                 * Encodes the specified GroupProtocolRecord message. Does not implicitly {@link robustmq.kafka.v1.GroupProtocolRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.GroupProtocolRecord
                 * @static
                 * @param {robustmq.kafka.v1.GroupProtocolRecord.$Properties} message GroupProtocolRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GroupProtocolRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata") && message.metadata.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.metadata);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GroupProtocolRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.GroupProtocolRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.GroupProtocolRecord & robustmq.kafka.v1.GroupProtocolRecord.$Shape} GroupProtocolRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GroupProtocolRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.GroupProtocolRecord();
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
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.metadata = value;
                                else
                                    delete message.metadata;
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
                 * Gets the type url for GroupProtocolRecord
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.GroupProtocolRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                GroupProtocolRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.GroupProtocolRecord";
                };

                return GroupProtocolRecord;
            })();

            return v1;
        })();

        return kafka;
    })();

    return robustmq;
})();

export {
  $root as default
};
