package io.lastwords.collector.journal;

import io.lastwords.model.journal.ContainerSettings;

/**
 * A container's settings as last seen, for events that are replayed when it is gone. Apart from the rest since it is
 * large and seldom changes.
 */
public record SettingsPosition(int schema, String engine, String container, ContainerSettings settings)
        implements Position {

    public SettingsPosition(String engine, String container, ContainerSettings settings) {
        this(SCHEMA, engine, container, settings);
    }

    @Override
    public String key() {
        return key(engine, container);
    }

    static String key(String engine, String container) {
        return engine + "/" + container + "/settings";
    }
}
