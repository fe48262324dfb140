package io.lastwords.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.lastwords.notifier.match.Matcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use says what the code says. */
class ConfigurationSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path DOCS = docs();
    private static final JsonNode TREE = tree();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TREE);
    private static final Pattern SAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

    @TempDir
    Path folder;

    @Test
    void knowsEveryKeyOfTheFileAndNoOther() {
        assertThat(keys("/properties")).containsExactlyInAnyOrderElementsOf(FileSource.TOP);
        assertThat(keys("/properties/examine/properties")).containsExactlyInAnyOrderElementsOf(FileSource.EXAMINE);
        assertThat(keys("/properties/markers/items/properties")).containsExactlyInAnyOrderElementsOf(FileSource.MARKER);
        assertThat(keys("/properties/receivers/items/properties"))
                .containsExactlyInAnyOrderElementsOf(FileSource.RECEIVER);
        for (var kind : ReceiverKind.values()) {
            assertThat(keys("/properties/receivers/items/properties/" + kind.label() + "/properties"))
                    .as(kind.label())
                    .containsExactlyInAnyOrderElementsOf(kind.keys());
        }
        assertThat(keys("/$defs/route/properties")).containsExactlyInAnyOrderElementsOf(RouteSource.KEYS);
        assertThat(Stream.concat(keys("/$defs/route/properties/match/properties").stream(), Stream.of("label.NAME")))
                .containsExactlyInAnyOrderElementsOf(Matcher.fields());
    }

    @Test
    void describesEveryKey() {
        var bare = new ArrayList<String>();
        describe(TREE, "", bare);
        assertThat(bare).isEmpty();
    }

    @Test
    void followsItsOwnSchema() {
        var meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(TREE)).isEmpty();
    }

    @Test
    void letsNothingPassThatIsNoKeyWhereverItIs() {
        var open = new ArrayList<String>();
        closed(TREE, "", open);
        assertThat(open).containsExactly("/properties/kafka"); // whose keys are Kafka's
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesEverySampleOfTheDocs(String sample) throws Exception {
        assertThat(refusedBySchema(sample)).isEmpty();
        assertThat(refusedByCode(sample)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hostName: web-1\ndockerHost: tcp://10.0.0.5:2375\nkafkaPort: 0\n",
                "dockerHost: [tcp://10.0.0.5:2376, unix:///var/run/docker.sock]\n",
                "hostName: a\ndockerHost: [tcp://10.0.0.5:2376]\n",
                "kafkaPort: '9093'\nexamine: {throwaway: 'false'}\nmetrics: 9464\n",
                "logs: auto\n",
                "metrics: '[::1]:9464'\nrecoverAfter: 500ms\n",
                "kafka: {bootstrap.servers: k:9092, linger.ms: 5, enable.metrics.push: false}\n",
                "receivers:\n  - email: {smtpUrl: 'smtp://h', from: a@b.example, to: c@d.example}\n",
                "receivers:\n  - slack: {botToken: xoxb-1, channel: C01, apiUrl: 'http://localhost:1/api'}\n",
                "receivers:\n  - webhook: {url: 'https://h/x', headers: 'X-Team: shop'}\n",
                "receivers:\n  - name: a\n    alertmanager: {url: 'http://am:9093/prefix'}\nroute: {receivers: a}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x', title: '{{name}}', text: '{{headline}}'}\n",
                "receivers:\n  - alertmanager: {url: 'http://am:9093', text: \"{{#fix}}\\n{{.}}\\n{{/fix}}\"}\n",
                "route: {repeat: 0s, storm: '7', routes: [{match: {label.tier: 1}, continue: 'true'}]}\n",
            })
    void takesWhatTheCodeTakes(String yaml) throws Exception {
        assertThat(refusedByCode(yaml)).isEmpty();
        assertThat(refusedBySchema(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostname: web-1\n",
                "hostName: a/b\n",
                "hostName:\n",
                "hostName: [a]\n",
                "dockerHost: ssh://web-1\n",
                "dockerHost: []\n",
                "dockerHost: [web-1]\n",
                "dockerHost: [tcp://a:2375, tcp://a:2375]\n",
                "hostName: a\ndockerHost: [tcp://a:2375, tcp://b:2375]\n",
                "kafkaPort: 65536\n",
                "kafkaPort: -1\n",
                "logs: files\n",
                "logs: API\n",
                "recoverAfter: 60 sec\n",
                "recoverAfter: 0s\n",
                "metrics: here\n",
                "metrics: host:99999\n",
                "examine: {throwaway: maybe}\n",
                "examine: {throw-away: true}\n",
                "examine: true\n",
                "kafka: [bootstrap.servers]\n",
                "kafka: {bootstrap.servers: [a, b]}\n",
                "markers: {name: web, marker: up}\n",
                "markers:\n  - marker: up\n",
                "markers:\n  - name: web\n",
                "markers:\n  - {name: web, marker: ''}\n",
                "receivers:\n  - name: ops\n",
                "receivers:\n  - {slack: {webhookUrl: 'https://h/x'}, email: {smtpUrl: 'smtp://h'}}\n",
                "receivers:\n  - name: a b\n    slack: {webhookUrl: 'https://h/x'}\n",
                "receivers:\n  - slack: {}\n",
                "receivers:\n  - slack:\n",
                "receivers:\n  - slack: {webhookUrl: hooks.slack.com}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x', botToken: xoxb-1, channel: ops}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x', channel: ops}\n",
                "receivers:\n  - slack: {botToken: xoxb-1}\n",
                "receivers:\n  - slack: {botToken: xoxb 1, channel: ops}\n",
                "receivers:\n  - slack: {botToken: xoxb-1, channel: 'the ops'}\n",
                "receivers:\n  - email: {smtpUrl: 'smtp://h', from: a@b.example}\n",
                "receivers:\n  - email: {smtpUrl: 'http://h', from: a@b.example, to: [c@d.example]}\n",
                "receivers:\n  - email: {smtpUrl: 'smtp://h', from: ada, to: [c@d.example]}\n",
                "receivers:\n  - email: {smtpUrl: 'smtp://h', from: a@b.example, to: []}\n",
                "receivers:\n  - webhook: {url: 'https://h/x', headers: [X-Team]}\n",
                "receivers:\n  - webhook: {urls: 'https://h/x'}\n",
                "receivers:\n  - alertmanager: {url: 'http://am:9093/api/v2/alerts'}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x', text: ''}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x', text: '{{name}}', textFile: /x}\n",
                "receivers:\n  - webhook: {url: 'https://h/x', title: [a]}\n",
                "receivers:\n  - webhook: {url: 'https://h/x', subject: a}\n",
                "route: []\n",
                "route: {match: {severity: critical}}\n",
                "route: {continue: true}\n",
                "route: {routes: [{match: {service: web}}]}\n",
                "route: {routes: [{match: {label.: web}}]}\n",
                "route: {routes: [{match: {cause: ''}}]}\n",
                "route: {routes: {match: {cause: x}}}\n",
                "route: {routes: [{continue: perhaps}]}\n",
                "route: {groupWait: soon}\n",
                "route: {storm: 0}\n",
                "route: {storm: many}\n",
            })
    void refusesWhatTheCodeRefuses(String yaml) throws Exception {
        assertThat(refusedByCode(yaml)).isNotEmpty();
        assertThat(refusedBySchema(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostName: a\nhostName: b\n",
                "markers:\n  - {name: web, marker: '/[/'}\n",
                "receivers:\n  - slack: {webhookUrlFile: /nowhere/at/all}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x'}\n  - slack: {webhookUrl: 'https://h/y'}\n",
                "receivers:\n  - slack: {webhookUrl: 'https://h/x', text: '{{nome}}'}\n",
                "route: {receivers: [nobody]}\n",
                "route: {routes: [{match: {cause: '/[/'}}]}\n",
            })
    void leavesToTheCodeWhatNoSchemaCanSay(String yaml) throws Exception {
        assertThat(refusedByCode(yaml)).isNotEmpty();
    }

    private List<String> refusedByCode(String yaml) throws IOException {
        Files.writeString(folder.resolve("secret"), "https://hooks.example.com/services/x");
        var file = Files.writeString(
                folder.resolve("lastwords.yaml"), yaml.replaceAll("/run/secrets/[\\w-]+", folder + "/secret"));
        try {
            var unused = new SettingsLoader(Map.of("HOME", "/nonexistent")).load(file, Map.of(), null);
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static List<String> refusedBySchema(String yaml) throws IOException {
        var read = YAML.readTree(yaml);
        return SCHEMA.validate(read.isMissingNode() ? JSON.nullNode() : read).stream()
                .map(Object::toString)
                .toList();
    }

    private static List<String> samples() throws IOException {
        var samples = new ArrayList<String>();
        for (var file : List.of("configuration.md", "deployment.md")) {
            var matcher = SAMPLE.matcher(Files.readString(DOCS.resolve(file)));
            while (matcher.find()) {
                samples.add(matcher.group(1));
            }
        }
        assertThat(samples).hasSizeGreaterThan(1);
        return samples;
    }

    private static TreeSet<String> keys(String pointer) {
        var keys = new TreeSet<String>();
        TREE.at(pointer).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static void describe(JsonNode node, String path, List<String> bare) {
        for (var word : List.of("properties", "patternProperties")) {
            node.path(word).properties().forEach(property -> {
                if (property.getValue().isObject()
                        && !path.matches("/if|/then|.*/allOf.*")
                        && !node.has("$ref")
                        && property.getValue().path("description").asText().isBlank()) {
                    bare.add(path + "/" + word + "/" + property.getKey());
                }
            });
        }
        children(node, path).forEach(child -> describe(child.getValue(), child.getKey(), bare));
    }

    /** What has properties, yet takes others. */
    private static void closed(JsonNode node, String path, List<String> open) {
        if (node.path("properties").isObject()
                && node.path("type").toString().contains("object")
                && !path.equals("/if") // which only asks
                && !node.path("additionalProperties").toString().equals("false")) {
            open.add(path);
        }
        children(node, path).forEach(child -> closed(child.getValue(), child.getKey(), open));
    }

    private static List<Map.Entry<String, JsonNode>> children(JsonNode node, String path) {
        var children = new ArrayList<Map.Entry<String, JsonNode>>();
        node.properties().forEach(child -> children.add(Map.entry(path + "/" + child.getKey(), child.getValue())));
        if (node.isArray()) {
            node.forEach(child -> children.add(Map.entry(path + "/-", child)));
        }
        return children;
    }

    private static JsonNode tree() {
        try {
            return JSON.readTree(DOCS.resolve("configuration.schema.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException("the schema is no JSON", e);
        }
    }

    /** Beside the module, from wherever the tests are run. */
    private static Path docs() {
        return Stream.of("docs", "../docs")
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("configuration.md")))
                .findFirst()
                .orElseThrow();
    }
}
