package io.lastwords.cli.command;

import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: ours, Kafka's and Java's. */
final class Version implements IVersionProvider {
    /** Ours alone. */
    static String own() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unreleased");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "lastwords " + own() + " (Kafka " + AppInfoParser.getVersion() + ", Java "
                    + Runtime.version().feature() + ")"
        };
    }
}
