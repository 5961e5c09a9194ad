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
                 * @property {number|null} [answeredBelow] LogEntry answeredBelow
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
                 * LogEntry answeredBelow.
                 * @member {number} answeredBelow
                 * @memberof robustmq.meta.v1.LogEntry
                 * @instance
                 */
                LogEntry.prototype.answeredBelow = 0;

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
                    if (message.answeredBelow != null && $Object.hasOwnProperty.call(message, "answeredBelow") && (typeof message.answeredBelow === "object" ? message.answeredBelow.low || message.answeredBelow.high : message.answeredBelow !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.answeredBelow);
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
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.answeredBelow = value;
                                else
                                    delete message.answeredBelow;
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
                 * @property {robustmq.meta.v1.MemberSets.$Properties|null} [members] SnapshotHead members
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
                 * SnapshotHead members.
                 * @member {robustmq.meta.v1.MemberSets.$Properties|null|undefined} members
                 * @memberof robustmq.meta.v1.SnapshotHead
                 * @instance
                 */
                SnapshotHead.prototype.members = null;

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
                    if (message.members != null && $Object.hasOwnProperty.call(message, "members"))
                        $root.robustmq.meta.v1.MemberSets.encode(message.members, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
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
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.members = $root.robustmq.meta.v1.MemberSets.decode(reader, reader.size(), $undefined, _depth + 1, message.members);
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

            v1.MemberSets = (function() {

                /**
                 * Properties of a MemberSets.
                 * @typedef {Object} robustmq.meta.v1.MemberSets.$Properties
                 * @property {Array.<number>|null} [voters] MemberSets voters
                 * @property {Array.<number>|null} [outgoing] MemberSets outgoing
                 * @property {Array.<number>|null} [learners] MemberSets learners
                 * @property {Array.<number>|null} [learnersNext] MemberSets learnersNext
                 * @property {boolean|null} [autoLeave] MemberSets autoLeave
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MemberSets.
                 * @memberof robustmq.meta.v1
                 * @interface IMemberSets
                 * @augments robustmq.meta.v1.MemberSets.$Properties
                 * @deprecated Use robustmq.meta.v1.MemberSets.$Properties instead.
                 */

                /**
                 * Shape of a MemberSets.
                 * @typedef {robustmq.meta.v1.MemberSets.$Properties} robustmq.meta.v1.MemberSets.$Shape
                 */

                /**
                 * Constructs a new MemberSets.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a MemberSets.
                 * @constructor
                 * @param {robustmq.meta.v1.MemberSets.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MemberSets = function (properties) {
                    this.voters = [];
                    this.outgoing = [];
                    this.learners = [];
                    this.learnersNext = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MemberSets voters.
                 * @member {Array.<number>} voters
                 * @memberof robustmq.meta.v1.MemberSets
                 * @instance
                 */
                MemberSets.prototype.voters = $util.emptyArray;

                /**
                 * MemberSets outgoing.
                 * @member {Array.<number>} outgoing
                 * @memberof robustmq.meta.v1.MemberSets
                 * @instance
                 */
                MemberSets.prototype.outgoing = $util.emptyArray;

                /**
                 * MemberSets learners.
                 * @member {Array.<number>} learners
                 * @memberof robustmq.meta.v1.MemberSets
                 * @instance
                 */
                MemberSets.prototype.learners = $util.emptyArray;

                /**
                 * MemberSets learnersNext.
                 * @member {Array.<number>} learnersNext
                 * @memberof robustmq.meta.v1.MemberSets
                 * @instance
                 */
                MemberSets.prototype.learnersNext = $util.emptyArray;

                /**
                 * MemberSets autoLeave.
                 * @member {boolean} autoLeave
                 * @memberof robustmq.meta.v1.MemberSets
                 * @instance
                 */
                MemberSets.prototype.autoLeave = false;

                /**
                 * Creates a new MemberSets instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.MemberSets
                 * @static
                 * @param {robustmq.meta.v1.MemberSets.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.MemberSets} MemberSets instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.MemberSets.$Shape): robustmq.meta.v1.MemberSets & robustmq.meta.v1.MemberSets.$Shape;
                 *   (properties?: robustmq.meta.v1.MemberSets.$Properties): robustmq.meta.v1.MemberSets;
                 * }}
                 */
                MemberSets.create = function(properties) {
                    return new MemberSets(properties);
                };

                /**
                 * Encodes the specified MemberSets message. Does not implicitly {@link robustmq.meta.v1.MemberSets.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.MemberSets
                 * @static
                 * @param {robustmq.meta.v1.MemberSets.$Properties} message MemberSets message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MemberSets.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.voters != null && message.voters.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).uint64s(message.voters);
                    if (message.outgoing != null && message.outgoing.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).uint64s(message.outgoing);
                    if (message.learners != null && message.learners.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).uint64s(message.learners);
                    if (message.learnersNext != null && message.learnersNext.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).uint64s(message.learnersNext);
                    if (message.autoLeave != null && $Object.hasOwnProperty.call(message, "autoLeave") && message.autoLeave !== false)
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.autoLeave);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MemberSets message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.MemberSets
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.MemberSets & robustmq.meta.v1.MemberSets.$Shape} MemberSets
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MemberSets.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.MemberSets();
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
                                    if (!(message.voters && message.voters.length))
                                        message.voters = [];
                                    reader.uint64s(message.voters), message.voters = message.voters.map($number);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.voters && message.voters.length))
                                    message.voters = [];
                                message.voters.push($number(reader.uint64()));
                                continue;
                            }
                        case 2: {
                                if (wireType === 2) {
                                    if (!(message.outgoing && message.outgoing.length))
                                        message.outgoing = [];
                                    reader.uint64s(message.outgoing), message.outgoing = message.outgoing.map($number);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.outgoing && message.outgoing.length))
                                    message.outgoing = [];
                                message.outgoing.push($number(reader.uint64()));
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.learners && message.learners.length))
                                        message.learners = [];
                                    reader.uint64s(message.learners), message.learners = message.learners.map($number);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.learners && message.learners.length))
                                    message.learners = [];
                                message.learners.push($number(reader.uint64()));
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.learnersNext && message.learnersNext.length))
                                        message.learnersNext = [];
                                    reader.uint64s(message.learnersNext), message.learnersNext = message.learnersNext.map($number);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.learnersNext && message.learnersNext.length))
                                    message.learnersNext = [];
                                message.learnersNext.push($number(reader.uint64()));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.autoLeave = value;
                                else
                                    delete message.autoLeave;
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
                 * Gets the type url for MemberSets
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.MemberSets
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                MemberSets.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.MemberSets";
                };

                return MemberSets;
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
                 * @property {number|null} [floor] ClientRecord floor
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
                 * ClientRecord floor.
                 * @member {number} floor
                 * @memberof robustmq.meta.v1.ClientRecord
                 * @instance
                 */
                ClientRecord.prototype.floor = 0;

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
                    if (message.floor != null && $Object.hasOwnProperty.call(message, "floor") && (typeof message.floor === "object" ? message.floor.low || message.floor.high : message.floor !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.floor);
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
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.floor = value;
                                else
                                    delete message.floor;
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

            v1.ForwardedProposals = (function() {

                /**
                 * Properties of a ForwardedProposals.
                 * @typedef {Object} robustmq.meta.v1.ForwardedProposals.$Properties
                 * @property {number|null} [group] ForwardedProposals group
                 * @property {number|null} [to] ForwardedProposals to
                 * @property {Array.<Uint8Array>|null} [entries] ForwardedProposals entries
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ForwardedProposals.
                 * @memberof robustmq.meta.v1
                 * @interface IForwardedProposals
                 * @augments robustmq.meta.v1.ForwardedProposals.$Properties
                 * @deprecated Use robustmq.meta.v1.ForwardedProposals.$Properties instead.
                 */

                /**
                 * Shape of a ForwardedProposals.
                 * @typedef {robustmq.meta.v1.ForwardedProposals.$Properties} robustmq.meta.v1.ForwardedProposals.$Shape
                 */

                /**
                 * Constructs a new ForwardedProposals.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a ForwardedProposals.
                 * @constructor
                 * @param {robustmq.meta.v1.ForwardedProposals.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ForwardedProposals = function (properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ForwardedProposals group.
                 * @member {number} group
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @instance
                 */
                ForwardedProposals.prototype.group = 0;

                /**
                 * ForwardedProposals to.
                 * @member {number} to
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @instance
                 */
                ForwardedProposals.prototype.to = 0;

                /**
                 * ForwardedProposals entries.
                 * @member {Array.<Uint8Array>} entries
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @instance
                 */
                ForwardedProposals.prototype.entries = $util.emptyArray;

                /**
                 * Creates a new ForwardedProposals instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @static
                 * @param {robustmq.meta.v1.ForwardedProposals.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.ForwardedProposals} ForwardedProposals instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.ForwardedProposals.$Shape): robustmq.meta.v1.ForwardedProposals & robustmq.meta.v1.ForwardedProposals.$Shape;
                 *   (properties?: robustmq.meta.v1.ForwardedProposals.$Properties): robustmq.meta.v1.ForwardedProposals;
                 * }}
                 */
                ForwardedProposals.create = function(properties) {
                    return new ForwardedProposals(properties);
                };

                /**
                 * Encodes the specified ForwardedProposals message. Does not implicitly {@link robustmq.meta.v1.ForwardedProposals.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @static
                 * @param {robustmq.meta.v1.ForwardedProposals.$Properties} message ForwardedProposals message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ForwardedProposals.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                    if (message.to != null && $Object.hasOwnProperty.call(message, "to") && (typeof message.to === "object" ? message.to.low || message.to.high : message.to !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.to);
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.entries[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ForwardedProposals message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ForwardedProposals & robustmq.meta.v1.ForwardedProposals.$Shape} ForwardedProposals
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ForwardedProposals.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.ForwardedProposals();
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
                                    message.group = value;
                                else
                                    delete message.group;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.to = value;
                                else
                                    delete message.to;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push(reader.bytes());
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
                 * Gets the type url for ForwardedProposals
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.ForwardedProposals
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ForwardedProposals.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.ForwardedProposals";
                };

                return ForwardedProposals;
            })();

            v1.PeerQuestion = (function() {

                /**
                 * Properties of a PeerQuestion.
                 * @typedef {Object} robustmq.meta.v1.PeerQuestion.$Properties
                 * @property {robustmq.meta.v1.ChunkQuestion.$Properties|null} [chunk] PeerQuestion chunk
                 * @property {robustmq.meta.v1.FormationView.$Properties|null} [formation] PeerQuestion formation
                 * @property {robustmq.meta.v1.JoinQuestion.$Properties|null} [join] PeerQuestion join
                 * @property {robustmq.meta.v1.TransferQuestion.$Properties|null} [transfer] PeerQuestion transfer
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PeerQuestion.
                 * @memberof robustmq.meta.v1
                 * @interface IPeerQuestion
                 * @augments robustmq.meta.v1.PeerQuestion.$Properties
                 * @deprecated Use robustmq.meta.v1.PeerQuestion.$Properties instead.
                 */

                /**
                 * Shape of a PeerQuestion.
                 * @typedef {robustmq.meta.v1.PeerQuestion.$Properties} robustmq.meta.v1.PeerQuestion.$Shape
                 */

                /**
                 * Constructs a new PeerQuestion.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a PeerQuestion.
                 * @constructor
                 * @param {robustmq.meta.v1.PeerQuestion.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PeerQuestion = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PeerQuestion chunk.
                 * @member {robustmq.meta.v1.ChunkQuestion.$Properties|null|undefined} chunk
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @instance
                 */
                PeerQuestion.prototype.chunk = null;

                /**
                 * PeerQuestion formation.
                 * @member {robustmq.meta.v1.FormationView.$Properties|null|undefined} formation
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @instance
                 */
                PeerQuestion.prototype.formation = null;

                /**
                 * PeerQuestion join.
                 * @member {robustmq.meta.v1.JoinQuestion.$Properties|null|undefined} join
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @instance
                 */
                PeerQuestion.prototype.join = null;

                /**
                 * PeerQuestion transfer.
                 * @member {robustmq.meta.v1.TransferQuestion.$Properties|null|undefined} transfer
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @instance
                 */
                PeerQuestion.prototype.transfer = null;

                /**
                 * Creates a new PeerQuestion instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @static
                 * @param {robustmq.meta.v1.PeerQuestion.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.PeerQuestion} PeerQuestion instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.PeerQuestion.$Shape): robustmq.meta.v1.PeerQuestion & robustmq.meta.v1.PeerQuestion.$Shape;
                 *   (properties?: robustmq.meta.v1.PeerQuestion.$Properties): robustmq.meta.v1.PeerQuestion;
                 * }}
                 */
                PeerQuestion.create = function(properties) {
                    return new PeerQuestion(properties);
                };

                /**
                 * Encodes the specified PeerQuestion message. Does not implicitly {@link robustmq.meta.v1.PeerQuestion.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @static
                 * @param {robustmq.meta.v1.PeerQuestion.$Properties} message PeerQuestion message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PeerQuestion.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.chunk != null && $Object.hasOwnProperty.call(message, "chunk"))
                        $root.robustmq.meta.v1.ChunkQuestion.encode(message.chunk, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.formation != null && $Object.hasOwnProperty.call(message, "formation"))
                        $root.robustmq.meta.v1.FormationView.encode(message.formation, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.join != null && $Object.hasOwnProperty.call(message, "join"))
                        $root.robustmq.meta.v1.JoinQuestion.encode(message.join, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.transfer != null && $Object.hasOwnProperty.call(message, "transfer"))
                        $root.robustmq.meta.v1.TransferQuestion.encode(message.transfer, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PeerQuestion message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.PeerQuestion & robustmq.meta.v1.PeerQuestion.$Shape} PeerQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PeerQuestion.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.PeerQuestion();
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
                                message.chunk = $root.robustmq.meta.v1.ChunkQuestion.decode(reader, reader.size(), $undefined, _depth + 1, message.chunk);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.formation = $root.robustmq.meta.v1.FormationView.decode(reader, reader.size(), $undefined, _depth + 1, message.formation);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.join = $root.robustmq.meta.v1.JoinQuestion.decode(reader, reader.size(), $undefined, _depth + 1, message.join);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.transfer = $root.robustmq.meta.v1.TransferQuestion.decode(reader, reader.size(), $undefined, _depth + 1, message.transfer);
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
                 * Gets the type url for PeerQuestion
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.PeerQuestion
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                PeerQuestion.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.PeerQuestion";
                };

                return PeerQuestion;
            })();

            v1.ChunkQuestion = (function() {

                /**
                 * Properties of a ChunkQuestion.
                 * @typedef {Object} robustmq.meta.v1.ChunkQuestion.$Properties
                 * @property {number|null} [group] ChunkQuestion group
                 * @property {number|null} [index] ChunkQuestion index
                 * @property {number|null} [offset] ChunkQuestion offset
                 * @property {number|null} [bytesMax] ChunkQuestion bytesMax
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ChunkQuestion.
                 * @memberof robustmq.meta.v1
                 * @interface IChunkQuestion
                 * @augments robustmq.meta.v1.ChunkQuestion.$Properties
                 * @deprecated Use robustmq.meta.v1.ChunkQuestion.$Properties instead.
                 */

                /**
                 * Shape of a ChunkQuestion.
                 * @typedef {robustmq.meta.v1.ChunkQuestion.$Properties} robustmq.meta.v1.ChunkQuestion.$Shape
                 */

                /**
                 * Constructs a new ChunkQuestion.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a ChunkQuestion.
                 * @constructor
                 * @param {robustmq.meta.v1.ChunkQuestion.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ChunkQuestion = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ChunkQuestion group.
                 * @member {number} group
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @instance
                 */
                ChunkQuestion.prototype.group = 0;

                /**
                 * ChunkQuestion index.
                 * @member {number} index
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @instance
                 */
                ChunkQuestion.prototype.index = 0;

                /**
                 * ChunkQuestion offset.
                 * @member {number} offset
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @instance
                 */
                ChunkQuestion.prototype.offset = 0;

                /**
                 * ChunkQuestion bytesMax.
                 * @member {number} bytesMax
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @instance
                 */
                ChunkQuestion.prototype.bytesMax = 0;

                /**
                 * Creates a new ChunkQuestion instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @static
                 * @param {robustmq.meta.v1.ChunkQuestion.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.ChunkQuestion} ChunkQuestion instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.ChunkQuestion.$Shape): robustmq.meta.v1.ChunkQuestion & robustmq.meta.v1.ChunkQuestion.$Shape;
                 *   (properties?: robustmq.meta.v1.ChunkQuestion.$Properties): robustmq.meta.v1.ChunkQuestion;
                 * }}
                 */
                ChunkQuestion.create = function(properties) {
                    return new ChunkQuestion(properties);
                };

                /**
                 * Encodes the specified ChunkQuestion message. Does not implicitly {@link robustmq.meta.v1.ChunkQuestion.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @static
                 * @param {robustmq.meta.v1.ChunkQuestion.$Properties} message ChunkQuestion message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ChunkQuestion.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                    if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.index);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.offset);
                    if (message.bytesMax != null && $Object.hasOwnProperty.call(message, "bytesMax") && message.bytesMax !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.bytesMax);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ChunkQuestion message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ChunkQuestion & robustmq.meta.v1.ChunkQuestion.$Shape} ChunkQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ChunkQuestion.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.ChunkQuestion();
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
                                    message.group = value;
                                else
                                    delete message.group;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.index = value;
                                else
                                    delete message.index;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.bytesMax = value;
                                else
                                    delete message.bytesMax;
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
                 * Gets the type url for ChunkQuestion
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.ChunkQuestion
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ChunkQuestion.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.ChunkQuestion";
                };

                return ChunkQuestion;
            })();

            v1.ChunkAnswer = (function() {

                /**
                 * Properties of a ChunkAnswer.
                 * @typedef {Object} robustmq.meta.v1.ChunkAnswer.$Properties
                 * @property {number|null} [bytesTotal] ChunkAnswer bytesTotal
                 * @property {number|null} [crc32c] ChunkAnswer crc32c
                 * @property {Uint8Array|null} [data] ChunkAnswer data
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ChunkAnswer.
                 * @memberof robustmq.meta.v1
                 * @interface IChunkAnswer
                 * @augments robustmq.meta.v1.ChunkAnswer.$Properties
                 * @deprecated Use robustmq.meta.v1.ChunkAnswer.$Properties instead.
                 */

                /**
                 * Shape of a ChunkAnswer.
                 * @typedef {robustmq.meta.v1.ChunkAnswer.$Properties} robustmq.meta.v1.ChunkAnswer.$Shape
                 */

                /**
                 * Constructs a new ChunkAnswer.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a ChunkAnswer.
                 * @constructor
                 * @param {robustmq.meta.v1.ChunkAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ChunkAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ChunkAnswer bytesTotal.
                 * @member {number} bytesTotal
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @instance
                 */
                ChunkAnswer.prototype.bytesTotal = 0;

                /**
                 * ChunkAnswer crc32c.
                 * @member {number} crc32c
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @instance
                 */
                ChunkAnswer.prototype.crc32c = 0;

                /**
                 * ChunkAnswer data.
                 * @member {Uint8Array} data
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @instance
                 */
                ChunkAnswer.prototype.data = $util.newBuffer([]);

                /**
                 * Creates a new ChunkAnswer instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @static
                 * @param {robustmq.meta.v1.ChunkAnswer.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.ChunkAnswer} ChunkAnswer instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.ChunkAnswer.$Shape): robustmq.meta.v1.ChunkAnswer & robustmq.meta.v1.ChunkAnswer.$Shape;
                 *   (properties?: robustmq.meta.v1.ChunkAnswer.$Properties): robustmq.meta.v1.ChunkAnswer;
                 * }}
                 */
                ChunkAnswer.create = function(properties) {
                    return new ChunkAnswer(properties);
                };

                /**
                 * Encodes the specified ChunkAnswer message. Does not implicitly {@link robustmq.meta.v1.ChunkAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @static
                 * @param {robustmq.meta.v1.ChunkAnswer.$Properties} message ChunkAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ChunkAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.bytesTotal != null && $Object.hasOwnProperty.call(message, "bytesTotal") && (typeof message.bytesTotal === "object" ? message.bytesTotal.low || message.bytesTotal.high : message.bytesTotal !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.bytesTotal);
                    if (message.crc32c != null && $Object.hasOwnProperty.call(message, "crc32c") && message.crc32c !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.crc32c);
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.data);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ChunkAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.ChunkAnswer & robustmq.meta.v1.ChunkAnswer.$Shape} ChunkAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ChunkAnswer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.ChunkAnswer();
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
                                    message.bytesTotal = value;
                                else
                                    delete message.bytesTotal;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.crc32c = value;
                                else
                                    delete message.crc32c;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.data = value;
                                else
                                    delete message.data;
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
                 * Gets the type url for ChunkAnswer
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.ChunkAnswer
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ChunkAnswer.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.ChunkAnswer";
                };

                return ChunkAnswer;
            })();

            v1.Member = (function() {

                /**
                 * Properties of a Member.
                 * @typedef {Object} robustmq.meta.v1.Member.$Properties
                 * @property {number|null} [nodeId] Member nodeId
                 * @property {number|null} [raftId] Member raftId
                 * @property {string|null} [address] Member address
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Member.
                 * @memberof robustmq.meta.v1
                 * @interface IMember
                 * @augments robustmq.meta.v1.Member.$Properties
                 * @deprecated Use robustmq.meta.v1.Member.$Properties instead.
                 */

                /**
                 * Shape of a Member.
                 * @typedef {robustmq.meta.v1.Member.$Properties} robustmq.meta.v1.Member.$Shape
                 */

                /**
                 * Constructs a new Member.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a Member.
                 * @constructor
                 * @param {robustmq.meta.v1.Member.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Member = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Member nodeId.
                 * @member {number} nodeId
                 * @memberof robustmq.meta.v1.Member
                 * @instance
                 */
                Member.prototype.nodeId = 0;

                /**
                 * Member raftId.
                 * @member {number} raftId
                 * @memberof robustmq.meta.v1.Member
                 * @instance
                 */
                Member.prototype.raftId = 0;

                /**
                 * Member address.
                 * @member {string} address
                 * @memberof robustmq.meta.v1.Member
                 * @instance
                 */
                Member.prototype.address = "";

                /**
                 * Creates a new Member instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.Member
                 * @static
                 * @param {robustmq.meta.v1.Member.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.Member} Member instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.Member.$Shape): robustmq.meta.v1.Member & robustmq.meta.v1.Member.$Shape;
                 *   (properties?: robustmq.meta.v1.Member.$Properties): robustmq.meta.v1.Member;
                 * }}
                 */
                Member.create = function(properties) {
                    return new Member(properties);
                };

                /**
                 * Encodes the specified Member message. Does not implicitly {@link robustmq.meta.v1.Member.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.Member
                 * @static
                 * @param {robustmq.meta.v1.Member.$Properties} message Member message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Member.encode = function (message, writer, _depth) {
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
                 * Decodes a Member message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.Member
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.Member & robustmq.meta.v1.Member.$Shape} Member
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Member.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.Member();
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
                 * Gets the type url for Member
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.Member
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Member.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.Member";
                };

                return Member;
            })();

            v1.FormationView = (function() {

                /**
                 * Properties of a FormationView.
                 * @typedef {Object} robustmq.meta.v1.FormationView.$Properties
                 * @property {Array.<robustmq.meta.v1.Member.$Properties>|null} [members] FormationView members
                 * @property {boolean|null} [frozen] FormationView frozen
                 * @property {boolean|null} [formed] FormationView formed
                 * @property {string|null} [clusterId] FormationView clusterId
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a FormationView.
                 * @memberof robustmq.meta.v1
                 * @interface IFormationView
                 * @augments robustmq.meta.v1.FormationView.$Properties
                 * @deprecated Use robustmq.meta.v1.FormationView.$Properties instead.
                 */

                /**
                 * Shape of a FormationView.
                 * @typedef {robustmq.meta.v1.FormationView.$Properties} robustmq.meta.v1.FormationView.$Shape
                 */

                /**
                 * Constructs a new FormationView.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a FormationView.
                 * @constructor
                 * @param {robustmq.meta.v1.FormationView.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const FormationView = function (properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * FormationView members.
                 * @member {Array.<robustmq.meta.v1.Member.$Properties>} members
                 * @memberof robustmq.meta.v1.FormationView
                 * @instance
                 */
                FormationView.prototype.members = $util.emptyArray;

                /**
                 * FormationView frozen.
                 * @member {boolean} frozen
                 * @memberof robustmq.meta.v1.FormationView
                 * @instance
                 */
                FormationView.prototype.frozen = false;

                /**
                 * FormationView formed.
                 * @member {boolean} formed
                 * @memberof robustmq.meta.v1.FormationView
                 * @instance
                 */
                FormationView.prototype.formed = false;

                /**
                 * FormationView clusterId.
                 * @member {string} clusterId
                 * @memberof robustmq.meta.v1.FormationView
                 * @instance
                 */
                FormationView.prototype.clusterId = "";

                /**
                 * Creates a new FormationView instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.FormationView
                 * @static
                 * @param {robustmq.meta.v1.FormationView.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.FormationView} FormationView instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.FormationView.$Shape): robustmq.meta.v1.FormationView & robustmq.meta.v1.FormationView.$Shape;
                 *   (properties?: robustmq.meta.v1.FormationView.$Properties): robustmq.meta.v1.FormationView;
                 * }}
                 */
                FormationView.create = function(properties) {
                    return new FormationView(properties);
                };

                /**
                 * Encodes the specified FormationView message. Does not implicitly {@link robustmq.meta.v1.FormationView.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.FormationView
                 * @static
                 * @param {robustmq.meta.v1.FormationView.$Properties} message FormationView message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                FormationView.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.robustmq.meta.v1.Member.encode(message.members[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.frozen != null && $Object.hasOwnProperty.call(message, "frozen") && message.frozen !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.frozen);
                    if (message.formed != null && $Object.hasOwnProperty.call(message, "formed") && message.formed !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.formed);
                    if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.clusterId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a FormationView message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.FormationView
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.FormationView & robustmq.meta.v1.FormationView.$Shape} FormationView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                FormationView.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.FormationView();
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
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.robustmq.meta.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.frozen = value;
                                else
                                    delete message.frozen;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.formed = value;
                                else
                                    delete message.formed;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clusterId = value;
                                else
                                    delete message.clusterId;
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
                 * Gets the type url for FormationView
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.FormationView
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                FormationView.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.FormationView";
                };

                return FormationView;
            })();

            v1.JoinQuestion = (function() {

                /**
                 * Properties of a JoinQuestion.
                 * @typedef {Object} robustmq.meta.v1.JoinQuestion.$Properties
                 * @property {robustmq.meta.v1.Member.$Properties|null} [member] JoinQuestion member
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a JoinQuestion.
                 * @memberof robustmq.meta.v1
                 * @interface IJoinQuestion
                 * @augments robustmq.meta.v1.JoinQuestion.$Properties
                 * @deprecated Use robustmq.meta.v1.JoinQuestion.$Properties instead.
                 */

                /**
                 * Shape of a JoinQuestion.
                 * @typedef {robustmq.meta.v1.JoinQuestion.$Properties} robustmq.meta.v1.JoinQuestion.$Shape
                 */

                /**
                 * Constructs a new JoinQuestion.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a JoinQuestion.
                 * @constructor
                 * @param {robustmq.meta.v1.JoinQuestion.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const JoinQuestion = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * JoinQuestion member.
                 * @member {robustmq.meta.v1.Member.$Properties|null|undefined} member
                 * @memberof robustmq.meta.v1.JoinQuestion
                 * @instance
                 */
                JoinQuestion.prototype.member = null;

                /**
                 * Creates a new JoinQuestion instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.JoinQuestion
                 * @static
                 * @param {robustmq.meta.v1.JoinQuestion.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.JoinQuestion} JoinQuestion instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.JoinQuestion.$Shape): robustmq.meta.v1.JoinQuestion & robustmq.meta.v1.JoinQuestion.$Shape;
                 *   (properties?: robustmq.meta.v1.JoinQuestion.$Properties): robustmq.meta.v1.JoinQuestion;
                 * }}
                 */
                JoinQuestion.create = function(properties) {
                    return new JoinQuestion(properties);
                };

                /**
                 * Encodes the specified JoinQuestion message. Does not implicitly {@link robustmq.meta.v1.JoinQuestion.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.JoinQuestion
                 * @static
                 * @param {robustmq.meta.v1.JoinQuestion.$Properties} message JoinQuestion message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinQuestion.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.member != null && $Object.hasOwnProperty.call(message, "member"))
                        $root.robustmq.meta.v1.Member.encode(message.member, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a JoinQuestion message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.JoinQuestion
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.JoinQuestion & robustmq.meta.v1.JoinQuestion.$Shape} JoinQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinQuestion.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.JoinQuestion();
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
                                message.member = $root.robustmq.meta.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1, message.member);
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
                 * Gets the type url for JoinQuestion
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.JoinQuestion
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                JoinQuestion.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.JoinQuestion";
                };

                return JoinQuestion;
            })();

            v1.JoinAnswer = (function() {

                /**
                 * Properties of a JoinAnswer.
                 * @typedef {Object} robustmq.meta.v1.JoinAnswer.$Properties
                 * @property {string|null} [clusterId] JoinAnswer clusterId
                 * @property {string|null} [refusal] JoinAnswer refusal
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a JoinAnswer.
                 * @memberof robustmq.meta.v1
                 * @interface IJoinAnswer
                 * @augments robustmq.meta.v1.JoinAnswer.$Properties
                 * @deprecated Use robustmq.meta.v1.JoinAnswer.$Properties instead.
                 */

                /**
                 * Shape of a JoinAnswer.
                 * @typedef {robustmq.meta.v1.JoinAnswer.$Properties} robustmq.meta.v1.JoinAnswer.$Shape
                 */

                /**
                 * Constructs a new JoinAnswer.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a JoinAnswer.
                 * @constructor
                 * @param {robustmq.meta.v1.JoinAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const JoinAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * JoinAnswer clusterId.
                 * @member {string} clusterId
                 * @memberof robustmq.meta.v1.JoinAnswer
                 * @instance
                 */
                JoinAnswer.prototype.clusterId = "";

                /**
                 * JoinAnswer refusal.
                 * @member {string} refusal
                 * @memberof robustmq.meta.v1.JoinAnswer
                 * @instance
                 */
                JoinAnswer.prototype.refusal = "";

                /**
                 * Creates a new JoinAnswer instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.JoinAnswer
                 * @static
                 * @param {robustmq.meta.v1.JoinAnswer.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.JoinAnswer} JoinAnswer instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.JoinAnswer.$Shape): robustmq.meta.v1.JoinAnswer & robustmq.meta.v1.JoinAnswer.$Shape;
                 *   (properties?: robustmq.meta.v1.JoinAnswer.$Properties): robustmq.meta.v1.JoinAnswer;
                 * }}
                 */
                JoinAnswer.create = function(properties) {
                    return new JoinAnswer(properties);
                };

                /**
                 * Encodes the specified JoinAnswer message. Does not implicitly {@link robustmq.meta.v1.JoinAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.JoinAnswer
                 * @static
                 * @param {robustmq.meta.v1.JoinAnswer.$Properties} message JoinAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.clusterId);
                    if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.refusal);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a JoinAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.JoinAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.JoinAnswer & robustmq.meta.v1.JoinAnswer.$Shape} JoinAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinAnswer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.JoinAnswer();
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
                 * Gets the type url for JoinAnswer
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.JoinAnswer
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                JoinAnswer.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.JoinAnswer";
                };

                return JoinAnswer;
            })();

            v1.TransferQuestion = (function() {

                /**
                 * Properties of a TransferQuestion.
                 * @typedef {Object} robustmq.meta.v1.TransferQuestion.$Properties
                 * @property {number|null} [group] TransferQuestion group
                 * @property {number|null} [to] TransferQuestion to
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TransferQuestion.
                 * @memberof robustmq.meta.v1
                 * @interface ITransferQuestion
                 * @augments robustmq.meta.v1.TransferQuestion.$Properties
                 * @deprecated Use robustmq.meta.v1.TransferQuestion.$Properties instead.
                 */

                /**
                 * Shape of a TransferQuestion.
                 * @typedef {robustmq.meta.v1.TransferQuestion.$Properties} robustmq.meta.v1.TransferQuestion.$Shape
                 */

                /**
                 * Constructs a new TransferQuestion.
                 * @memberof robustmq.meta.v1
                 * @classdesc Represents a TransferQuestion.
                 * @constructor
                 * @param {robustmq.meta.v1.TransferQuestion.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TransferQuestion = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TransferQuestion group.
                 * @member {number} group
                 * @memberof robustmq.meta.v1.TransferQuestion
                 * @instance
                 */
                TransferQuestion.prototype.group = 0;

                /**
                 * TransferQuestion to.
                 * @member {number} to
                 * @memberof robustmq.meta.v1.TransferQuestion
                 * @instance
                 */
                TransferQuestion.prototype.to = 0;

                /**
                 * Creates a new TransferQuestion instance using the specified properties.
                 * @function create
                 * @memberof robustmq.meta.v1.TransferQuestion
                 * @static
                 * @param {robustmq.meta.v1.TransferQuestion.$Properties=} [properties] Properties to set
                 * @returns {robustmq.meta.v1.TransferQuestion} TransferQuestion instance
                 * @type {{
                 *   (properties: robustmq.meta.v1.TransferQuestion.$Shape): robustmq.meta.v1.TransferQuestion & robustmq.meta.v1.TransferQuestion.$Shape;
                 *   (properties?: robustmq.meta.v1.TransferQuestion.$Properties): robustmq.meta.v1.TransferQuestion;
                 * }}
                 */
                TransferQuestion.create = function(properties) {
                    return new TransferQuestion(properties);
                };

                /**
                 * Encodes the specified TransferQuestion message. Does not implicitly {@link robustmq.meta.v1.TransferQuestion.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.meta.v1.TransferQuestion
                 * @static
                 * @param {robustmq.meta.v1.TransferQuestion.$Properties} message TransferQuestion message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TransferQuestion.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                    if (message.to != null && $Object.hasOwnProperty.call(message, "to") && (typeof message.to === "object" ? message.to.low || message.to.high : message.to !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.to);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TransferQuestion message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.meta.v1.TransferQuestion
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.meta.v1.TransferQuestion & robustmq.meta.v1.TransferQuestion.$Shape} TransferQuestion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TransferQuestion.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.meta.v1.TransferQuestion();
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
                                    message.group = value;
                                else
                                    delete message.group;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.to = value;
                                else
                                    delete message.to;
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
                 * Gets the type url for TransferQuestion
                 * @function getTypeUrl
                 * @memberof robustmq.meta.v1.TransferQuestion
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                TransferQuestion.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.meta.v1.TransferQuestion";
                };

                return TransferQuestion;
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
