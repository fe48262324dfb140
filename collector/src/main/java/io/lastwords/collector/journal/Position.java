package io.lastwords.collector.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A value of {@code lastwords.positions}: what a collector has to know to go on exactly where it, or its predecessor,
 * was. Written in one transaction with the journal's records that it speaks of, so that it is never ahead of them nor
 * behind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EnginePosition.class, name = "engine"),
    @JsonSubTypes.Type(value = ContainerPosition.class, name = "container"),
    @JsonSubTypes.Type(value = SettingsPosition.class, name = "settings"),
    @JsonSubTypes.Type(value = LogProgress.class, name = "log")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Position permits EnginePosition, ContainerPosition, SettingsPosition, LogProgress {
    /** The version of the schema that this code writes. */
    int SCHEMA = 1;

    int schema();

    /** The record's key: the engine's ID, a slash, and what within the engine. */
    @JsonIgnore
    String key();
}
