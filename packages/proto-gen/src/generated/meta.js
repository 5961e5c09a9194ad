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
const $root = $protobuf.roots["robustmq-meta"] || ($protobuf.roots["robustmq-meta"] = {});

export const robustmq = $root.robustmq = (() => {

    /**
     * Namespace robustmq.
     * @exports robustmq
     * @namespace
     */
    const robustmq = {};

    robustmq.meta = (function() {

        /**
         * Namespace meta.
         * @memberof robustmq
         * @namespace
         */
        const meta = {};

        meta.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof robustmq.meta
             * @namespace
             */
            const v1 = {};

            v1.LogEntry = (function() {

                /**
                 * Properties of a LogEntry.
                 * @typedef {Object} robustmq.meta.v1.LogEntry.$Properties
                 * @property {string|null} [machine] LogEntry machine
                 * @property {number|null} [machineVersion] LogEntry machineVersion
                 * @property {number|null} [timeMs] LogEntry timeMs
                 * @property {Uint8Array|null} [client] LogEntry client
                 * @property {number|null} [sequence] LogEntry sequence
                 * @property {Uint8Array|null} [command] LogEntry command
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LogEntry.
                 * @memberof robustmq.meta.v1
                 * @interface ILogEntry
                 * @augments robustmq.meta.v1.LogEntry.$Properties
                 * @deprecated Use robustmq.meta.v1.LogEntry.$Properties instead.
                 */

                /**
                 * Shape of a LogEntry.
                 * @typedef {robustmq.meta.v1.LogEntry.$Properties} robustmq.meta.v1.LogEntry.$Shape
                 */

                /**
                 * Constructs a new LogEntry.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a LogEntry.
                 * @constructor
                 * @param {robustmq.meta.v1.LogEntry.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LogEntry = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LogEntry machine.
                 * @member {string} machine
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.machine = "";

                /**
                 * LogEntry machineVersion.
                 * @member {number} machineVersion
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.machineVersion = 0;

                /**
                 * LogEntry timeMs.
                 * @member {number} timeMs
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.timeMs = 0;

                /**
                 * LogEntry client.
                 * @member {Uint8Array} client
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.client = $util.newBuffer([]);

                /**
                 * LogEntry sequence.
                 * @member {number} sequence
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.sequence = 0;

                /**
                 * LogEntry command.
                 * @member {Uint8Array} command
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.command = $util.newBuffer([]);

                /**
                 * Creates a new LogEntry instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.LogEntry
                 * @static
                 * @param {robustmq.meta.v1.LogEntry.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.LogEntry} LogEntry instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.LogEntry.$Shape): robustmq.meta.v1.LogEntry & robustmq.meta.v1.LogEntry.$Shape;
                 *   (properties?: robustmq.meta.v1.LogEntry.$Properties): robustmq.meta.v1.LogEntry;
                 * }}
                 */
                LogEntry.create = function(properties) {
                    return new LogEntry(properties);
                };

                /**
                 * Encodes the specified LogEntry message. Does not implicitly {@link robustmq.meta.v1.LogEntry.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.LogEntry
                 * @static
                 * @param {robustmq.meta.v1.LogEntry.$Properties} message LogEntry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LogEntry.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.machine != null && $Object.hasOwnProperty.call(message, "machine") && message.machine !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.machine);
                    if (message.machineVersion != null && $Object.hasOwnProperty.call(message, "machineVersion") && message.machineVersion !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.machineVersion);
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.timeMs);
                    if (message.client != null && $Object.hasOwnProperty.call(message, "client") && message.client.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.client);
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.sequence);
                    if (message.command != null && $Object.hasOwnProperty.call(message, "command") && message.command.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.command);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LogEntry message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.LogEntry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.LogEntry & robustmq.meta.v1.LogEntry.$Shape} LogEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LogEntry.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.LogEntry();
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
                                    message.machine = value;
                                else
                                    delete message.machine;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.machineVersion = value;
                                else
                                    delete message.machineVersion;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.timeMs = value;
                                else
                                    delete message.timeMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.client = value;
                                else
                                    delete message.client;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.command = value;
                                else
                                    delete message.command;
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
                 * Gets the type url for LogEntry
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.LogEntry
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                LogEntry.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.LogEntry";
                };

                return LogEntry;
            })();

            v1.SnapshotHead = (function() {

                /**
                 * Properties of a SnapshotHead.
                 * @typedef {Object} robustmq.meta.v1.SnapshotHead.$Properties
                 * @property {number|null} [appliedIndex] SnapshotHead appliedIndex
                 * @property {number|null} [appliedTerm] SnapshotHead appliedTerm
                 * @property {number|null} [timeMs] SnapshotHead timeMs
                 * @property {Array.<robustmq.meta.v1.MachineSection.$Properties>|null} [machines] SnapshotHead machines
                 * @property {Array.<robustmq.meta.v1.ClientRecord.$Properties>|null} [clients] SnapshotHead clients
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SnapshotHead.
                 * @memberof robustmq.meta.v1
                 * @interface ISnapshotHead
                 * @augments robustmq.meta.v1.SnapshotHead.$Properties
                 * @deprecated Use robustmq.meta.v1.SnapshotHead.$Properties instead.
                 */

                /**
                 * Shape of a SnapshotHead.
                 * @typedef {robustmq.meta.v1.SnapshotHead.$Properties} robustmq.meta.v1.SnapshotHead.$Shape
                 */

                /**
                 * Constructs a new SnapshotHead.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a SnapshotHead.
                 * @constructor
                 * @param {robustmq.meta.v1.SnapshotHead.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SnapshotHead = function (properties) {
                    this.machines = [];
                    this.clients = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SnapshotHead appliedIndex.
                 * @member {number} appliedIndex
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @instance
                 */
                SnapshotHead.prototype.appliedIndex = 0;

                /**
                 * SnapshotHead appliedTerm.
                 * @member {number} appliedTerm
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @instance
                 */
                SnapshotHead.prototype.appliedTerm = 0;

                /**
                 * SnapshotHead timeMs.
                 * @member {number} timeMs
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @instance
                 */
                SnapshotHead.prototype.timeMs = 0;

                /**
                 * SnapshotHead machines.
                 * @member {Array.<robustmq.meta.v1.MachineSection.$Properties>} machines
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @instance
                 */
                SnapshotHead.prototype.machines = $util.emptyArray;

                /**
                 * SnapshotHead clients.
                 * @member {Array.<robustmq.meta.v1.ClientRecord.$Properties>} clients
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @instance
                 */
                SnapshotHead.prototype.clients = $util.emptyArray;

                /**
                 * Creates a new SnapshotHead instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @static
                 * @param {robustmq.meta.v1.SnapshotHead.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.SnapshotHead} SnapshotHead instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.SnapshotHead.$Shape): robustmq.meta.v1.SnapshotHead & robustmq.meta.v1.SnapshotHead.$Shape;
                 *   (properties?: robustmq.meta.v1.SnapshotHead.$Properties): robustmq.meta.v1.SnapshotHead;
                 * }}
                 */
                SnapshotHead.create = function(properties) {
                    return new SnapshotHead(properties);
                };

                /**
                 * Encodes the specified SnapshotHead message. Does not implicitly {@link robustmq.meta.v1.SnapshotHead.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @static
                 * @param {robustmq.meta.v1.SnapshotHead.$Properties} message SnapshotHead message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotHead.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex") && (typeof message.appliedIndex === "object" ? message.appliedIndex.low || message.appliedIndex.high : message.appliedIndex !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.appliedIndex);
                    if (message.appliedTerm != null && $Object.hasOwnProperty.call(message, "appliedTerm") && (typeof message.appliedTerm === "object" ? message.appliedTerm.low || message.appliedTerm.high : message.appliedTerm !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.appliedTerm);
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.timeMs);
                    if (message.machines != null && message.machines.length)
                        for (let i = 0; i < message.machines.length; ++i)
                            $root.robustmq.meta.v1.MachineSection.encode(message.machines[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.clients != null && message.clients.length)
                        for (let i = 0; i < message.clients.length; ++i)
                            $root.robustmq.meta.v1.ClientRecord.encode(message.clients[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SnapshotHead message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.SnapshotHead & robustmq.meta.v1.SnapshotHead.$Shape} SnapshotHead
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotHead.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.SnapshotHead();
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
                                    message.appliedIndex = value;
                                else
                                    delete message.appliedIndex;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.appliedTerm = value;
                                else
                                    delete message.appliedTerm;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.timeMs = value;
                                else
                                    delete message.timeMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.machines && message.machines.length))
                                    message.machines = [];
                                message.machines.push($root.robustmq.meta.v1.MachineSection.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.clients && message.clients.length))
                                    message.clients = [];
                                message.clients.push($root.robustmq.meta.v1.ClientRecord.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Gets the type url for SnapshotHead
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                SnapshotHead.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.SnapshotHead";
                };

                return SnapshotHead;
            })();

            v1.MachineSection = (function() {

                /**
                 * Properties of a MachineSection.
                 * @typedef {Object} robustmq.meta.v1.MachineSection.$Properties
                 * @property {string|null} [name] MachineSection name
                 * @property {number|null} [version] MachineSection version
                 * @property {number|null} [bytes] MachineSection bytes
                 * @property {number|null} [crc32c] MachineSection crc32c
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MachineSection.
                 * @memberof robustmq.meta.v1
                 * @interface IMachineSection
                 * @augments robustmq.meta.v1.MachineSection.$Properties
                 * @deprecated Use robustmq.meta.v1.MachineSection.$Properties instead.
                 */

                /**
                 * Shape of a MachineSection.
                 * @typedef {robustmq.meta.v1.MachineSection.$Properties} robustmq.meta.v1.MachineSection.$Shape
                 */

                /**
                 * Constructs a new MachineSection.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a MachineSection.
                 * @constructor
                 * @param {robustmq.meta.v1.MachineSection.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MachineSection = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MachineSection name.
                 * @member {string} name
                 * @memberof robustmq.meta.v1.MachineSection
                 * @instance
                 */
                MachineSection.prototype.name = "";

                /**
                 * MachineSection version.
                 * @member {number} version
                 * @memberof robustmq.meta.v1.MachineSection
                 * @instance
                 */
                MachineSection.prototype.version = 0;

                /**
                 * MachineSection bytes.
                 * @member {number} bytes
                 * @memberof robustmq.meta.v1.MachineSection
                 * @instance
                 */
                MachineSection.prototype.bytes = 0;

                /**
                 * MachineSection crc32c.
                 * @member {number} crc32c
                 * @memberof robustmq.meta.v1.MachineSection
                 * @instance
                 */
                MachineSection.prototype.crc32c = 0;

                /**
                 * Creates a new MachineSection instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.MachineSection
                 * @static
                 * @param {robustmq.meta.v1.MachineSection.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.MachineSection} MachineSection instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.MachineSection.$Shape): robustmq.meta.v1.MachineSection & robustmq.meta.v1.MachineSection.$Shape;
                 *   (properties?: robustmq.meta.v1.MachineSection.$Properties): robustmq.meta.v1.MachineSection;
                 * }}
                 */
                MachineSection.create = function(properties) {
                    return new MachineSection(properties);
                };

                /**
                 * Encodes the specified MachineSection message. Does not implicitly {@link robustmq.meta.v1.MachineSection.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.MachineSection
                 * @static
                 * @param {robustmq.meta.v1.MachineSection.$Properties} message MachineSection message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MachineSection.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.bytes);
                    if (message.crc32c != null && $Object.hasOwnProperty.call(message, "crc32c") && message.crc32c !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.crc32c);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MachineSection message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.MachineSection
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.MachineSection & robustmq.meta.v1.MachineSection.$Shape} MachineSection
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MachineSection.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.MachineSection();
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
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.crc32c = value;
                                else
                                    delete message.crc32c;
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
                 * Gets the type url for MachineSection
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.MachineSection
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                MachineSection.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.MachineSection";
                };

                return MachineSection;
            })();

            v1.ClientRecord = (function() {

                /**
                 * Properties of a ClientRecord.
                 * @typedef {Object} robustmq.meta.v1.ClientRecord.$Properties
                 * @property {Uint8Array|null} [client] ClientRecord client
                 * @property {Array.<robustmq.meta.v1.AnswerRecord.$Properties>|null} [answers] ClientRecord answers
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ClientRecord.
                 * @memberof robustmq.meta.v1
                 * @interface IClientRecord
                 * @augments robustmq.meta.v1.ClientRecord.$Properties
                 * @deprecated Use robustmq.meta.v1.ClientRecord.$Properties instead.
                 */

                /**
                 * Shape of a ClientRecord.
                 * @typedef {robustmq.meta.v1.ClientRecord.$Properties} robustmq.meta.v1.ClientRecord.$Shape
                 */

                /**
                 * Constructs a new ClientRecord.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a ClientRecord.
                 * @constructor
                 * @param {robustmq.meta.v1.ClientRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ClientRecord = function (properties) {
                    this.answers = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ClientRecord client.
                 * @member {Uint8Array} client
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @instance
                 */
                ClientRecord.prototype.client = $util.newBuffer([]);

                /**
                 * ClientRecord answers.
                 * @member {Array.<robustmq.meta.v1.AnswerRecord.$Properties>} answers
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @instance
                 */
                ClientRecord.prototype.answers = $util.emptyArray;

                /**
                 * Creates a new ClientRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @static
                 * @param {robustmq.meta.v1.ClientRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.ClientRecord} ClientRecord instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.ClientRecord.$Shape): robustmq.meta.v1.ClientRecord & robustmq.meta.v1.ClientRecord.$Shape;
                 *   (properties?: robustmq.meta.v1.ClientRecord.$Properties): robustmq.meta.v1.ClientRecord;
                 * }}
                 */
                ClientRecord.create = function(properties) {
                    return new ClientRecord(properties);
                };

                /**
                 * Encodes the specified ClientRecord message. Does not implicitly {@link robustmq.meta.v1.ClientRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @static
                 * @param {robustmq.meta.v1.ClientRecord.$Properties} message ClientRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ClientRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.client != null && $Object.hasOwnProperty.call(message, "client") && message.client.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.client);
                    if (message.answers != null && message.answers.length)
                        for (let i = 0; i < message.answers.length; ++i)
                            $root.robustmq.meta.v1.AnswerRecord.encode(message.answers[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ClientRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ClientRecord & robustmq.meta.v1.ClientRecord.$Shape} ClientRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ClientRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.ClientRecord();
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
                                if ((value = reader.bytes()).length)
                                    message.client = value;
                                else
                                    delete message.client;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.answers && message.answers.length))
                                    message.answers = [];
                                message.answers.push($root.robustmq.meta.v1.AnswerRecord.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Gets the type url for ClientRecord
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ClientRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.ClientRecord";
                };

                return ClientRecord;
            })();

            v1.AnswerRecord = (function() {

                /**
                 * Properties of an AnswerRecord.
                 * @typedef {Object} robustmq.meta.v1.AnswerRecord.$Properties
                 * @property {number|null} [sequence] AnswerRecord sequence
                 * @property {Uint8Array|null} [answer] AnswerRecord answer
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AnswerRecord.
                 * @memberof robustmq.meta.v1
                 * @interface IAnswerRecord
                 * @augments robustmq.meta.v1.AnswerRecord.$Properties
                 * @deprecated Use robustmq.meta.v1.AnswerRecord.$Properties instead.
                 */

                /**
                 * Shape of an AnswerRecord.
                 * @typedef {robustmq.meta.v1.AnswerRecord.$Properties} robustmq.meta.v1.AnswerRecord.$Shape
                 */

                /**
                 * Constructs a new AnswerRecord.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents an AnswerRecord.
                 * @constructor
                 * @param {robustmq.meta.v1.AnswerRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AnswerRecord = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AnswerRecord sequence.
                 * @member {number} sequence
                 * @memberof robustmq.meta.v1.AnswerRecord
                 * @instance
                 */
                AnswerRecord.prototype.sequence = 0;

                /**
                 * AnswerRecord answer.
                 * @member {Uint8Array} answer
                 * @memberof robustmq.meta.v1.AnswerRecord
                 * @instance
                 */
                AnswerRecord.prototype.answer = $util.newBuffer([]);

                /**
                 * Creates a new AnswerRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.AnswerRecord
                 * @static
                 * @param {robustmq.meta.v1.AnswerRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.AnswerRecord} AnswerRecord instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.AnswerRecord.$Shape): robustmq.meta.v1.AnswerRecord & robustmq.meta.v1.AnswerRecord.$Shape;
                 *   (properties?: robustmq.meta.v1.AnswerRecord.$Properties): robustmq.meta.v1.AnswerRecord;
                 * }}
                 */
                AnswerRecord.create = function(properties) {
                    return new AnswerRecord(properties);
                };

                /**
                 * Encodes the specified AnswerRecord message. Does not implicitly {@link robustmq.meta.v1.AnswerRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.AnswerRecord
                 * @static
                 * @param {robustmq.meta.v1.AnswerRecord.$Properties} message AnswerRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AnswerRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sequence);
                    if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.answer);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AnswerRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.AnswerRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.AnswerRecord & robustmq.meta.v1.AnswerRecord.$Shape} AnswerRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AnswerRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.AnswerRecord();
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
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.answer = value;
                                else
                                    delete message.answer;
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
                 * Gets the type url for AnswerRecord
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.AnswerRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                AnswerRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.AnswerRecord";
                };

                return AnswerRecord;
            })();

            return v1;
        })();

        return meta;
    })();

    return robustmq;
})();

export {
  $root as default
};
