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
const $root = $protobuf.roots["robustmq-retained"] || ($protobuf.roots["robustmq-retained"] = {});

export const robustmq = $root.robustmq = (() => {

    /**
     * Namespace robustmq.
     * @exports robustmq
     * @namespace
     */
    const robustmq = {};

    robustmq.mqtt = (function() {

        /**
         * Namespace mqtt.
         * @memberof robustmq
         * @namespace
         */
        const mqtt = {};

        mqtt.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof robustmq.mqtt
             * @namespace
             */
            const v1 = {};

            v1.RetainedEntry = (function() {

                /**
                 * Properties of a RetainedEntry.
                 * @typedef {Object} robustmq.mqtt.v1.RetainedEntry.$Properties
                 * @property {number|null} [tenant] RetainedEntry tenant
                 * @property {string|null} [name] RetainedEntry name
                 * @property {Uint8Array|null} [topicId] RetainedEntry topicId
                 * @property {number|null} [partition] RetainedEntry partition
                 * @property {number|null} [offset] RetainedEntry offset
                 * @property {number|null} [expiresAtMs] RetainedEntry expiresAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RetainedEntry.
                 * @memberof robustmq.mqtt.v1
                 * @interface IRetainedEntry
                 * @augments robustmq.mqtt.v1.RetainedEntry.$Properties
                 * @deprecated Use robustmq.mqtt.v1.RetainedEntry.$Properties instead.
                 */

                /**
                 * Shape of a RetainedEntry.
                 * @typedef {robustmq.mqtt.v1.RetainedEntry.$Properties} robustmq.mqtt.v1.RetainedEntry.$Shape
                 */

                /**
                 * Constructs a new RetainedEntry.
                 * @memberof robustmq.mqtt.v1
                 * @classdesc Represents a RetainedEntry.
                 * @constructor
                 * @param {robustmq.mqtt.v1.RetainedEntry.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RetainedEntry = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RetainedEntry tenant.
                 * @member {number} tenant
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @instance
                 */
                RetainedEntry.prototype.tenant = 0;

                /**
                 * RetainedEntry name.
                 * @member {string} name
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @instance
                 */
                RetainedEntry.prototype.name = "";

                /**
                 * RetainedEntry topicId.
                 * @member {Uint8Array} topicId
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @instance
                 */
                RetainedEntry.prototype.topicId = $util.newBuffer([]);

                /**
                 * RetainedEntry partition.
                 * @member {number} partition
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @instance
                 */
                RetainedEntry.prototype.partition = 0;

                /**
                 * RetainedEntry offset.
                 * @member {number} offset
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @instance
                 */
                RetainedEntry.prototype.offset = 0;

                /**
                 * RetainedEntry expiresAtMs.
                 * @member {number} expiresAtMs
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @instance
                 */
                RetainedEntry.prototype.expiresAtMs = 0;

                /**
                 * Creates a new RetainedEntry instance using the specified properties.
                 * @function create
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedEntry.$Properties=} [properties] Properties to set
                 * @returns {robustmq.mqtt.v1.RetainedEntry} RetainedEntry instance
                 * @type {{
                 *   (properties: robustmq.mqtt.v1.RetainedEntry.$Shape): robustmq.mqtt.v1.RetainedEntry & robustmq.mqtt.v1.RetainedEntry.$Shape;
                 *   (properties?: robustmq.mqtt.v1.RetainedEntry.$Properties): robustmq.mqtt.v1.RetainedEntry;
                 * }}
                 */
                RetainedEntry.create = function(properties) {
                    return new RetainedEntry(properties);
                };

                /**
                 * Encodes the specified RetainedEntry message. Does not implicitly {@link robustmq.mqtt.v1.RetainedEntry.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedEntry.$Properties} message RetainedEntry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RetainedEntry.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.tenant);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.topicId);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.partition);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.offset);
                    if (message.expiresAtMs != null && $Object.hasOwnProperty.call(message, "expiresAtMs") && (typeof message.expiresAtMs === "object" ? message.expiresAtMs.low || message.expiresAtMs.high : message.expiresAtMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.expiresAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RetainedEntry message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedEntry & robustmq.mqtt.v1.RetainedEntry.$Shape} RetainedEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RetainedEntry.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.mqtt.v1.RetainedEntry();
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
                                    message.tenant = value;
                                else
                                    delete message.tenant;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.topicId = value;
                                else
                                    delete message.topicId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.expiresAtMs = value;
                                else
                                    delete message.expiresAtMs;
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
                 * Gets the type url for RetainedEntry
                 * @function getTypeUrl
                 * @memberof robustmq.mqtt.v1.RetainedEntry
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                RetainedEntry.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.mqtt.v1.RetainedEntry";
                };

                return RetainedEntry;
            })();

            v1.RetainedChange = (function() {

                /**
                 * Properties of a RetainedChange.
                 * @typedef {Object} robustmq.mqtt.v1.RetainedChange.$Properties
                 * @property {robustmq.mqtt.v1.RetainedEntry.$Properties|null} [entry] RetainedChange entry
                 * @property {boolean|null} [clear] RetainedChange clear
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RetainedChange.
                 * @memberof robustmq.mqtt.v1
                 * @interface IRetainedChange
                 * @augments robustmq.mqtt.v1.RetainedChange.$Properties
                 * @deprecated Use robustmq.mqtt.v1.RetainedChange.$Properties instead.
                 */

                /**
                 * Shape of a RetainedChange.
                 * @typedef {robustmq.mqtt.v1.RetainedChange.$Properties} robustmq.mqtt.v1.RetainedChange.$Shape
                 */

                /**
                 * Constructs a new RetainedChange.
                 * @memberof robustmq.mqtt.v1
                 * @classdesc Represents a RetainedChange.
                 * @constructor
                 * @param {robustmq.mqtt.v1.RetainedChange.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RetainedChange = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RetainedChange entry.
                 * @member {robustmq.mqtt.v1.RetainedEntry.$Properties|null|undefined} entry
                 * @memberof robustmq.mqtt.v1.RetainedChange
                 * @instance
                 */
                RetainedChange.prototype.entry = null;

                /**
                 * RetainedChange clear.
                 * @member {boolean} clear
                 * @memberof robustmq.mqtt.v1.RetainedChange
                 * @instance
                 */
                RetainedChange.prototype.clear = false;

                /**
                 * Creates a new RetainedChange instance using the specified properties.
                 * @function create
                 * @memberof robustmq.mqtt.v1.RetainedChange
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedChange.$Properties=} [properties] Properties to set
                 * @returns {robustmq.mqtt.v1.RetainedChange} RetainedChange instance
                 * @type {{
                 *   (properties: robustmq.mqtt.v1.RetainedChange.$Shape): robustmq.mqtt.v1.RetainedChange & robustmq.mqtt.v1.RetainedChange.$Shape;
                 *   (properties?: robustmq.mqtt.v1.RetainedChange.$Properties): robustmq.mqtt.v1.RetainedChange;
                 * }}
                 */
                RetainedChange.create = function(properties) {
                    return new RetainedChange(properties);
                };

                /**
                 * Encodes the specified RetainedChange message. Does not implicitly {@link robustmq.mqtt.v1.RetainedChange.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.mqtt.v1.RetainedChange
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedChange.$Properties} message RetainedChange message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RetainedChange.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.entry != null && $Object.hasOwnProperty.call(message, "entry"))
                        $root.robustmq.mqtt.v1.RetainedEntry.encode(message.entry, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.clear != null && $Object.hasOwnProperty.call(message, "clear") && message.clear !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.clear);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RetainedChange message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.mqtt.v1.RetainedChange
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedChange & robustmq.mqtt.v1.RetainedChange.$Shape} RetainedChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RetainedChange.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.mqtt.v1.RetainedChange();
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
                                message.entry = $root.robustmq.mqtt.v1.RetainedEntry.decode(reader, reader.size(), $undefined, _depth + 1, message.entry);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.clear = value;
                                else
                                    delete message.clear;
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
                 * Gets the type url for RetainedChange
                 * @function getTypeUrl
                 * @memberof robustmq.mqtt.v1.RetainedChange
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                RetainedChange.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.mqtt.v1.RetainedChange";
                };

                return RetainedChange;
            })();

            v1.RetainedCommand = (function() {

                /**
                 * Properties of a RetainedCommand.
                 * @typedef {Object} robustmq.mqtt.v1.RetainedCommand.$Properties
                 * @property {Array.<robustmq.mqtt.v1.RetainedChange.$Properties>|null} [changes] RetainedCommand changes
                 * @property {number|null} [entriesMax] RetainedCommand entriesMax
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RetainedCommand.
                 * @memberof robustmq.mqtt.v1
                 * @interface IRetainedCommand
                 * @augments robustmq.mqtt.v1.RetainedCommand.$Properties
                 * @deprecated Use robustmq.mqtt.v1.RetainedCommand.$Properties instead.
                 */

                /**
                 * Shape of a RetainedCommand.
                 * @typedef {robustmq.mqtt.v1.RetainedCommand.$Properties} robustmq.mqtt.v1.RetainedCommand.$Shape
                 */

                /**
                 * Constructs a new RetainedCommand.
                 * @memberof robustmq.mqtt.v1
                 * @classdesc Represents a RetainedCommand.
                 * @constructor
                 * @param {robustmq.mqtt.v1.RetainedCommand.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RetainedCommand = function (properties) {
                    this.changes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RetainedCommand changes.
                 * @member {Array.<robustmq.mqtt.v1.RetainedChange.$Properties>} changes
                 * @memberof robustmq.mqtt.v1.RetainedCommand
                 * @instance
                 */
                RetainedCommand.prototype.changes = $util.emptyArray;

                /**
                 * RetainedCommand entriesMax.
                 * @member {number} entriesMax
                 * @memberof robustmq.mqtt.v1.RetainedCommand
                 * @instance
                 */
                RetainedCommand.prototype.entriesMax = 0;

                /**
                 * Creates a new RetainedCommand instance using the specified properties.
                 * @function create
                 * @memberof robustmq.mqtt.v1.RetainedCommand
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedCommand.$Properties=} [properties] Properties to set
                 * @returns {robustmq.mqtt.v1.RetainedCommand} RetainedCommand instance
                 * @type {{
                 *   (properties: robustmq.mqtt.v1.RetainedCommand.$Shape): robustmq.mqtt.v1.RetainedCommand & robustmq.mqtt.v1.RetainedCommand.$Shape;
                 *   (properties?: robustmq.mqtt.v1.RetainedCommand.$Properties): robustmq.mqtt.v1.RetainedCommand;
                 * }}
                 */
                RetainedCommand.create = function(properties) {
                    return new RetainedCommand(properties);
                };

                /**
                 * Encodes the specified RetainedCommand message. Does not implicitly {@link robustmq.mqtt.v1.RetainedCommand.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.mqtt.v1.RetainedCommand
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedCommand.$Properties} message RetainedCommand message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RetainedCommand.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.changes != null && message.changes.length)
                        for (let i = 0; i < message.changes.length; ++i)
                            $root.robustmq.mqtt.v1.RetainedChange.encode(message.changes[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.entriesMax != null && $Object.hasOwnProperty.call(message, "entriesMax") && message.entriesMax !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.entriesMax);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RetainedCommand message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.mqtt.v1.RetainedCommand
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedCommand & robustmq.mqtt.v1.RetainedCommand.$Shape} RetainedCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RetainedCommand.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.mqtt.v1.RetainedCommand();
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
                                if (!(message.changes && message.changes.length))
                                    message.changes = [];
                                message.changes.push($root.robustmq.mqtt.v1.RetainedChange.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.entriesMax = value;
                                else
                                    delete message.entriesMax;
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
                 * Gets the type url for RetainedCommand
                 * @function getTypeUrl
                 * @memberof robustmq.mqtt.v1.RetainedCommand
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                RetainedCommand.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.mqtt.v1.RetainedCommand";
                };

                return RetainedCommand;
            })();

            /**
             * RetainedCode enum.
             * @name robustmq.mqtt.v1.RetainedCode
             * @enum {number}
             * @property {number} RETAINED_OK=0 RETAINED_OK value
             * @property {number} RETAINED_OVERTAKEN=1 RETAINED_OVERTAKEN value
             * @property {number} RETAINED_LIMIT=2 RETAINED_LIMIT value
             * @property {number} RETAINED_INVALID=3 RETAINED_INVALID value
             */
            v1.RetainedCode = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "RETAINED_OK"] = 0;
                values[valuesById[1] = "RETAINED_OVERTAKEN"] = 1;
                values[valuesById[2] = "RETAINED_LIMIT"] = 2;
                values[valuesById[3] = "RETAINED_INVALID"] = 3;
                return values;
            })();

            v1.RetainedAnswer = (function() {

                /**
                 * Properties of a RetainedAnswer.
                 * @typedef {Object} robustmq.mqtt.v1.RetainedAnswer.$Properties
                 * @property {Array.<robustmq.mqtt.v1.RetainedCode>|null} [codes] RetainedAnswer codes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RetainedAnswer.
                 * @memberof robustmq.mqtt.v1
                 * @interface IRetainedAnswer
                 * @augments robustmq.mqtt.v1.RetainedAnswer.$Properties
                 * @deprecated Use robustmq.mqtt.v1.RetainedAnswer.$Properties instead.
                 */

                /**
                 * Shape of a RetainedAnswer.
                 * @typedef {robustmq.mqtt.v1.RetainedAnswer.$Properties} robustmq.mqtt.v1.RetainedAnswer.$Shape
                 */

                /**
                 * Constructs a new RetainedAnswer.
                 * @memberof robustmq.mqtt.v1
                 * @classdesc Represents a RetainedAnswer.
                 * @constructor
                 * @param {robustmq.mqtt.v1.RetainedAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RetainedAnswer = function (properties) {
                    this.codes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RetainedAnswer codes.
                 * @member {Array.<robustmq.mqtt.v1.RetainedCode>} codes
                 * @memberof robustmq.mqtt.v1.RetainedAnswer
                 * @instance
                 */
                RetainedAnswer.prototype.codes = $util.emptyArray;

                /**
                 * Creates a new RetainedAnswer instance using the specified properties.
                 * @function create
                 * @memberof robustmq.mqtt.v1.RetainedAnswer
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedAnswer.$Properties=} [properties] Properties to set
                 * @returns {robustmq.mqtt.v1.RetainedAnswer} RetainedAnswer instance
                 * @type {{
                 *   (properties: robustmq.mqtt.v1.RetainedAnswer.$Shape): robustmq.mqtt.v1.RetainedAnswer & robustmq.mqtt.v1.RetainedAnswer.$Shape;
                 *   (properties?: robustmq.mqtt.v1.RetainedAnswer.$Properties): robustmq.mqtt.v1.RetainedAnswer;
                 * }}
                 */
                RetainedAnswer.create = function(properties) {
                    return new RetainedAnswer(properties);
                };

                /**
                 * Encodes the specified RetainedAnswer message. Does not implicitly {@link robustmq.mqtt.v1.RetainedAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.mqtt.v1.RetainedAnswer
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedAnswer.$Properties} message RetainedAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RetainedAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.codes != null && message.codes.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).int32s(message.codes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RetainedAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.mqtt.v1.RetainedAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedAnswer & robustmq.mqtt.v1.RetainedAnswer.$Shape} RetainedAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RetainedAnswer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.mqtt.v1.RetainedAnswer();
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
                                if (wireType === 2) {
                                    if (!(message.codes && message.codes.length))
                                        message.codes = [];
                                    reader.int32s(message.codes);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.codes && message.codes.length))
                                    message.codes = [];
                                message.codes.push(reader.int32());
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
                 * Gets the type url for RetainedAnswer
                 * @function getTypeUrl
                 * @memberof robustmq.mqtt.v1.RetainedAnswer
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                RetainedAnswer.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.mqtt.v1.RetainedAnswer";
                };

                return RetainedAnswer;
            })();

            v1.RetainedSnapshot = (function() {

                /**
                 * Properties of a RetainedSnapshot.
                 * @typedef {Object} robustmq.mqtt.v1.RetainedSnapshot.$Properties
                 * @property {Array.<robustmq.mqtt.v1.RetainedEntry.$Properties>|null} [entries] RetainedSnapshot entries
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RetainedSnapshot.
                 * @memberof robustmq.mqtt.v1
                 * @interface IRetainedSnapshot
                 * @augments robustmq.mqtt.v1.RetainedSnapshot.$Properties
                 * @deprecated Use robustmq.mqtt.v1.RetainedSnapshot.$Properties instead.
                 */

                /**
                 * Shape of a RetainedSnapshot.
                 * @typedef {robustmq.mqtt.v1.RetainedSnapshot.$Properties} robustmq.mqtt.v1.RetainedSnapshot.$Shape
                 */

                /**
                 * Constructs a new RetainedSnapshot.
                 * @memberof robustmq.mqtt.v1
                 * @classdesc Represents a RetainedSnapshot.
                 * @constructor
                 * @param {robustmq.mqtt.v1.RetainedSnapshot.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RetainedSnapshot = function (properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RetainedSnapshot entries.
                 * @member {Array.<robustmq.mqtt.v1.RetainedEntry.$Properties>} entries
                 * @memberof robustmq.mqtt.v1.RetainedSnapshot
                 * @instance
                 */
                RetainedSnapshot.prototype.entries = $util.emptyArray;

                /**
                 * Creates a new RetainedSnapshot instance using the specified properties.
                 * @function create
                 * @memberof robustmq.mqtt.v1.RetainedSnapshot
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedSnapshot.$Properties=} [properties] Properties to set
                 * @returns {robustmq.mqtt.v1.RetainedSnapshot} RetainedSnapshot instance
                 * @type {{
                 *   (properties: robustmq.mqtt.v1.RetainedSnapshot.$Shape): robustmq.mqtt.v1.RetainedSnapshot & robustmq.mqtt.v1.RetainedSnapshot.$Shape;
                 *   (properties?: robustmq.mqtt.v1.RetainedSnapshot.$Properties): robustmq.mqtt.v1.RetainedSnapshot;
                 * }}
                 */
                RetainedSnapshot.create = function(properties) {
                    return new RetainedSnapshot(properties);
                };

                /**
                 * Encodes the specified RetainedSnapshot message. Does not implicitly {@link robustmq.mqtt.v1.RetainedSnapshot.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.mqtt.v1.RetainedSnapshot
                 * @static
                 * @param {robustmq.mqtt.v1.RetainedSnapshot.$Properties} message RetainedSnapshot message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RetainedSnapshot.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.robustmq.mqtt.v1.RetainedEntry.encode(message.entries[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RetainedSnapshot message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.mqtt.v1.RetainedSnapshot
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.mqtt.v1.RetainedSnapshot & robustmq.mqtt.v1.RetainedSnapshot.$Shape} RetainedSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RetainedSnapshot.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.robustmq.mqtt.v1.RetainedSnapshot();
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
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.robustmq.mqtt.v1.RetainedEntry.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Gets the type url for RetainedSnapshot
                 * @function getTypeUrl
                 * @memberof robustmq.mqtt.v1.RetainedSnapshot
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                RetainedSnapshot.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.mqtt.v1.RetainedSnapshot";
                };

                return RetainedSnapshot;
            })();

            return v1;
        })();

        return mqtt;
    })();

    return robustmq;
})();

export {
  $root as default
};
