package io.lastwords.cli.settings;

/** The settings that have one plain value. */
public enum Key {
    HOST_NAME("hostName", "--host-name"),
    DOCKER_HOST("dockerHost", "--docker-host"),
    DATA_DIR("dataDir", "--data-dir"),
    KAFKA_PORT("kafkaPort", "--kafka-port"),
    RECOVER_AFTER("recoverAfter", "--recover-after"),
    EXAMINE_THROWAWAY("examine.throwaway", "--examine-throwaway"),
    METRICS("metrics", "--metrics");

    private final String label;
    private final String option;

    Key(String label, String option) {
        this.label = label;
        this.option = option;
    }

    /** The key in the file. */
    public String label() {
        return label;
    }

    /** The option on the command line. */
    public String option() {
        return option;
    }

    /** The environment variable. */
    public String variable() {
        return "LASTWORDS_" + name();
    }
}
