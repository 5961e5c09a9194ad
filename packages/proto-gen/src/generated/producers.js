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
const $root = $protobuf.roots["robustmq-producers"] || ($protobuf.roots["robustmq-producers"] = {});

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

            v1.ProducerIdsCommand = (function() {

                /**
                 * Properties of a ProducerIdsCommand.
                 * @typedef {Object} robustmq.kafka.v1.ProducerIdsCommand.$Properties
                 * @property {number|null} [count] ProducerIdsCommand count
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ProducerIdsCommand.
                 * @memberof robustmq.kafka.v1
                 * @interface IProducerIdsCommand
                 * @augments robustmq.kafka.v1.ProducerIdsCommand.$Properties
                 * @deprecated Use robustmq.kafka.v1.ProducerIdsCommand.$Properties instead.
                 */

                /**
                 * Shape of a ProducerIdsCommand.
                 * @typedef {robustmq.kafka.v1.ProducerIdsCommand.$Properties} robustmq.kafka.v1.ProducerIdsCommand.$Shape
                 */

                /**
                 * Constructs a new ProducerIdsCommand.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents a ProducerIdsCommand.
                 * @constructor
                 * @param {robustmq.kafka.v1.ProducerIdsCommand.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ProducerIdsCommand = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ProducerIdsCommand count.
                 * @member {number} count
                 * @memberof robustmq.kafka.v1.ProducerIdsCommand
                 * @instance
                 */
                ProducerIdsCommand.prototype.count = 0;

                /**
                 * Creates a new ProducerIdsCommand instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.ProducerIdsCommand
                 * @static
                 * @param {robustmq.kafka.v1.ProducerIdsCommand.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.ProducerIdsCommand} ProducerIdsCommand instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.ProducerIdsCommand.$Shape): robustmq.kafka.v1.ProducerIdsCommand & robustmq.kafka.v1.ProducerIdsCommand.$Shape;
                 *   (properties?: robustmq.kafka.v1.ProducerIdsCommand.$Properties): robustmq.kafka.v1.ProducerIdsCommand;
                 * }}
                 */
                ProducerIdsCommand.create = function(properties) {
                    return new ProducerIdsCommand(properties);
                };

                /**
                 * Encodes the specified ProducerIdsCommand message. Does not implicitly {@link robustmq.kafka.v1.ProducerIdsCommand.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.ProducerIdsCommand
                 * @static
                 * @param {robustmq.kafka.v1.ProducerIdsCommand.$Properties} message ProducerIdsCommand message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ProducerIdsCommand.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.count);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ProducerIdsCommand message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.ProducerIdsCommand
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.ProducerIdsCommand & robustmq.kafka.v1.ProducerIdsCommand.$Shape} ProducerIdsCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ProducerIdsCommand.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.ProducerIdsCommand();
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
                                    message.count = value;
                                else
                                    delete message.count;
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
                 * Gets the type url for ProducerIdsCommand
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.ProducerIdsCommand
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ProducerIdsCommand.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.ProducerIdsCommand";
                };

                return ProducerIdsCommand;
            })();

            /**
             * ProducerIdsCode enum.
             * @name robustmq.kafka.v1.ProducerIdsCode
             * @enum {number}
             * @property {number} PRODUCER_IDS_OK=0 PRODUCER_IDS_OK value
             * @property {number} PRODUCER_IDS_INVALID=1 PRODUCER_IDS_INVALID value
             * @property {number} PRODUCER_IDS_EXHAUSTED=2 PRODUCER_IDS_EXHAUSTED value
             */
            v1.ProducerIdsCode = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "PRODUCER_IDS_OK"] = 0;
                values[valuesById[1] = "PRODUCER_IDS_INVALID"] = 1;
                values[valuesById[2] = "PRODUCER_IDS_EXHAUSTED"] = 2;
                return values;
            })();

            v1.ProducerIdsAnswer = (function() {

                /**
                 * Properties of a ProducerIdsAnswer.
                 * @typedef {Object} robustmq.kafka.v1.ProducerIdsAnswer.$Properties
                 * @property {robustmq.kafka.v1.ProducerIdsCode|null} [code] ProducerIdsAnswer code
                 * @property {number|null} [first] ProducerIdsAnswer first
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ProducerIdsAnswer.
                 * @memberof robustmq.kafka.v1
                 * @interface IProducerIdsAnswer
                 * @augments robustmq.kafka.v1.ProducerIdsAnswer.$Properties
                 * @deprecated Use robustmq.kafka.v1.ProducerIdsAnswer.$Properties instead.
                 */

                /**
                 * Shape of a ProducerIdsAnswer.
                 * @typedef {robustmq.kafka.v1.ProducerIdsAnswer.$Properties} robustmq.kafka.v1.ProducerIdsAnswer.$Shape
                 */

                /**
                 * Constructs a new ProducerIdsAnswer.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents a ProducerIdsAnswer.
                 * @constructor
                 * @param {robustmq.kafka.v1.ProducerIdsAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ProducerIdsAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ProducerIdsAnswer code.
                 * @member {robustmq.kafka.v1.ProducerIdsCode} code
                 * @memberof robustmq.kafka.v1.ProducerIdsAnswer
                 * @instance
                 */
                ProducerIdsAnswer.prototype.code = 0;

                /**
                 * ProducerIdsAnswer first.
                 * @member {number} first
                 * @memberof robustmq.kafka.v1.ProducerIdsAnswer
                 * @instance
                 */
                ProducerIdsAnswer.prototype.first = 0;

                /**
                 * Creates a new ProducerIdsAnswer instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.ProducerIdsAnswer
                 * @static
                 * @param {robustmq.kafka.v1.ProducerIdsAnswer.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.ProducerIdsAnswer} ProducerIdsAnswer instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.ProducerIdsAnswer.$Shape): robustmq.kafka.v1.ProducerIdsAnswer & robustmq.kafka.v1.ProducerIdsAnswer.$Shape;
                 *   (properties?: robustmq.kafka.v1.ProducerIdsAnswer.$Properties): robustmq.kafka.v1.ProducerIdsAnswer;
                 * }}
                 */
                ProducerIdsAnswer.create = function(properties) {
                    return new ProducerIdsAnswer(properties);
                };

                /**
                 * Encodes the specified ProducerIdsAnswer message. Does not implicitly {@link robustmq.kafka.v1.ProducerIdsAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.ProducerIdsAnswer
                 * @static
                 * @param {robustmq.kafka.v1.ProducerIdsAnswer.$Properties} message ProducerIdsAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ProducerIdsAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                    if (message.first != null && $Object.hasOwnProperty.call(message, "first") && (typeof message.first === "object" ? message.first.low || message.first.high : message.first !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.first);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ProducerIdsAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.ProducerIdsAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.ProducerIdsAnswer & robustmq.kafka.v1.ProducerIdsAnswer.$Shape} ProducerIdsAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ProducerIdsAnswer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.ProducerIdsAnswer();
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
                                if (value = reader.int32())
                                    message.code = value;
                                else
                                    delete message.code;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.first = value;
                                else
                                    delete message.first;
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
                 * Gets the type url for ProducerIdsAnswer
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.ProducerIdsAnswer
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ProducerIdsAnswer.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.ProducerIdsAnswer";
                };

                return ProducerIdsAnswer;
            })();

            v1.ProducerIdsSnapshot = (function() {

                /**
                 * Properties of a ProducerIdsSnapshot.
                 * @typedef {Object} robustmq.kafka.v1.ProducerIdsSnapshot.$Properties
                 * @property {number|null} [next] ProducerIdsSnapshot next
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ProducerIdsSnapshot.
                 * @memberof robustmq.kafka.v1
                 * @interface IProducerIdsSnapshot
                 * @augments robustmq.kafka.v1.ProducerIdsSnapshot.$Properties
                 * @deprecated Use robustmq.kafka.v1.ProducerIdsSnapshot.$Properties instead.
                 */

                /**
                 * Shape of a ProducerIdsSnapshot.
                 * @typedef {robustmq.kafka.v1.ProducerIdsSnapshot.$Properties} robustmq.kafka.v1.ProducerIdsSnapshot.$Shape
                 */

                /**
                 * Constructs a new ProducerIdsSnapshot.
                 * @memberof robustmq.kafka.v1
                 * @classdesc Represents a ProducerIdsSnapshot.
                 * @constructor
                 * @param {robustmq.kafka.v1.ProducerIdsSnapshot.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ProducerIdsSnapshot = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ProducerIdsSnapshot next.
                 * @member {number} next
                 * @memberof robustmq.kafka.v1.ProducerIdsSnapshot
                 * @instance
                 */
                ProducerIdsSnapshot.prototype.next = 0;

                /**
                 * Creates a new ProducerIdsSnapshot instance using the specified properties.
                 * @function create
                 * @memberof robustmq.kafka.v1.ProducerIdsSnapshot
                 * @static
                 * @param {robustmq.kafka.v1.ProducerIdsSnapshot.$Properties=} [properties] Properties to set
                 * @returns {robustmq.kafka.v1.ProducerIdsSnapshot} ProducerIdsSnapshot instance
                 * @type {{
                 *   (properties: robustmq.kafka.v1.ProducerIdsSnapshot.$Shape): robustmq.kafka.v1.ProducerIdsSnapshot & robustmq.kafka.v1.ProducerIdsSnapshot.$Shape;
                 *   (properties?: robustmq.kafka.v1.ProducerIdsSnapshot.$Properties): robustmq.kafka.v1.ProducerIdsSnapshot;
                 * }}
                 */
                ProducerIdsSnapshot.create = function(properties) {
                    return new ProducerIdsSnapshot(properties);
                };

                /**
                 * Encodes the specified ProducerIdsSnapshot message. Does not implicitly {@link robustmq.kafka.v1.ProducerIdsSnapshot.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.kafka.v1.ProducerIdsSnapshot
                 * @static
                 * @param {robustmq.kafka.v1.ProducerIdsSnapshot.$Properties} message ProducerIdsSnapshot message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ProducerIdsSnapshot.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.next != null && $Object.hasOwnProperty.call(message, "next") && (typeof message.next === "object" ? message.next.low || message.next.high : message.next !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.next);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ProducerIdsSnapshot message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.kafka.v1.ProducerIdsSnapshot
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.kafka.v1.ProducerIdsSnapshot & robustmq.kafka.v1.ProducerIdsSnapshot.$Shape} ProducerIdsSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ProducerIdsSnapshot.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.kafka.v1.ProducerIdsSnapshot();
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
                                    message.next = value;
                                else
                                    delete message.next;
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
                 * Gets the type url for ProducerIdsSnapshot
                 * @function getTypeUrl
                 * @memberof robustmq.kafka.v1.ProducerIdsSnapshot
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ProducerIdsSnapshot.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.kafka.v1.ProducerIdsSnapshot";
                };

                return ProducerIdsSnapshot;
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
