package io.lastwords.cli.settings;

/** The settings that have one plain value, or several. */
public enum Key {
    HOST_NAME("hostName", "--host-name"),
    /** Several are several engines. */
    DOCKER_HOST("dockerHost", "--docker-host"),
    DOCKER_CERT_PATH("dockerCertPath", "--docker-cert-path"),
    DATA_DIR("dataDir", "--data-dir"),
    KAFKA_PORT("kafkaPort", "--kafka-port"),
    LOGS("logs", "--logs"),
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

    /** Whether there may be several values: a list in the file, commas in the variable, the option once more. */
    boolean many() {
        return this == DOCKER_HOST;
    }

    /** The environment variable. */
    public String variable() {
        return "LASTWORDS_" + name();
    }
}
