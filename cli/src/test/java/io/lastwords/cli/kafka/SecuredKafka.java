package io.lastwords.cli.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A real broker that lets in nobody but one user, by SASL/SCRAM over TLS, with a certificate that it signed itself; and that user may do what it must and no more. */
public final class SecuredKafka implements AutoCloseable {
    public static final String USER = "lastwords";
    public static final String PASSWORD = "correct horse battery staple";

    private final DataDirectory data;
    private final EmbeddedKafka broker;
    private final Path certificate;

    private SecuredKafka(DataDirectory data, EmbeddedKafka broker, Path certificate) {
        this.data = data;
        this.broker = broker;
        this.certificate = certificate;
    }

    public static SecuredKafka start(Path folder) throws Exception {
        var store = folder.resolve("kafka.p12");
        var certificate = folder.resolve("kafka.pem");
        keytool("-genkeypair -alias kafka -keyalg EC -dname CN=kafka -ext san=ip:127.0.0.1 -validity 2"
                + " -storetype PKCS12 -storepass changeit -keystore " + store);
        keytool("-exportcert -rfc -alias kafka -storepass changeit -keystore " + store + " -file " + certificate);
        var data = DataDirectory.take(folder.resolve("data"));
        var ports = EmbeddedKafka.freePorts(0, 3);
        int clients = ports.get(0);
        int inside = ports.get(1);
        int controller = ports.get(2);
        var settings = BrokerSettings.of(data.kafka(), clients, controller);
        put(
                settings,
                "listeners",
                "CLIENTS://127.0.0.1:%d,INSIDE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(clients, inside, controller),
                "advertised.listeners",
                "CLIENTS://127.0.0.1:%d,INSIDE://127.0.0.1:%d".formatted(clients, inside),
                "listener.security.protocol.map",
                "CLIENTS:SASL_SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "INSIDE",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store.toString(),
                "ssl.keystore.password",
                "changeit");
        var broker = EmbeddedKafka.start(data, clients, settings);
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + inside))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
            admin.createAcls(rights()).all().get();
        }
        return new SecuredKafka(data, broker, certificate);
    }

    /** No more than docs/deployment.md asks for. */
    private static List<AclBinding> rights() {
        return Stream.of(
                        rights(
                                ResourceType.TOPIC,
                                "lastwords",
                                AclOperation.DESCRIBE,
                                AclOperation.DESCRIBE_CONFIGS,
                                AclOperation.READ,
                                AclOperation.WRITE,
                                AclOperation.CREATE),
                        rights(ResourceType.TOPIC, "lastwords-analyzer-", AclOperation.DELETE),
                        rights(ResourceType.GROUP, "lastwords-", AclOperation.READ, AclOperation.DESCRIBE),
                        rights(ResourceType.TRANSACTIONAL_ID, "lastwords-", AclOperation.WRITE, AclOperation.DESCRIBE))
                .flatMap(List::stream)
                .toList();
    }

    private static List<AclBinding> rights(ResourceType type, String prefix, AclOperation... operations) {
        return Stream.of(operations)
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, prefix, PatternType.PREFIXED),
                        new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a client must trust, as PEM. */
    public Path certificate() {
        return certificate;
    }

    private static void put(Properties settings, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            settings.setProperty(pairs[i], pairs[i + 1]);
        }
    }

    private static void keytool(String arguments) throws Exception {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder((tool + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + arguments);
        }
    }

    @Override
    public void close() {
        broker.close();
        data.close();
    }
}
