import * as $protobuf from "protobufjs/minimal.js";

/** Namespace robustmq. */
export namespace robustmq {

    /** Namespace catalog. */
    namespace catalog {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a CatalogCommand.
             * @deprecated Use robustmq.catalog.v1.CatalogCommand.$Properties instead.
             */
            interface ICatalogCommand extends robustmq.catalog.v1.CatalogCommand.$Properties {
            }

            /** Represents a CatalogCommand. */
            class CatalogCommand {

                /**
                 * Constructs a new CatalogCommand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.CatalogCommand.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CatalogCommand createTopic. */
                createTopic?: (robustmq.catalog.v1.CreateTopic.$Properties|null);

                /** CatalogCommand deleteTopic. */
                deleteTopic?: (robustmq.catalog.v1.DeleteTopic.$Properties|null);

                /** CatalogCommand addPartitions. */
                addPartitions?: (robustmq.catalog.v1.AddPartitions.$Properties|null);

                /** CatalogCommand alterConfiguration. */
                alterConfiguration?: (robustmq.catalog.v1.AlterConfiguration.$Properties|null);

                /** CatalogCommand command. */
                command?: ("createTopic"|"deleteTopic"|"addPartitions"|"alterConfiguration");

                /**
                 * Creates a new CatalogCommand instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CatalogCommand instance
                 */
                static create(properties: robustmq.catalog.v1.CatalogCommand.$Shape): robustmq.catalog.v1.CatalogCommand & robustmq.catalog.v1.CatalogCommand.$Shape;
                static create(properties?: robustmq.catalog.v1.CatalogCommand.$Properties): robustmq.catalog.v1.CatalogCommand;

                /**
                 * Encodes the specified CatalogCommand message. Does not implicitly {@link robustmq.catalog.v1.CatalogCommand.verify|verify} messages.
                 * @param message CatalogCommand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.CatalogCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CatalogCommand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CatalogCommand & robustmq.catalog.v1.CatalogCommand.$Shape} CatalogCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.CatalogCommand & robustmq.catalog.v1.CatalogCommand.$Shape;

                /**
                 * Gets the type url for CatalogCommand
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace CatalogCommand {

                /** Properties of a CatalogCommand. */
                interface $Properties {

                    /** CatalogCommand createTopic */
                    createTopic?: (robustmq.catalog.v1.CreateTopic.$Properties|null);

                    /** CatalogCommand deleteTopic */
                    deleteTopic?: (robustmq.catalog.v1.DeleteTopic.$Properties|null);

                    /** CatalogCommand addPartitions */
                    addPartitions?: (robustmq.catalog.v1.AddPartitions.$Properties|null);

                    /** CatalogCommand alterConfiguration */
                    alterConfiguration?: (robustmq.catalog.v1.AlterConfiguration.$Properties|null);

                    /** CatalogCommand command */
                    command?: ("createTopic"|"deleteTopic"|"addPartitions"|"alterConfiguration");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a CatalogCommand. */
                type $Shape = {
                  createTopic?: robustmq.catalog.v1.CreateTopic.$Shape|null;
                  deleteTopic?: robustmq.catalog.v1.DeleteTopic.$Shape|null;
                  addPartitions?: robustmq.catalog.v1.AddPartitions.$Shape|null;
                  alterConfiguration?: robustmq.catalog.v1.AlterConfiguration.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ command?: undefined; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterConfiguration?: null }|{ command?: "createTopic"; createTopic: robustmq.catalog.v1.CreateTopic.$Shape; deleteTopic?: null; addPartitions?: null; alterConfiguration?: null }|{ command?: "deleteTopic"; createTopic?: null; deleteTopic: robustmq.catalog.v1.DeleteTopic.$Shape; addPartitions?: null; alterConfiguration?: null }|{ command?: "addPartitions"; createTopic?: null; deleteTopic?: null; addPartitions: robustmq.catalog.v1.AddPartitions.$Shape; alterConfiguration?: null }|{ command?: "alterConfiguration"; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterConfiguration: robustmq.catalog.v1.AlterConfiguration.$Shape })
                );
            }

            /**
             * Properties of a CreateTopic.
             * @deprecated Use robustmq.catalog.v1.CreateTopic.$Properties instead.
             */
            interface ICreateTopic extends robustmq.catalog.v1.CreateTopic.$Properties {
            }

            /** Represents a CreateTopic. */
            class CreateTopic {

                /**
                 * Constructs a new CreateTopic.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.CreateTopic.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CreateTopic tenant. */
                tenant: number;

                /** CreateTopic name. */
                name: string;

                /** CreateTopic id. */
                id: Uint8Array;

                /** CreateTopic partitions. */
                partitions: number;

                /** CreateTopic storage. */
                storage: string;

                /** CreateTopic durability. */
                durability: robustmq.catalog.v1.Durability;

                /** CreateTopic origin. */
                origin?: (robustmq.catalog.v1.Origin.$Properties|null);

                /** CreateTopic automatic. */
                automatic: boolean;

                /** CreateTopic config. */
                config: robustmq.catalog.v1.ConfigEntry.$Properties[];

                /** CreateTopic automaticTopicsMax. */
                automaticTopicsMax: number;

                /** CreateTopic reachableGroups. */
                reachableGroups: number[];

                /**
                 * Creates a new CreateTopic instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CreateTopic instance
                 */
                static create(properties: robustmq.catalog.v1.CreateTopic.$Shape): robustmq.catalog.v1.CreateTopic & robustmq.catalog.v1.CreateTopic.$Shape;
                static create(properties?: robustmq.catalog.v1.CreateTopic.$Properties): robustmq.catalog.v1.CreateTopic;

                /**
                 * Encodes the specified CreateTopic message. Does not implicitly {@link robustmq.catalog.v1.CreateTopic.verify|verify} messages.
                 * @param message CreateTopic message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.CreateTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateTopic message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CreateTopic & robustmq.catalog.v1.CreateTopic.$Shape} CreateTopic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.CreateTopic & robustmq.catalog.v1.CreateTopic.$Shape;

                /**
                 * Gets the type url for CreateTopic
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace CreateTopic {

                /** Properties of a CreateTopic. */
                interface $Properties {

                    /** CreateTopic tenant */
                    tenant?: (number|null);

                    /** CreateTopic name */
                    name?: (string|null);

                    /** CreateTopic id */
                    id?: (Uint8Array|null);

                    /** CreateTopic partitions */
                    partitions?: (number|null);

                    /** CreateTopic storage */
                    storage?: (string|null);

                    /** CreateTopic durability */
                    durability?: (robustmq.catalog.v1.Durability|null);

                    /** CreateTopic origin */
                    origin?: (robustmq.catalog.v1.Origin.$Properties|null);

                    /** CreateTopic automatic */
                    automatic?: (boolean|null);

                    /** CreateTopic config */
                    config?: (robustmq.catalog.v1.ConfigEntry.$Properties[]|null);

                    /** CreateTopic automaticTopicsMax */
                    automaticTopicsMax?: (number|null);

                    /** CreateTopic reachableGroups */
                    reachableGroups?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CreateTopic. */
                type $Shape = robustmq.catalog.v1.CreateTopic.$Properties;
            }

            /**
             * Properties of a DeleteTopic.
             * @deprecated Use robustmq.catalog.v1.DeleteTopic.$Properties instead.
             */
            interface IDeleteTopic extends robustmq.catalog.v1.DeleteTopic.$Properties {
            }

            /** Represents a DeleteTopic. */
            class DeleteTopic {

                /**
                 * Constructs a new DeleteTopic.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.DeleteTopic.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteTopic tenant. */
                tenant: number;

                /** DeleteTopic name. */
                name: string;

                /** DeleteTopic id. */
                id: Uint8Array;

                /**
                 * Creates a new DeleteTopic instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DeleteTopic instance
                 */
                static create(properties: robustmq.catalog.v1.DeleteTopic.$Shape): robustmq.catalog.v1.DeleteTopic & robustmq.catalog.v1.DeleteTopic.$Shape;
                static create(properties?: robustmq.catalog.v1.DeleteTopic.$Properties): robustmq.catalog.v1.DeleteTopic;

                /**
                 * Encodes the specified DeleteTopic message. Does not implicitly {@link robustmq.catalog.v1.DeleteTopic.verify|verify} messages.
                 * @param message DeleteTopic message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.DeleteTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteTopic message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.DeleteTopic & robustmq.catalog.v1.DeleteTopic.$Shape} DeleteTopic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.DeleteTopic & robustmq.catalog.v1.DeleteTopic.$Shape;

                /**
                 * Gets the type url for DeleteTopic
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace DeleteTopic {

                /** Properties of a DeleteTopic. */
                interface $Properties {

                    /** DeleteTopic tenant */
                    tenant?: (number|null);

                    /** DeleteTopic name */
                    name?: (string|null);

                    /** DeleteTopic id */
                    id?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteTopic. */
                type $Shape = robustmq.catalog.v1.DeleteTopic.$Properties;
            }

            /**
             * Properties of an AddPartitions.
             * @deprecated Use robustmq.catalog.v1.AddPartitions.$Properties instead.
             */
            interface IAddPartitions extends robustmq.catalog.v1.AddPartitions.$Properties {
            }

            /** Represents an AddPartitions. */
            class AddPartitions {

                /**
                 * Constructs a new AddPartitions.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.AddPartitions.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AddPartitions tenant. */
                tenant: number;

                /** AddPartitions name. */
                name: string;

                /** AddPartitions id. */
                id: Uint8Array;

                /** AddPartitions partitions. */
                partitions: number;

                /**
                 * Creates a new AddPartitions instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AddPartitions instance
                 */
                static create(properties: robustmq.catalog.v1.AddPartitions.$Shape): robustmq.catalog.v1.AddPartitions & robustmq.catalog.v1.AddPartitions.$Shape;
                static create(properties?: robustmq.catalog.v1.AddPartitions.$Properties): robustmq.catalog.v1.AddPartitions;

                /**
                 * Encodes the specified AddPartitions message. Does not implicitly {@link robustmq.catalog.v1.AddPartitions.verify|verify} messages.
                 * @param message AddPartitions message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.AddPartitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AddPartitions message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.AddPartitions & robustmq.catalog.v1.AddPartitions.$Shape} AddPartitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.AddPartitions & robustmq.catalog.v1.AddPartitions.$Shape;

                /**
                 * Gets the type url for AddPartitions
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace AddPartitions {

                /** Properties of an AddPartitions. */
                interface $Properties {

                    /** AddPartitions tenant */
                    tenant?: (number|null);

                    /** AddPartitions name */
                    name?: (string|null);

                    /** AddPartitions id */
                    id?: (Uint8Array|null);

                    /** AddPartitions partitions */
                    partitions?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AddPartitions. */
                type $Shape = robustmq.catalog.v1.AddPartitions.$Properties;
            }

            /**
             * Properties of an AlterConfiguration.
             * @deprecated Use robustmq.catalog.v1.AlterConfiguration.$Properties instead.
             */
            interface IAlterConfiguration extends robustmq.catalog.v1.AlterConfiguration.$Properties {
            }

            /** Represents an AlterConfiguration. */
            class AlterConfiguration {

                /**
                 * Constructs a new AlterConfiguration.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.AlterConfiguration.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlterConfiguration tenant. */
                tenant: number;

                /** AlterConfiguration name. */
                name: string;

                /** AlterConfiguration id. */
                id: Uint8Array;

                /** AlterConfiguration set. */
                set: robustmq.catalog.v1.ConfigEntry.$Properties[];

                /** AlterConfiguration remove. */
                remove: string[];

                /**
                 * Creates a new AlterConfiguration instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AlterConfiguration instance
                 */
                static create(properties: robustmq.catalog.v1.AlterConfiguration.$Shape): robustmq.catalog.v1.AlterConfiguration & robustmq.catalog.v1.AlterConfiguration.$Shape;
                static create(properties?: robustmq.catalog.v1.AlterConfiguration.$Properties): robustmq.catalog.v1.AlterConfiguration;

                /**
                 * Encodes the specified AlterConfiguration message. Does not implicitly {@link robustmq.catalog.v1.AlterConfiguration.verify|verify} messages.
                 * @param message AlterConfiguration message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.AlterConfiguration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlterConfiguration message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.AlterConfiguration & robustmq.catalog.v1.AlterConfiguration.$Shape} AlterConfiguration
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.AlterConfiguration & robustmq.catalog.v1.AlterConfiguration.$Shape;

                /**
                 * Gets the type url for AlterConfiguration
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace AlterConfiguration {

                /** Properties of an AlterConfiguration. */
                interface $Properties {

                    /** AlterConfiguration tenant */
                    tenant?: (number|null);

                    /** AlterConfiguration name */
                    name?: (string|null);

                    /** AlterConfiguration id */
                    id?: (Uint8Array|null);

                    /** AlterConfiguration set */
                    set?: (robustmq.catalog.v1.ConfigEntry.$Properties[]|null);

                    /** AlterConfiguration remove */
                    remove?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlterConfiguration. */
                type $Shape = robustmq.catalog.v1.AlterConfiguration.$Properties;
            }

            /** Durability enum. */
            enum Durability {

                /** DURABILITY_ALWAYS value */
                DURABILITY_ALWAYS = 0,

                /** DURABILITY_INTERVAL value */
                DURABILITY_INTERVAL = 1,

                /** DURABILITY_NEVER value */
                DURABILITY_NEVER = 2
            }

            /**
             * Properties of an Origin.
             * @deprecated Use robustmq.catalog.v1.Origin.$Properties instead.
             */
            interface IOrigin extends robustmq.catalog.v1.Origin.$Properties {
            }

            /** Represents an Origin. */
            class Origin {

                /**
                 * Constructs a new Origin.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.Origin.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Origin nativeName. */
                nativeName: string;

                /** Origin separator. */
                separator: string;

                /** Origin format. */
                format: string;

                /**
                 * Creates a new Origin instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Origin instance
                 */
                static create(properties: robustmq.catalog.v1.Origin.$Shape): robustmq.catalog.v1.Origin & robustmq.catalog.v1.Origin.$Shape;
                static create(properties?: robustmq.catalog.v1.Origin.$Properties): robustmq.catalog.v1.Origin;

                /**
                 * Encodes the specified Origin message. Does not implicitly {@link robustmq.catalog.v1.Origin.verify|verify} messages.
                 * @param message Origin message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.Origin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Origin message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.Origin & robustmq.catalog.v1.Origin.$Shape} Origin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.Origin & robustmq.catalog.v1.Origin.$Shape;

                /**
                 * Gets the type url for Origin
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Origin {

                /** Properties of an Origin. */
                interface $Properties {

                    /** Origin nativeName */
                    nativeName?: (string|null);

                    /** Origin separator */
                    separator?: (string|null);

                    /** Origin format */
                    format?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Origin. */
                type $Shape = robustmq.catalog.v1.Origin.$Properties;
            }

            /**
             * Properties of a ConfigEntry.
             * @deprecated Use robustmq.catalog.v1.ConfigEntry.$Properties instead.
             */
            interface IConfigEntry extends robustmq.catalog.v1.ConfigEntry.$Properties {
            }

            /** Represents a ConfigEntry. */
            class ConfigEntry {

                /**
                 * Constructs a new ConfigEntry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.ConfigEntry.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConfigEntry key. */
                key: string;

                /** ConfigEntry value. */
                value: string;

                /**
                 * Creates a new ConfigEntry instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ConfigEntry instance
                 */
                static create(properties: robustmq.catalog.v1.ConfigEntry.$Shape): robustmq.catalog.v1.ConfigEntry & robustmq.catalog.v1.ConfigEntry.$Shape;
                static create(properties?: robustmq.catalog.v1.ConfigEntry.$Properties): robustmq.catalog.v1.ConfigEntry;

                /**
                 * Encodes the specified ConfigEntry message. Does not implicitly {@link robustmq.catalog.v1.ConfigEntry.verify|verify} messages.
                 * @param message ConfigEntry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.ConfigEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConfigEntry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.ConfigEntry & robustmq.catalog.v1.ConfigEntry.$Shape} ConfigEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.ConfigEntry & robustmq.catalog.v1.ConfigEntry.$Shape;

                /**
                 * Gets the type url for ConfigEntry
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace ConfigEntry {

                /** Properties of a ConfigEntry. */
                interface $Properties {

                    /** ConfigEntry key */
                    key?: (string|null);

                    /** ConfigEntry value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConfigEntry. */
                type $Shape = robustmq.catalog.v1.ConfigEntry.$Properties;
            }

            /**
             * Properties of a Partition.
             * @deprecated Use robustmq.catalog.v1.Partition.$Properties instead.
             */
            interface IPartition extends robustmq.catalog.v1.Partition.$Properties {
            }

            /** Represents a Partition. */
            class Partition {

                /**
                 * Constructs a new Partition.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.Partition.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Partition shard. */
                shard: number;

                /** Partition group. */
                group: number;

                /**
                 * Creates a new Partition instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Partition instance
                 */
                static create(properties: robustmq.catalog.v1.Partition.$Shape): robustmq.catalog.v1.Partition & robustmq.catalog.v1.Partition.$Shape;
                static create(properties?: robustmq.catalog.v1.Partition.$Properties): robustmq.catalog.v1.Partition;

                /**
                 * Encodes the specified Partition message. Does not implicitly {@link robustmq.catalog.v1.Partition.verify|verify} messages.
                 * @param message Partition message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.Partition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Partition message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.Partition & robustmq.catalog.v1.Partition.$Shape} Partition
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.Partition & robustmq.catalog.v1.Partition.$Shape;

                /**
                 * Gets the type url for Partition
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Partition {

                /** Properties of a Partition. */
                interface $Properties {

                    /** Partition shard */
                    shard?: (number|null);

                    /** Partition group */
                    group?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Partition. */
                type $Shape = robustmq.catalog.v1.Partition.$Properties;
            }

            /**
             * Properties of a TopicRecord.
             * @deprecated Use robustmq.catalog.v1.TopicRecord.$Properties instead.
             */
            interface ITopicRecord extends robustmq.catalog.v1.TopicRecord.$Properties {
            }

            /** Represents a TopicRecord. */
            class TopicRecord {

                /**
                 * Constructs a new TopicRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.TopicRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TopicRecord number. */
                number: number;

                /** TopicRecord tenant. */
                tenant: number;

                /** TopicRecord name. */
                name: string;

                /** TopicRecord id. */
                id: Uint8Array;

                /** TopicRecord partitions. */
                partitions: robustmq.catalog.v1.Partition.$Properties[];

                /** TopicRecord storage. */
                storage: string;

                /** TopicRecord durability. */
                durability: robustmq.catalog.v1.Durability;

                /** TopicRecord origin. */
                origin?: (robustmq.catalog.v1.Origin.$Properties|null);

                /** TopicRecord automatic. */
                automatic: boolean;

                /** TopicRecord config. */
                config: robustmq.catalog.v1.ConfigEntry.$Properties[];

                /** TopicRecord createdAtMs. */
                createdAtMs: number;

                /**
                 * Creates a new TopicRecord instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns TopicRecord instance
                 */
                static create(properties: robustmq.catalog.v1.TopicRecord.$Shape): robustmq.catalog.v1.TopicRecord & robustmq.catalog.v1.TopicRecord.$Shape;
                static create(properties?: robustmq.catalog.v1.TopicRecord.$Properties): robustmq.catalog.v1.TopicRecord;

                /**
                 * Encodes the specified TopicRecord message. Does not implicitly {@link robustmq.catalog.v1.TopicRecord.verify|verify} messages.
                 * @param message TopicRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.TopicRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TopicRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.TopicRecord & robustmq.catalog.v1.TopicRecord.$Shape} TopicRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.TopicRecord & robustmq.catalog.v1.TopicRecord.$Shape;

                /**
                 * Gets the type url for TopicRecord
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace TopicRecord {

                /** Properties of a TopicRecord. */
                interface $Properties {

                    /** TopicRecord number */
                    number?: (number|null);

                    /** TopicRecord tenant */
                    tenant?: (number|null);

                    /** TopicRecord name */
                    name?: (string|null);

                    /** TopicRecord id */
                    id?: (Uint8Array|null);

                    /** TopicRecord partitions */
                    partitions?: (robustmq.catalog.v1.Partition.$Properties[]|null);

                    /** TopicRecord storage */
                    storage?: (string|null);

                    /** TopicRecord durability */
                    durability?: (robustmq.catalog.v1.Durability|null);

                    /** TopicRecord origin */
                    origin?: (robustmq.catalog.v1.Origin.$Properties|null);

                    /** TopicRecord automatic */
                    automatic?: (boolean|null);

                    /** TopicRecord config */
                    config?: (robustmq.catalog.v1.ConfigEntry.$Properties[]|null);

                    /** TopicRecord createdAtMs */
                    createdAtMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TopicRecord. */
                type $Shape = robustmq.catalog.v1.TopicRecord.$Properties;
            }

            /**
             * Properties of a CatalogAnswer.
             * @deprecated Use robustmq.catalog.v1.CatalogAnswer.$Properties instead.
             */
            interface ICatalogAnswer extends robustmq.catalog.v1.CatalogAnswer.$Properties {
            }

            /** Represents a CatalogAnswer. */
            class CatalogAnswer {

                /**
                 * Constructs a new CatalogAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.CatalogAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CatalogAnswer code. */
                code: robustmq.catalog.v1.AnswerCode;

                /** CatalogAnswer message. */
                message: string;

                /** CatalogAnswer topic. */
                topic?: (robustmq.catalog.v1.TopicRecord.$Properties|null);

                /**
                 * Creates a new CatalogAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CatalogAnswer instance
                 */
                static create(properties: robustmq.catalog.v1.CatalogAnswer.$Shape): robustmq.catalog.v1.CatalogAnswer & robustmq.catalog.v1.CatalogAnswer.$Shape;
                static create(properties?: robustmq.catalog.v1.CatalogAnswer.$Properties): robustmq.catalog.v1.CatalogAnswer;

                /**
                 * Encodes the specified CatalogAnswer message. Does not implicitly {@link robustmq.catalog.v1.CatalogAnswer.verify|verify} messages.
                 * @param message CatalogAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.CatalogAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CatalogAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CatalogAnswer & robustmq.catalog.v1.CatalogAnswer.$Shape} CatalogAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.CatalogAnswer & robustmq.catalog.v1.CatalogAnswer.$Shape;

                /**
                 * Gets the type url for CatalogAnswer
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace CatalogAnswer {

                /** Properties of a CatalogAnswer. */
                interface $Properties {

                    /** CatalogAnswer code */
                    code?: (robustmq.catalog.v1.AnswerCode|null);

                    /** CatalogAnswer message */
                    message?: (string|null);

                    /** CatalogAnswer topic */
                    topic?: (robustmq.catalog.v1.TopicRecord.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CatalogAnswer. */
                type $Shape = robustmq.catalog.v1.CatalogAnswer.$Properties;
            }

            /** AnswerCode enum. */
            enum AnswerCode {

                /** ANSWER_OK value */
                ANSWER_OK = 0,

                /** ANSWER_COMMAND_INVALID value */
                ANSWER_COMMAND_INVALID = 1,

                /** ANSWER_TENANT_UNKNOWN value */
                ANSWER_TENANT_UNKNOWN = 2,

                /** ANSWER_TOPIC_EXISTS value */
                ANSWER_TOPIC_EXISTS = 3,

                /** ANSWER_TOPIC_UNKNOWN value */
                ANSWER_TOPIC_UNKNOWN = 4,

                /** ANSWER_TOPIC_LIMIT value */
                ANSWER_TOPIC_LIMIT = 5,

                /** ANSWER_TOPIC_INVALID value */
                ANSWER_TOPIC_INVALID = 6
            }

            /**
             * Properties of a Tenant.
             * @deprecated Use robustmq.catalog.v1.Tenant.$Properties instead.
             */
            interface ITenant extends robustmq.catalog.v1.Tenant.$Properties {
            }

            /** Represents a Tenant. */
            class Tenant {

                /**
                 * Constructs a new Tenant.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.Tenant.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Tenant id. */
                id: number;

                /** Tenant name. */
                name: string;

                /**
                 * Creates a new Tenant instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Tenant instance
                 */
                static create(properties: robustmq.catalog.v1.Tenant.$Shape): robustmq.catalog.v1.Tenant & robustmq.catalog.v1.Tenant.$Shape;
                static create(properties?: robustmq.catalog.v1.Tenant.$Properties): robustmq.catalog.v1.Tenant;

                /**
                 * Encodes the specified Tenant message. Does not implicitly {@link robustmq.catalog.v1.Tenant.verify|verify} messages.
                 * @param message Tenant message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.Tenant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Tenant message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.Tenant & robustmq.catalog.v1.Tenant.$Shape} Tenant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.Tenant & robustmq.catalog.v1.Tenant.$Shape;

                /**
                 * Gets the type url for Tenant
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Tenant {

                /** Properties of a Tenant. */
                interface $Properties {

                    /** Tenant id */
                    id?: (number|null);

                    /** Tenant name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Tenant. */
                type $Shape = robustmq.catalog.v1.Tenant.$Properties;
            }

            /**
             * Properties of a CatalogSnapshot.
             * @deprecated Use robustmq.catalog.v1.CatalogSnapshot.$Properties instead.
             */
            interface ICatalogSnapshot extends robustmq.catalog.v1.CatalogSnapshot.$Properties {
            }

            /** Represents a CatalogSnapshot. */
            class CatalogSnapshot {

                /**
                 * Constructs a new CatalogSnapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: robustmq.catalog.v1.CatalogSnapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CatalogSnapshot nextTopic. */
                nextTopic: number;

                /** CatalogSnapshot nextShard. */
                nextShard: number;

                /** CatalogSnapshot nextTenant. */
                nextTenant: number;

                /** CatalogSnapshot groupCount. */
                groupCount: number;

                /** CatalogSnapshot tenants. */
                tenants: robustmq.catalog.v1.Tenant.$Properties[];

                /** CatalogSnapshot topics. */
                topics: robustmq.catalog.v1.TopicRecord.$Properties[];

                /**
                 * Creates a new CatalogSnapshot instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CatalogSnapshot instance
                 */
                static create(properties: robustmq.catalog.v1.CatalogSnapshot.$Shape): robustmq.catalog.v1.CatalogSnapshot & robustmq.catalog.v1.CatalogSnapshot.$Shape;
                static create(properties?: robustmq.catalog.v1.CatalogSnapshot.$Properties): robustmq.catalog.v1.CatalogSnapshot;

                /**
                 * Encodes the specified CatalogSnapshot message. Does not implicitly {@link robustmq.catalog.v1.CatalogSnapshot.verify|verify} messages.
                 * @param message CatalogSnapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: robustmq.catalog.v1.CatalogSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CatalogSnapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {robustmq.catalog.v1.CatalogSnapshot & robustmq.catalog.v1.CatalogSnapshot.$Shape} CatalogSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): robustmq.catalog.v1.CatalogSnapshot & robustmq.catalog.v1.CatalogSnapshot.$Shape;

                /**
                 * Gets the type url for CatalogSnapshot
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace CatalogSnapshot {

                /** Properties of a CatalogSnapshot. */
                interface $Properties {

                    /** CatalogSnapshot nextTopic */
                    nextTopic?: (number|null);

                    /** CatalogSnapshot nextShard */
                    nextShard?: (number|null);

                    /** CatalogSnapshot nextTenant */
                    nextTenant?: (number|null);

                    /** CatalogSnapshot groupCount */
                    groupCount?: (number|null);

                    /** CatalogSnapshot tenants */
                    tenants?: (robustmq.catalog.v1.Tenant.$Properties[]|null);

                    /** CatalogSnapshot topics */
                    topics?: (robustmq.catalog.v1.TopicRecord.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CatalogSnapshot. */
                type $Shape = robustmq.catalog.v1.CatalogSnapshot.$Properties;
            }
        }
    }
}
