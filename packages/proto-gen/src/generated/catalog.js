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
const $root = $protobuf.roots["robustmq-catalog"] || ($protobuf.roots["robustmq-catalog"] = {});

export const robustmq = $root.robustmq = (() => {

    /**
     * Namespace robustmq.
     * @exports robustmq
     * @namespace
     */
    const robustmq = {};

    robustmq.catalog = (function() {

        /**
         * Namespace catalog.
         * @memberof robustmq
         * @namespace
         */
        const catalog = {};

        catalog.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof robustmq.catalog
             * @namespace
             */
            const v1 = {};

            v1.CatalogCommand = (function() {

                /**
                 * Properties of a CatalogCommand.
                 * @typedef {Object} robustmq.catalog.v1.CatalogCommand.$Properties
                 * @property {robustmq.catalog.v1.CreateTopic.$Properties|null} [createTopic] CatalogCommand createTopic
                 * @property {robustmq.catalog.v1.DeleteTopic.$Properties|null} [deleteTopic] CatalogCommand deleteTopic
                 * @property {robustmq.catalog.v1.AddPartitions.$Properties|null} [addPartitions] CatalogCommand addPartitions
                 * @property {robustmq.catalog.v1.AlterConfiguration.$Properties|null} [alterConfiguration] CatalogCommand alterConfiguration
                 * @property {"createTopic"|"deleteTopic"|"addPartitions"|"alterConfiguration"} [command] CatalogCommand command
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CatalogCommand.
                 * @memberof robustmq.catalog.v1
                 * @interface ICatalogCommand
                 * @augments robustmq.catalog.v1.CatalogCommand.$Properties
                 * @deprecated Use robustmq.catalog.v1.CatalogCommand.$Properties instead.
                 */

                /**
                 * Narrowed shape of a CatalogCommand.
                 * @typedef {{
                 *   createTopic?: robustmq.catalog.v1.CreateTopic.$Shape|null;
                 *   deleteTopic?: robustmq.catalog.v1.DeleteTopic.$Shape|null;
                 *   addPartitions?: robustmq.catalog.v1.AddPartitions.$Shape|null;
                 *   alterConfiguration?: robustmq.catalog.v1.AlterConfiguration.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ command?: undefined; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterConfiguration?: null }|{ command?: "createTopic"; createTopic: robustmq.catalog.v1.CreateTopic.$Shape; deleteTopic?: null; addPartitions?: null; alterConfiguration?: null }|{ command?: "deleteTopic"; createTopic?: null; deleteTopic: robustmq.catalog.v1.DeleteTopic.$Shape; addPartitions?: null; alterConfiguration?: null }|{ command?: "addPartitions"; createTopic?: null; deleteTopic?: null; addPartitions: robustmq.catalog.v1.AddPartitions.$Shape; alterConfiguration?: null }|{ command?: "alterConfiguration"; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterConfiguration: robustmq.catalog.v1.AlterConfiguration.$Shape })
                 * )} robustmq.catalog.v1.CatalogCommand.$Shape
                 */

                /**
                 * Constructs a new CatalogCommand.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a CatalogCommand.
                 * @constructor
                 * @param {robustmq.catalog.v1.CatalogCommand.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CatalogCommand = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CatalogCommand createTopic.
                 * @member {robustmq.catalog.v1.CreateTopic.$Properties|null|undefined} createTopic
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @instance
                 */
                CatalogCommand.prototype.createTopic = null;

                /**
                 * CatalogCommand deleteTopic.
                 * @member {robustmq.catalog.v1.DeleteTopic.$Properties|null|undefined} deleteTopic
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @instance
                 */
                CatalogCommand.prototype.deleteTopic = null;

                /**
                 * CatalogCommand addPartitions.
                 * @member {robustmq.catalog.v1.AddPartitions.$Properties|null|undefined} addPartitions
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @instance
                 */
                CatalogCommand.prototype.addPartitions = null;

                /**
                 * CatalogCommand alterConfiguration.
                 * @member {robustmq.catalog.v1.AlterConfiguration.$Properties|null|undefined} alterConfiguration
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @instance
                 */
                CatalogCommand.prototype.alterConfiguration = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * CatalogCommand command.
                 * @member {"createTopic"|"deleteTopic"|"addPartitions"|"alterConfiguration"|undefined} command
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @instance
                 */
                $Object.defineProperty(CatalogCommand.prototype, "command", {
                    get: $util.oneOfGetter($oneOfFields = ["createTopic", "deleteTopic", "addPartitions", "alterConfiguration"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new CatalogCommand instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @static
                 * @param {robustmq.catalog.v1.CatalogCommand.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.CatalogCommand} CatalogCommand instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.CatalogCommand.$Shape): robustmq.catalog.v1.CatalogCommand & robustmq.catalog.v1.CatalogCommand.$Shape;
                 *   (properties?: robustmq.catalog.v1.CatalogCommand.$Properties): robustmq.catalog.v1.CatalogCommand;
                 * }}
                 */
                CatalogCommand.create = function(properties) {
                    return new CatalogCommand(properties);
                };

                /**
                 * Encodes the specified CatalogCommand message. Does not implicitly {@link robustmq.catalog.v1.CatalogCommand.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @static
                 * @param {robustmq.catalog.v1.CatalogCommand.$Properties} message CatalogCommand message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CatalogCommand.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.createTopic != null && $Object.hasOwnProperty.call(message, "createTopic"))
                        $root.robustmq.catalog.v1.CreateTopic.encode(message.createTopic, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.deleteTopic != null && $Object.hasOwnProperty.call(message, "deleteTopic"))
                        $root.robustmq.catalog.v1.DeleteTopic.encode(message.deleteTopic, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.addPartitions != null && $Object.hasOwnProperty.call(message, "addPartitions"))
                        $root.robustmq.catalog.v1.AddPartitions.encode(message.addPartitions, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.alterConfiguration != null && $Object.hasOwnProperty.call(message, "alterConfiguration"))
                        $root.robustmq.catalog.v1.AlterConfiguration.encode(message.alterConfiguration, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CatalogCommand message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CatalogCommand & robustmq.catalog.v1.CatalogCommand.$Shape} CatalogCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CatalogCommand.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.CatalogCommand();
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
                                message.createTopic = $root.robustmq.catalog.v1.CreateTopic.decode(reader, reader.size(), $undefined, _depth + 1, message.createTopic);
                                message.command = "createTopic";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.deleteTopic = $root.robustmq.catalog.v1.DeleteTopic.decode(reader, reader.size(), $undefined, _depth + 1, message.deleteTopic);
                                message.command = "deleteTopic";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.addPartitions = $root.robustmq.catalog.v1.AddPartitions.decode(reader, reader.size(), $undefined, _depth + 1, message.addPartitions);
                                message.command = "addPartitions";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.alterConfiguration = $root.robustmq.catalog.v1.AlterConfiguration.decode(reader, reader.size(), $undefined, _depth + 1, message.alterConfiguration);
                                message.command = "alterConfiguration";
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
                 * Gets the type url for CatalogCommand
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.CatalogCommand
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                CatalogCommand.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.CatalogCommand";
                };

                return CatalogCommand;
            })();

            v1.CreateTopic = (function() {

                /**
                 * Properties of a CreateTopic.
                 * @typedef {Object} robustmq.catalog.v1.CreateTopic.$Properties
                 * @property {number|null} [tenant] CreateTopic tenant
                 * @property {string|null} [name] CreateTopic name
                 * @property {Uint8Array|null} [id] CreateTopic id
                 * @property {number|null} [partitions] CreateTopic partitions
                 * @property {string|null} [storage] CreateTopic storage
                 * @property {robustmq.catalog.v1.Durability|null} [durability] CreateTopic durability
                 * @property {robustmq.catalog.v1.Origin.$Properties|null} [origin] CreateTopic origin
                 * @property {boolean|null} [automatic] CreateTopic automatic
                 * @property {Array.<robustmq.catalog.v1.ConfigEntry.$Properties>|null} [config] CreateTopic config
                 * @property {number|null} [automaticTopicsMax] CreateTopic automaticTopicsMax
                 * @property {Array.<number>|null} [reachableGroups] CreateTopic reachableGroups
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CreateTopic.
                 * @memberof robustmq.catalog.v1
                 * @interface ICreateTopic
                 * @augments robustmq.catalog.v1.CreateTopic.$Properties
                 * @deprecated Use robustmq.catalog.v1.CreateTopic.$Properties instead.
                 */

                /**
                 * Shape of a CreateTopic.
                 * @typedef {robustmq.catalog.v1.CreateTopic.$Properties} robustmq.catalog.v1.CreateTopic.$Shape
                 */

                /**
                 * Constructs a new CreateTopic.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a CreateTopic.
                 * @constructor
                 * @param {robustmq.catalog.v1.CreateTopic.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CreateTopic = function (properties) {
                    this.config = [];
                    this.reachableGroups = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CreateTopic tenant.
                 * @member {number} tenant
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.tenant = 0;

                /**
                 * CreateTopic name.
                 * @member {string} name
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.name = "";

                /**
                 * CreateTopic id.
                 * @member {Uint8Array} id
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.id = $util.newBuffer([]);

                /**
                 * CreateTopic partitions.
                 * @member {number} partitions
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.partitions = 0;

                /**
                 * CreateTopic storage.
                 * @member {string} storage
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.storage = "";

                /**
                 * CreateTopic durability.
                 * @member {robustmq.catalog.v1.Durability} durability
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.durability = 0;

                /**
                 * CreateTopic origin.
                 * @member {robustmq.catalog.v1.Origin.$Properties|null|undefined} origin
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.origin = null;

                /**
                 * CreateTopic automatic.
                 * @member {boolean} automatic
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.automatic = false;

                /**
                 * CreateTopic config.
                 * @member {Array.<robustmq.catalog.v1.ConfigEntry.$Properties>} config
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.config = $util.emptyArray;

                /**
                 * CreateTopic automaticTopicsMax.
                 * @member {number} automaticTopicsMax
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.automaticTopicsMax = 0;

                /**
                 * CreateTopic reachableGroups.
                 * @member {Array.<number>} reachableGroups
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @instance
                 */
                CreateTopic.prototype.reachableGroups = $util.emptyArray;

                /**
                 * Creates a new CreateTopic instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @static
                 * @param {robustmq.catalog.v1.CreateTopic.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.CreateTopic} CreateTopic instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.CreateTopic.$Shape): robustmq.catalog.v1.CreateTopic & robustmq.catalog.v1.CreateTopic.$Shape;
                 *   (properties?: robustmq.catalog.v1.CreateTopic.$Properties): robustmq.catalog.v1.CreateTopic;
                 * }}
                 */
                CreateTopic.create = function(properties) {
                    return new CreateTopic(properties);
                };

                /**
                 * Encodes the specified CreateTopic message. Does not implicitly {@link robustmq.catalog.v1.CreateTopic.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @static
                 * @param {robustmq.catalog.v1.CreateTopic.$Properties} message CreateTopic message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateTopic.encode = function (message, writer, _depth) {
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
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.id);
                    if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.partitions);
                    if (message.storage != null && $Object.hasOwnProperty.call(message, "storage") && message.storage !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.storage);
                    if (message.durability != null && $Object.hasOwnProperty.call(message, "durability") && message.durability !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).int32(message.durability);
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin"))
                        $root.robustmq.catalog.v1.Origin.encode(message.origin, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.automatic != null && $Object.hasOwnProperty.call(message, "automatic") && message.automatic !== false)
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.automatic);
                    if (message.config != null && message.config.length)
                        for (let i = 0; i < message.config.length; ++i)
                            $root.robustmq.catalog.v1.ConfigEntry.encode(message.config[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.automaticTopicsMax != null && $Object.hasOwnProperty.call(message, "automaticTopicsMax") && message.automaticTopicsMax !== 0)
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.automaticTopicsMax);
                    if (message.reachableGroups != null && message.reachableGroups.length)
                        writer.uint32(/* id 11, wireType 2 =*/90).uint32s(message.reachableGroups);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CreateTopic message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CreateTopic & robustmq.catalog.v1.CreateTopic.$Shape} CreateTopic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateTopic.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.CreateTopic();
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
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partitions = value;
                                else
                                    delete message.partitions;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.storage = value;
                                else
                                    delete message.storage;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.durability = value;
                                else
                                    delete message.durability;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.origin = $root.robustmq.catalog.v1.Origin.decode(reader, reader.size(), $undefined, _depth + 1, message.origin);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.automatic = value;
                                else
                                    delete message.automatic;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.config && message.config.length))
                                    message.config = [];
                                message.config.push($root.robustmq.catalog.v1.ConfigEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.automaticTopicsMax = value;
                                else
                                    delete message.automaticTopicsMax;
                                continue;
                            }
                        case 11: {
                                if (wireType === 2) {
                                    if (!(message.reachableGroups && message.reachableGroups.length))
                                        message.reachableGroups = [];
                                    reader.uint32s(message.reachableGroups);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.reachableGroups && message.reachableGroups.length))
                                    message.reachableGroups = [];
                                message.reachableGroups.push(reader.uint32());
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
                 * Gets the type url for CreateTopic
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.CreateTopic
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                CreateTopic.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.CreateTopic";
                };

                return CreateTopic;
            })();

            v1.DeleteTopic = (function() {

                /**
                 * Properties of a DeleteTopic.
                 * @typedef {Object} robustmq.catalog.v1.DeleteTopic.$Properties
                 * @property {number|null} [tenant] DeleteTopic tenant
                 * @property {string|null} [name] DeleteTopic name
                 * @property {Uint8Array|null} [id] DeleteTopic id
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DeleteTopic.
                 * @memberof robustmq.catalog.v1
                 * @interface IDeleteTopic
                 * @augments robustmq.catalog.v1.DeleteTopic.$Properties
                 * @deprecated Use robustmq.catalog.v1.DeleteTopic.$Properties instead.
                 */

                /**
                 * Shape of a DeleteTopic.
                 * @typedef {robustmq.catalog.v1.DeleteTopic.$Properties} robustmq.catalog.v1.DeleteTopic.$Shape
                 */

                /**
                 * Constructs a new DeleteTopic.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a DeleteTopic.
                 * @constructor
                 * @param {robustmq.catalog.v1.DeleteTopic.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DeleteTopic = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DeleteTopic tenant.
                 * @member {number} tenant
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @instance
                 */
                DeleteTopic.prototype.tenant = 0;

                /**
                 * DeleteTopic name.
                 * @member {string} name
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @instance
                 */
                DeleteTopic.prototype.name = "";

                /**
                 * DeleteTopic id.
                 * @member {Uint8Array} id
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @instance
                 */
                DeleteTopic.prototype.id = $util.newBuffer([]);

                /**
                 * Creates a new DeleteTopic instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @static
                 * @param {robustmq.catalog.v1.DeleteTopic.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.DeleteTopic} DeleteTopic instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.DeleteTopic.$Shape): robustmq.catalog.v1.DeleteTopic & robustmq.catalog.v1.DeleteTopic.$Shape;
                 *   (properties?: robustmq.catalog.v1.DeleteTopic.$Properties): robustmq.catalog.v1.DeleteTopic;
                 * }}
                 */
                DeleteTopic.create = function(properties) {
                    return new DeleteTopic(properties);
                };

                /**
                 * Encodes the specified DeleteTopic message. Does not implicitly {@link robustmq.catalog.v1.DeleteTopic.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @static
                 * @param {robustmq.catalog.v1.DeleteTopic.$Properties} message DeleteTopic message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DeleteTopic.encode = function (message, writer, _depth) {
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
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.id);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DeleteTopic message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.DeleteTopic & robustmq.catalog.v1.DeleteTopic.$Shape} DeleteTopic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DeleteTopic.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.DeleteTopic();
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
                                    message.id = value;
                                else
                                    delete message.id;
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
                 * Gets the type url for DeleteTopic
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.DeleteTopic
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                DeleteTopic.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.DeleteTopic";
                };

                return DeleteTopic;
            })();

            v1.AddPartitions = (function() {

                /**
                 * Properties of an AddPartitions.
                 * @typedef {Object} robustmq.catalog.v1.AddPartitions.$Properties
                 * @property {number|null} [tenant] AddPartitions tenant
                 * @property {string|null} [name] AddPartitions name
                 * @property {Uint8Array|null} [id] AddPartitions id
                 * @property {number|null} [partitions] AddPartitions partitions
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AddPartitions.
                 * @memberof robustmq.catalog.v1
                 * @interface IAddPartitions
                 * @augments robustmq.catalog.v1.AddPartitions.$Properties
                 * @deprecated Use robustmq.catalog.v1.AddPartitions.$Properties instead.
                 */

                /**
                 * Shape of an AddPartitions.
                 * @typedef {robustmq.catalog.v1.AddPartitions.$Properties} robustmq.catalog.v1.AddPartitions.$Shape
                 */

                /**
                 * Constructs a new AddPartitions.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents an AddPartitions.
                 * @constructor
                 * @param {robustmq.catalog.v1.AddPartitions.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AddPartitions = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AddPartitions tenant.
                 * @member {number} tenant
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @instance
                 */
                AddPartitions.prototype.tenant = 0;

                /**
                 * AddPartitions name.
                 * @member {string} name
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @instance
                 */
                AddPartitions.prototype.name = "";

                /**
                 * AddPartitions id.
                 * @member {Uint8Array} id
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @instance
                 */
                AddPartitions.prototype.id = $util.newBuffer([]);

                /**
                 * AddPartitions partitions.
                 * @member {number} partitions
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @instance
                 */
                AddPartitions.prototype.partitions = 0;

                /**
                 * Creates a new AddPartitions instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @static
                 * @param {robustmq.catalog.v1.AddPartitions.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.AddPartitions} AddPartitions instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.AddPartitions.$Shape): robustmq.catalog.v1.AddPartitions & robustmq.catalog.v1.AddPartitions.$Shape;
                 *   (properties?: robustmq.catalog.v1.AddPartitions.$Properties): robustmq.catalog.v1.AddPartitions;
                 * }}
                 */
                AddPartitions.create = function(properties) {
                    return new AddPartitions(properties);
                };

                /**
                 * Encodes the specified AddPartitions message. Does not implicitly {@link robustmq.catalog.v1.AddPartitions.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @static
                 * @param {robustmq.catalog.v1.AddPartitions.$Properties} message AddPartitions message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AddPartitions.encode = function (message, writer, _depth) {
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
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.id);
                    if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.partitions);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AddPartitions message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.AddPartitions & robustmq.catalog.v1.AddPartitions.$Shape} AddPartitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AddPartitions.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.AddPartitions();
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
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partitions = value;
                                else
                                    delete message.partitions;
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
                 * Gets the type url for AddPartitions
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.AddPartitions
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                AddPartitions.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.AddPartitions";
                };

                return AddPartitions;
            })();

            v1.AlterConfiguration = (function() {

                /**
                 * Properties of an AlterConfiguration.
                 * @typedef {Object} robustmq.catalog.v1.AlterConfiguration.$Properties
                 * @property {number|null} [tenant] AlterConfiguration tenant
                 * @property {string|null} [name] AlterConfiguration name
                 * @property {Uint8Array|null} [id] AlterConfiguration id
                 * @property {Array.<robustmq.catalog.v1.ConfigEntry.$Properties>|null} [set] AlterConfiguration set
                 * @property {Array.<string>|null} [remove] AlterConfiguration remove
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlterConfiguration.
                 * @memberof robustmq.catalog.v1
                 * @interface IAlterConfiguration
                 * @augments robustmq.catalog.v1.AlterConfiguration.$Properties
                 * @deprecated Use robustmq.catalog.v1.AlterConfiguration.$Properties instead.
                 */

                /**
                 * Shape of an AlterConfiguration.
                 * @typedef {robustmq.catalog.v1.AlterConfiguration.$Properties} robustmq.catalog.v1.AlterConfiguration.$Shape
                 */

                /**
                 * Constructs a new AlterConfiguration.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents an AlterConfiguration.
                 * @constructor
                 * @param {robustmq.catalog.v1.AlterConfiguration.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlterConfiguration = function (properties) {
                    this.set = [];
                    this.remove = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlterConfiguration tenant.
                 * @member {number} tenant
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @instance
                 */
                AlterConfiguration.prototype.tenant = 0;

                /**
                 * AlterConfiguration name.
                 * @member {string} name
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @instance
                 */
                AlterConfiguration.prototype.name = "";

                /**
                 * AlterConfiguration id.
                 * @member {Uint8Array} id
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @instance
                 */
                AlterConfiguration.prototype.id = $util.newBuffer([]);

                /**
                 * AlterConfiguration set.
                 * @member {Array.<robustmq.catalog.v1.ConfigEntry.$Properties>} set
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @instance
                 */
                AlterConfiguration.prototype.set = $util.emptyArray;

                /**
                 * AlterConfiguration remove.
                 * @member {Array.<string>} remove
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @instance
                 */
                AlterConfiguration.prototype.remove = $util.emptyArray;

                /**
                 * Creates a new AlterConfiguration instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @static
                 * @param {robustmq.catalog.v1.AlterConfiguration.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.AlterConfiguration} AlterConfiguration instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.AlterConfiguration.$Shape): robustmq.catalog.v1.AlterConfiguration & robustmq.catalog.v1.AlterConfiguration.$Shape;
                 *   (properties?: robustmq.catalog.v1.AlterConfiguration.$Properties): robustmq.catalog.v1.AlterConfiguration;
                 * }}
                 */
                AlterConfiguration.create = function(properties) {
                    return new AlterConfiguration(properties);
                };

                /**
                 * Encodes the specified AlterConfiguration message. Does not implicitly {@link robustmq.catalog.v1.AlterConfiguration.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @static
                 * @param {robustmq.catalog.v1.AlterConfiguration.$Properties} message AlterConfiguration message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlterConfiguration.encode = function (message, writer, _depth) {
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
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.id);
                    if (message.set != null && message.set.length)
                        for (let i = 0; i < message.set.length; ++i)
                            $root.robustmq.catalog.v1.ConfigEntry.encode(message.set[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.remove != null && message.remove.length)
                        for (let i = 0; i < message.remove.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).string(message.remove[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlterConfiguration message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.AlterConfiguration & robustmq.catalog.v1.AlterConfiguration.$Shape} AlterConfiguration
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlterConfiguration.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.AlterConfiguration();
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
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.set && message.set.length))
                                    message.set = [];
                                message.set.push($root.robustmq.catalog.v1.ConfigEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.remove && message.remove.length))
                                    message.remove = [];
                                message.remove.push(reader.stringVerify());
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
                 * Gets the type url for AlterConfiguration
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.AlterConfiguration
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                AlterConfiguration.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.AlterConfiguration";
                };

                return AlterConfiguration;
            })();

            /**
             * Durability enum.
             * @name robustmq.catalog.v1.Durability
             * @enum {number}
             * @property {number} DURABILITY_ALWAYS=0 DURABILITY_ALWAYS value
             * @property {number} DURABILITY_INTERVAL=1 DURABILITY_INTERVAL value
             * @property {number} DURABILITY_NEVER=2 DURABILITY_NEVER value
             */
            v1.Durability = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "DURABILITY_ALWAYS"] = 0;
                values[valuesById[1] = "DURABILITY_INTERVAL"] = 1;
                values[valuesById[2] = "DURABILITY_NEVER"] = 2;
                return values;
            })();

            v1.Origin = (function() {

                /**
                 * Properties of an Origin.
                 * @typedef {Object} robustmq.catalog.v1.Origin.$Properties
                 * @property {string|null} [nativeName] Origin nativeName
                 * @property {string|null} [separator] Origin separator
                 * @property {string|null} [format] Origin format
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Origin.
                 * @memberof robustmq.catalog.v1
                 * @interface IOrigin
                 * @augments robustmq.catalog.v1.Origin.$Properties
                 * @deprecated Use robustmq.catalog.v1.Origin.$Properties instead.
                 */

                /**
                 * Shape of an Origin.
                 * @typedef {robustmq.catalog.v1.Origin.$Properties} robustmq.catalog.v1.Origin.$Shape
                 */

                /**
                 * Constructs a new Origin.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents an Origin.
                 * @constructor
                 * @param {robustmq.catalog.v1.Origin.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Origin = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Origin nativeName.
                 * @member {string} nativeName
                 * @memberof robustmq.catalog.v1.Origin
                 * @instance
                 */
                Origin.prototype.nativeName = "";

                /**
                 * Origin separator.
                 * @member {string} separator
                 * @memberof robustmq.catalog.v1.Origin
                 * @instance
                 */
                Origin.prototype.separator = "";

                /**
                 * Origin format.
                 * @member {string} format
                 * @memberof robustmq.catalog.v1.Origin
                 * @instance
                 */
                Origin.prototype.format = "";

                /**
                 * Creates a new Origin instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.Origin
                 * @static
                 * @param {robustmq.catalog.v1.Origin.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.Origin} Origin instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.Origin.$Shape): robustmq.catalog.v1.Origin & robustmq.catalog.v1.Origin.$Shape;
                 *   (properties?: robustmq.catalog.v1.Origin.$Properties): robustmq.catalog.v1.Origin;
                 * }}
                 */
                Origin.create = function(properties) {
                    return new Origin(properties);
                };

                /**
                 * Encodes the specified Origin message. Does not implicitly {@link robustmq.catalog.v1.Origin.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.Origin
                 * @static
                 * @param {robustmq.catalog.v1.Origin.$Properties} message Origin message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Origin.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nativeName != null && $Object.hasOwnProperty.call(message, "nativeName") && message.nativeName !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.nativeName);
                    if (message.separator != null && $Object.hasOwnProperty.call(message, "separator") && message.separator !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.separator);
                    if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.format);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Origin message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.Origin
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.Origin & robustmq.catalog.v1.Origin.$Shape} Origin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Origin.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.Origin();
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
                                    message.nativeName = value;
                                else
                                    delete message.nativeName;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.separator = value;
                                else
                                    delete message.separator;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.format = value;
                                else
                                    delete message.format;
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
                 * Gets the type url for Origin
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.Origin
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Origin.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.Origin";
                };

                return Origin;
            })();

            v1.ConfigEntry = (function() {

                /**
                 * Properties of a ConfigEntry.
                 * @typedef {Object} robustmq.catalog.v1.ConfigEntry.$Properties
                 * @property {string|null} [key] ConfigEntry key
                 * @property {string|null} [value] ConfigEntry value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConfigEntry.
                 * @memberof robustmq.catalog.v1
                 * @interface IConfigEntry
                 * @augments robustmq.catalog.v1.ConfigEntry.$Properties
                 * @deprecated Use robustmq.catalog.v1.ConfigEntry.$Properties instead.
                 */

                /**
                 * Shape of a ConfigEntry.
                 * @typedef {robustmq.catalog.v1.ConfigEntry.$Properties} robustmq.catalog.v1.ConfigEntry.$Shape
                 */

                /**
                 * Constructs a new ConfigEntry.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a ConfigEntry.
                 * @constructor
                 * @param {robustmq.catalog.v1.ConfigEntry.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConfigEntry = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConfigEntry key.
                 * @member {string} key
                 * @memberof robustmq.catalog.v1.ConfigEntry
                 * @instance
                 */
                ConfigEntry.prototype.key = "";

                /**
                 * ConfigEntry value.
                 * @member {string} value
                 * @memberof robustmq.catalog.v1.ConfigEntry
                 * @instance
                 */
                ConfigEntry.prototype.value = "";

                /**
                 * Creates a new ConfigEntry instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.ConfigEntry
                 * @static
                 * @param {robustmq.catalog.v1.ConfigEntry.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.ConfigEntry} ConfigEntry instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.ConfigEntry.$Shape): robustmq.catalog.v1.ConfigEntry & robustmq.catalog.v1.ConfigEntry.$Shape;
                 *   (properties?: robustmq.catalog.v1.ConfigEntry.$Properties): robustmq.catalog.v1.ConfigEntry;
                 * }}
                 */
                ConfigEntry.create = function(properties) {
                    return new ConfigEntry(properties);
                };

                /**
                 * Encodes the specified ConfigEntry message. Does not implicitly {@link robustmq.catalog.v1.ConfigEntry.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.ConfigEntry
                 * @static
                 * @param {robustmq.catalog.v1.ConfigEntry.$Properties} message ConfigEntry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConfigEntry.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConfigEntry message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.ConfigEntry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.ConfigEntry & robustmq.catalog.v1.ConfigEntry.$Shape} ConfigEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConfigEntry.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.ConfigEntry();
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
                                    message.key = value;
                                else
                                    delete message.key;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.value = value;
                                else
                                    delete message.value;
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
                 * Gets the type url for ConfigEntry
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.ConfigEntry
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                ConfigEntry.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.ConfigEntry";
                };

                return ConfigEntry;
            })();

            v1.Partition = (function() {

                /**
                 * Properties of a Partition.
                 * @typedef {Object} robustmq.catalog.v1.Partition.$Properties
                 * @property {number|null} [shard] Partition shard
                 * @property {number|null} [group] Partition group
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Partition.
                 * @memberof robustmq.catalog.v1
                 * @interface IPartition
                 * @augments robustmq.catalog.v1.Partition.$Properties
                 * @deprecated Use robustmq.catalog.v1.Partition.$Properties instead.
                 */

                /**
                 * Shape of a Partition.
                 * @typedef {robustmq.catalog.v1.Partition.$Properties} robustmq.catalog.v1.Partition.$Shape
                 */

                /**
                 * Constructs a new Partition.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a Partition.
                 * @constructor
                 * @param {robustmq.catalog.v1.Partition.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Partition = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Partition shard.
                 * @member {number} shard
                 * @memberof robustmq.catalog.v1.Partition
                 * @instance
                 */
                Partition.prototype.shard = 0;

                /**
                 * Partition group.
                 * @member {number} group
                 * @memberof robustmq.catalog.v1.Partition
                 * @instance
                 */
                Partition.prototype.group = 0;

                /**
                 * Creates a new Partition instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.Partition
                 * @static
                 * @param {robustmq.catalog.v1.Partition.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.Partition} Partition instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.Partition.$Shape): robustmq.catalog.v1.Partition & robustmq.catalog.v1.Partition.$Shape;
                 *   (properties?: robustmq.catalog.v1.Partition.$Properties): robustmq.catalog.v1.Partition;
                 * }}
                 */
                Partition.create = function(properties) {
                    return new Partition(properties);
                };

                /**
                 * Encodes the specified Partition message. Does not implicitly {@link robustmq.catalog.v1.Partition.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.Partition
                 * @static
                 * @param {robustmq.catalog.v1.Partition.$Properties} message Partition message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Partition.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && (typeof message.shard === "object" ? message.shard.low || message.shard.high : message.shard !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.shard);
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.group);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Partition message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.Partition
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.Partition & robustmq.catalog.v1.Partition.$Shape} Partition
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Partition.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.Partition();
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
                                    message.shard = value;
                                else
                                    delete message.shard;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.group = value;
                                else
                                    delete message.group;
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
                 * Gets the type url for Partition
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.Partition
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Partition.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.Partition";
                };

                return Partition;
            })();

            v1.TopicRecord = (function() {

                /**
                 * Properties of a TopicRecord.
                 * @typedef {Object} robustmq.catalog.v1.TopicRecord.$Properties
                 * @property {number|null} [number] TopicRecord number
                 * @property {number|null} [tenant] TopicRecord tenant
                 * @property {string|null} [name] TopicRecord name
                 * @property {Uint8Array|null} [id] TopicRecord id
                 * @property {Array.<robustmq.catalog.v1.Partition.$Properties>|null} [partitions] TopicRecord partitions
                 * @property {string|null} [storage] TopicRecord storage
                 * @property {robustmq.catalog.v1.Durability|null} [durability] TopicRecord durability
                 * @property {robustmq.catalog.v1.Origin.$Properties|null} [origin] TopicRecord origin
                 * @property {boolean|null} [automatic] TopicRecord automatic
                 * @property {Array.<robustmq.catalog.v1.ConfigEntry.$Properties>|null} [config] TopicRecord config
                 * @property {number|null} [createdAtMs] TopicRecord createdAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TopicRecord.
                 * @memberof robustmq.catalog.v1
                 * @interface ITopicRecord
                 * @augments robustmq.catalog.v1.TopicRecord.$Properties
                 * @deprecated Use robustmq.catalog.v1.TopicRecord.$Properties instead.
                 */

                /**
                 * Shape of a TopicRecord.
                 * @typedef {robustmq.catalog.v1.TopicRecord.$Properties} robustmq.catalog.v1.TopicRecord.$Shape
                 */

                /**
                 * Constructs a new TopicRecord.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a TopicRecord.
                 * @constructor
                 * @param {robustmq.catalog.v1.TopicRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TopicRecord = function (properties) {
                    this.partitions = [];
                    this.config = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TopicRecord number.
                 * @member {number} number
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.number = 0;

                /**
                 * TopicRecord tenant.
                 * @member {number} tenant
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.tenant = 0;

                /**
                 * TopicRecord name.
                 * @member {string} name
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.name = "";

                /**
                 * TopicRecord id.
                 * @member {Uint8Array} id
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.id = $util.newBuffer([]);

                /**
                 * TopicRecord partitions.
                 * @member {Array.<robustmq.catalog.v1.Partition.$Properties>} partitions
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.partitions = $util.emptyArray;

                /**
                 * TopicRecord storage.
                 * @member {string} storage
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.storage = "";

                /**
                 * TopicRecord durability.
                 * @member {robustmq.catalog.v1.Durability} durability
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.durability = 0;

                /**
                 * TopicRecord origin.
                 * @member {robustmq.catalog.v1.Origin.$Properties|null|undefined} origin
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.origin = null;

                /**
                 * TopicRecord automatic.
                 * @member {boolean} automatic
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.automatic = false;

                /**
                 * TopicRecord config.
                 * @member {Array.<robustmq.catalog.v1.ConfigEntry.$Properties>} config
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.config = $util.emptyArray;

                /**
                 * TopicRecord createdAtMs.
                 * @member {number} createdAtMs
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @instance
                 */
                TopicRecord.prototype.createdAtMs = 0;

                /**
                 * Creates a new TopicRecord instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @static
                 * @param {robustmq.catalog.v1.TopicRecord.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.TopicRecord} TopicRecord instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.TopicRecord.$Shape): robustmq.catalog.v1.TopicRecord & robustmq.catalog.v1.TopicRecord.$Shape;
                 *   (properties?: robustmq.catalog.v1.TopicRecord.$Properties): robustmq.catalog.v1.TopicRecord;
                 * }}
                 */
                TopicRecord.create = function(properties) {
                    return new TopicRecord(properties);
                };

                /**
                 * Encodes the specified TopicRecord message. Does not implicitly {@link robustmq.catalog.v1.TopicRecord.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @static
                 * @param {robustmq.catalog.v1.TopicRecord.$Properties} message TopicRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TopicRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.number);
                    if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.tenant);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.id);
                    if (message.partitions != null && message.partitions.length)
                        for (let i = 0; i < message.partitions.length; ++i)
                            $root.robustmq.catalog.v1.Partition.encode(message.partitions[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.storage != null && $Object.hasOwnProperty.call(message, "storage") && message.storage !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.storage);
                    if (message.durability != null && $Object.hasOwnProperty.call(message, "durability") && message.durability !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).int32(message.durability);
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin"))
                        $root.robustmq.catalog.v1.Origin.encode(message.origin, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.automatic != null && $Object.hasOwnProperty.call(message, "automatic") && message.automatic !== false)
                        writer.uint32(/* id 9, wireType 0 =*/72).bool(message.automatic);
                    if (message.config != null && message.config.length)
                        for (let i = 0; i < message.config.length; ++i)
                            $root.robustmq.catalog.v1.ConfigEntry.encode(message.config[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.createdAtMs != null && $Object.hasOwnProperty.call(message, "createdAtMs") && (typeof message.createdAtMs === "object" ? message.createdAtMs.low || message.createdAtMs.high : message.createdAtMs !== 0))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.createdAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TopicRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.TopicRecord & robustmq.catalog.v1.TopicRecord.$Shape} TopicRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TopicRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.TopicRecord();
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
                                    message.number = value;
                                else
                                    delete message.number;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.tenant = value;
                                else
                                    delete message.tenant;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.partitions && message.partitions.length))
                                    message.partitions = [];
                                message.partitions.push($root.robustmq.catalog.v1.Partition.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.storage = value;
                                else
                                    delete message.storage;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.durability = value;
                                else
                                    delete message.durability;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.origin = $root.robustmq.catalog.v1.Origin.decode(reader, reader.size(), $undefined, _depth + 1, message.origin);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.automatic = value;
                                else
                                    delete message.automatic;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.config && message.config.length))
                                    message.config = [];
                                message.config.push($root.robustmq.catalog.v1.ConfigEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.createdAtMs = value;
                                else
                                    delete message.createdAtMs;
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
                 * Gets the type url for TopicRecord
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.TopicRecord
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                TopicRecord.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.TopicRecord";
                };

                return TopicRecord;
            })();

            v1.CatalogAnswer = (function() {

                /**
                 * Properties of a CatalogAnswer.
                 * @typedef {Object} robustmq.catalog.v1.CatalogAnswer.$Properties
                 * @property {robustmq.catalog.v1.AnswerCode|null} [code] CatalogAnswer code
                 * @property {string|null} [message] CatalogAnswer message
                 * @property {robustmq.catalog.v1.TopicRecord.$Properties|null} [topic] CatalogAnswer topic
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CatalogAnswer.
                 * @memberof robustmq.catalog.v1
                 * @interface ICatalogAnswer
                 * @augments robustmq.catalog.v1.CatalogAnswer.$Properties
                 * @deprecated Use robustmq.catalog.v1.CatalogAnswer.$Properties instead.
                 */

                /**
                 * Shape of a CatalogAnswer.
                 * @typedef {robustmq.catalog.v1.CatalogAnswer.$Properties} robustmq.catalog.v1.CatalogAnswer.$Shape
                 */

                /**
                 * Constructs a new CatalogAnswer.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a CatalogAnswer.
                 * @constructor
                 * @param {robustmq.catalog.v1.CatalogAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CatalogAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CatalogAnswer code.
                 * @member {robustmq.catalog.v1.AnswerCode} code
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @instance
                 */
                CatalogAnswer.prototype.code = 0;

                /**
                 * CatalogAnswer message.
                 * @member {string} message
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @instance
                 */
                CatalogAnswer.prototype.message = "";

                /**
                 * CatalogAnswer topic.
                 * @member {robustmq.catalog.v1.TopicRecord.$Properties|null|undefined} topic
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @instance
                 */
                CatalogAnswer.prototype.topic = null;

                /**
                 * Creates a new CatalogAnswer instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @static
                 * @param {robustmq.catalog.v1.CatalogAnswer.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.CatalogAnswer} CatalogAnswer instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.CatalogAnswer.$Shape): robustmq.catalog.v1.CatalogAnswer & robustmq.catalog.v1.CatalogAnswer.$Shape;
                 *   (properties?: robustmq.catalog.v1.CatalogAnswer.$Properties): robustmq.catalog.v1.CatalogAnswer;
                 * }}
                 */
                CatalogAnswer.create = function(properties) {
                    return new CatalogAnswer(properties);
                };

                /**
                 * Encodes the specified CatalogAnswer message. Does not implicitly {@link robustmq.catalog.v1.CatalogAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @static
                 * @param {robustmq.catalog.v1.CatalogAnswer.$Properties} message CatalogAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CatalogAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.topic != null && $Object.hasOwnProperty.call(message, "topic"))
                        $root.robustmq.catalog.v1.TopicRecord.encode(message.topic, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CatalogAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CatalogAnswer & robustmq.catalog.v1.CatalogAnswer.$Shape} CatalogAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CatalogAnswer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.CatalogAnswer();
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
                                message.topic = $root.robustmq.catalog.v1.TopicRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.topic);
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
                 * Gets the type url for CatalogAnswer
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.CatalogAnswer
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                CatalogAnswer.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.CatalogAnswer";
                };

                return CatalogAnswer;
            })();

            /**
             * AnswerCode enum.
             * @name robustmq.catalog.v1.AnswerCode
             * @enum {number}
             * @property {number} ANSWER_OK=0 ANSWER_OK value
             * @property {number} ANSWER_COMMAND_INVALID=1 ANSWER_COMMAND_INVALID value
             * @property {number} ANSWER_TENANT_UNKNOWN=2 ANSWER_TENANT_UNKNOWN value
             * @property {number} ANSWER_TOPIC_EXISTS=3 ANSWER_TOPIC_EXISTS value
             * @property {number} ANSWER_TOPIC_UNKNOWN=4 ANSWER_TOPIC_UNKNOWN value
             * @property {number} ANSWER_TOPIC_LIMIT=5 ANSWER_TOPIC_LIMIT value
             * @property {number} ANSWER_TOPIC_INVALID=6 ANSWER_TOPIC_INVALID value
             */
            v1.AnswerCode = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "ANSWER_OK"] = 0;
                values[valuesById[1] = "ANSWER_COMMAND_INVALID"] = 1;
                values[valuesById[2] = "ANSWER_TENANT_UNKNOWN"] = 2;
                values[valuesById[3] = "ANSWER_TOPIC_EXISTS"] = 3;
                values[valuesById[4] = "ANSWER_TOPIC_UNKNOWN"] = 4;
                values[valuesById[5] = "ANSWER_TOPIC_LIMIT"] = 5;
                values[valuesById[6] = "ANSWER_TOPIC_INVALID"] = 6;
                return values;
            })();

            v1.Tenant = (function() {

                /**
                 * Properties of a Tenant.
                 * @typedef {Object} robustmq.catalog.v1.Tenant.$Properties
                 * @property {number|null} [id] Tenant id
                 * @property {string|null} [name] Tenant name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Tenant.
                 * @memberof robustmq.catalog.v1
                 * @interface ITenant
                 * @augments robustmq.catalog.v1.Tenant.$Properties
                 * @deprecated Use robustmq.catalog.v1.Tenant.$Properties instead.
                 */

                /**
                 * Shape of a Tenant.
                 * @typedef {robustmq.catalog.v1.Tenant.$Properties} robustmq.catalog.v1.Tenant.$Shape
                 */

                /**
                 * Constructs a new Tenant.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a Tenant.
                 * @constructor
                 * @param {robustmq.catalog.v1.Tenant.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Tenant = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Tenant id.
                 * @member {number} id
                 * @memberof robustmq.catalog.v1.Tenant
                 * @instance
                 */
                Tenant.prototype.id = 0;

                /**
                 * Tenant name.
                 * @member {string} name
                 * @memberof robustmq.catalog.v1.Tenant
                 * @instance
                 */
                Tenant.prototype.name = "";

                /**
                 * Creates a new Tenant instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.Tenant
                 * @static
                 * @param {robustmq.catalog.v1.Tenant.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.Tenant} Tenant instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.Tenant.$Shape): robustmq.catalog.v1.Tenant & robustmq.catalog.v1.Tenant.$Shape;
                 *   (properties?: robustmq.catalog.v1.Tenant.$Properties): robustmq.catalog.v1.Tenant;
                 * }}
                 */
                Tenant.create = function(properties) {
                    return new Tenant(properties);
                };

                /**
                 * Encodes the specified Tenant message. Does not implicitly {@link robustmq.catalog.v1.Tenant.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.Tenant
                 * @static
                 * @param {robustmq.catalog.v1.Tenant.$Properties} message Tenant message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Tenant.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Tenant message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.Tenant
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.Tenant & robustmq.catalog.v1.Tenant.$Shape} Tenant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Tenant.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.Tenant();
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
                                    message.id = value;
                                else
                                    delete message.id;
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
                 * Gets the type url for Tenant
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.Tenant
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Tenant.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.Tenant";
                };

                return Tenant;
            })();

            v1.CatalogSnapshot = (function() {

                /**
                 * Properties of a CatalogSnapshot.
                 * @typedef {Object} robustmq.catalog.v1.CatalogSnapshot.$Properties
                 * @property {number|null} [nextTopic] CatalogSnapshot nextTopic
                 * @property {number|null} [nextShard] CatalogSnapshot nextShard
                 * @property {number|null} [nextTenant] CatalogSnapshot nextTenant
                 * @property {number|null} [groupCount] CatalogSnapshot groupCount
                 * @property {Array.<robustmq.catalog.v1.Tenant.$Properties>|null} [tenants] CatalogSnapshot tenants
                 * @property {Array.<robustmq.catalog.v1.TopicRecord.$Properties>|null} [topics] CatalogSnapshot topics
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CatalogSnapshot.
                 * @memberof robustmq.catalog.v1
                 * @interface ICatalogSnapshot
                 * @augments robustmq.catalog.v1.CatalogSnapshot.$Properties
                 * @deprecated Use robustmq.catalog.v1.CatalogSnapshot.$Properties instead.
                 */

                /**
                 * Shape of a CatalogSnapshot.
                 * @typedef {robustmq.catalog.v1.CatalogSnapshot.$Properties} robustmq.catalog.v1.CatalogSnapshot.$Shape
                 */

                /**
                 * Constructs a new CatalogSnapshot.
                 * @memberof robustmq.catalog.v1
                 * @classdesc Represents a CatalogSnapshot.
                 * @constructor
                 * @param {robustmq.catalog.v1.CatalogSnapshot.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CatalogSnapshot = function (properties) {
                    this.tenants = [];
                    this.topics = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CatalogSnapshot nextTopic.
                 * @member {number} nextTopic
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @instance
                 */
                CatalogSnapshot.prototype.nextTopic = 0;

                /**
                 * CatalogSnapshot nextShard.
                 * @member {number} nextShard
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @instance
                 */
                CatalogSnapshot.prototype.nextShard = 0;

                /**
                 * CatalogSnapshot nextTenant.
                 * @member {number} nextTenant
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @instance
                 */
                CatalogSnapshot.prototype.nextTenant = 0;

                /**
                 * CatalogSnapshot groupCount.
                 * @member {number} groupCount
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @instance
                 */
                CatalogSnapshot.prototype.groupCount = 0;

                /**
                 * CatalogSnapshot tenants.
                 * @member {Array.<robustmq.catalog.v1.Tenant.$Properties>} tenants
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @instance
                 */
                CatalogSnapshot.prototype.tenants = $util.emptyArray;

                /**
                 * CatalogSnapshot topics.
                 * @member {Array.<robustmq.catalog.v1.TopicRecord.$Properties>} topics
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @instance
                 */
                CatalogSnapshot.prototype.topics = $util.emptyArray;

                /**
                 * Creates a new CatalogSnapshot instance using the specified properties.
                 * @function create
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @static
                 * @param {robustmq.catalog.v1.CatalogSnapshot.$Properties=} [properties] Properties to set
                 * @returns {robustmq.catalog.v1.CatalogSnapshot} CatalogSnapshot instance
                 * @type {{
                 *   (properties: robustmq.catalog.v1.CatalogSnapshot.$Shape): robustmq.catalog.v1.CatalogSnapshot & robustmq.catalog.v1.CatalogSnapshot.$Shape;
                 *   (properties?: robustmq.catalog.v1.CatalogSnapshot.$Properties): robustmq.catalog.v1.CatalogSnapshot;
                 * }}
                 */
                CatalogSnapshot.create = function(properties) {
                    return new CatalogSnapshot(properties);
                };

                /**
                 * Encodes the specified CatalogSnapshot message. Does not implicitly {@link robustmq.catalog.v1.CatalogSnapshot.verify|verify} messages.
                 * @function encode
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @static
                 * @param {robustmq.catalog.v1.CatalogSnapshot.$Properties} message CatalogSnapshot message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CatalogSnapshot.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nextTopic != null && $Object.hasOwnProperty.call(message, "nextTopic") && (typeof message.nextTopic === "object" ? message.nextTopic.low || message.nextTopic.high : message.nextTopic !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.nextTopic);
                    if (message.nextShard != null && $Object.hasOwnProperty.call(message, "nextShard") && (typeof message.nextShard === "object" ? message.nextShard.low || message.nextShard.high : message.nextShard !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.nextShard);
                    if (message.nextTenant != null && $Object.hasOwnProperty.call(message, "nextTenant") && message.nextTenant !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.nextTenant);
                    if (message.groupCount != null && $Object.hasOwnProperty.call(message, "groupCount") && message.groupCount !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.groupCount);
                    if (message.tenants != null && message.tenants.length)
                        for (let i = 0; i < message.tenants.length; ++i)
                            $root.robustmq.catalog.v1.Tenant.encode(message.tenants[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.topics != null && message.topics.length)
                        for (let i = 0; i < message.topics.length; ++i)
                            $root.robustmq.catalog.v1.TopicRecord.encode(message.topics[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CatalogSnapshot message from the specified reader or buffer.
                 * @function decode
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CatalogSnapshot & robustmq.catalog.v1.CatalogSnapshot.$Shape} CatalogSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CatalogSnapshot.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.robustmq.catalog.v1.CatalogSnapshot();
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
                                    message.nextTopic = value;
                                else
                                    delete message.nextTopic;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $number(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.nextShard = value;
                                else
                                    delete message.nextShard;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.nextTenant = value;
                                else
                                    delete message.nextTenant;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.groupCount = value;
                                else
                                    delete message.groupCount;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.tenants && message.tenants.length))
                                    message.tenants = [];
                                message.tenants.push($root.robustmq.catalog.v1.Tenant.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.topics && message.topics.length))
                                    message.topics = [];
                                message.topics.push($root.robustmq.catalog.v1.TopicRecord.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Gets the type url for CatalogSnapshot
                 * @function getTypeUrl
                 * @memberof robustmq.catalog.v1.CatalogSnapshot
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                CatalogSnapshot.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/robustmq.catalog.v1.CatalogSnapshot";
                };

                return CatalogSnapshot;
            })();

            return v1;
        })();

        return catalog;
    })();

    return robustmq;
})();

export {
  $root as default
};
