package io.lastwords.cli.settings;

import io.lastwords.cli.failure.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The YAML file. An unknown key is an error, with its line and with what may have been meant. */
final class FileSource {
    static final List<String> TOP = Stream.concat(
                    Arrays.stream(Key.values()).map(Key::label).filter(label -> !label.contains(".")),
                    Stream.of("examine", "kafka", "markers", "receivers", "route"))
            .toList();
    static final List<String> EXAMINE = List.of("throwaway");
    static final List<String> MARKER = List.of("name", "image", "marker");
    static final List<String> RECEIVER = Stream.concat(
                    Stream.of("name"), Arrays.stream(ReceiverKind.values()).map(ReceiverKind::label))
            .toList();

    private final Path file;
    private final Draft draft;
    private final YamlNodes yaml;

    FileSource(Path file, Draft draft) {
        this.file = file;
        this.draft = draft;
        this.yaml = new YamlNodes(file, draft);
    }

    void read() {
        try {
            var options = new LoaderOptions();
            options.setProcessComments(false);
            var root = new Yaml(options).compose(new StringReader(Files.readString(file)));
            if (root != null && !(root instanceof ScalarNode scalar && Tag.NULL.equals(scalar.getTag()))) {
                top(root);
            }
        } catch (NoSuchFileException e) {
            draft.problem(file.toString(), "", "is not there");
        } catch (CharacterCodingException e) {
            draft.problem(file.toString(), "", "is no text in UTF-8");
        } catch (IOException e) {
            draft.problem(file.toString(), "", "cannot be read: " + Failure.reason(e));
        } catch (MarkedYAMLException e) {
            var line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            draft.problem(file + line, "", "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            draft.problem(file.toString(), "", "is not YAML: " + e.getMessage());
        }
    }

    private void top(Node root) {
        var fields = yaml.mapping(root, "", TOP);
        for (var key : Key.values()) {
            var given = values(fields.get(key.label()), key);
            if (!given.isEmpty()) {
                draft.set(key, given);
            }
        }
        examine(fields.get("examine"));
        kafka(fields.get("kafka"));
        var markers = yaml.items(fields.get("markers"), "markers");
        for (int i = 0; i < markers.size(); i++) {
            marker(markers.get(i), "markers[" + i + "]");
        }
        var receivers = yaml.items(fields.get("receivers"), "receivers");
        for (int i = 0; i < receivers.size(); i++) {
            receiver(receivers.get(i), "receivers[" + i + "]");
        }
        var route = fields.get("route");
        if (route != null) {
            draft.route(new RouteSource(yaml).read(route, "route"));
        }
    }

    private List<Given> values(@Nullable Node node, Key key) {
        if (node instanceof SequenceNode list && key.many()) {
            return scalars(list, key.label());
        }
        var given = yaml.scalar(node, key.label());
        return given == null ? List.of() : List.of(given);
    }

    private List<Given> scalars(SequenceNode list, String key) {
        if (list.getValue().isEmpty()) {
            draft.problem(yaml.where(list), key, "is an empty list");
        }
        return list.getValue().stream()
                .flatMap(item -> Stream.ofNullable(yaml.scalar(item, key)))
                .toList();
    }

    private void examine(@Nullable Node node) {
        if (node != null) {
            var given = yaml.scalar(yaml.mapping(node, "examine", EXAMINE).get("throwaway"), "examine.throwaway");
            if (given != null) {
                draft.set(Key.EXAMINE_THROWAWAY, List.of(given));
            }
        }
    }

    private void kafka(@Nullable Node node) {
        if (node != null) {
            yaml.mapping(node, "kafka", null).forEach((name, value) -> {
                var given = yaml.scalar(value, "kafka." + name);
                if (given != null) {
                    draft.kafka().put(name, given);
                }
            });
        }
    }

    private void marker(Node node, String path) {
        var fields = yaml.mapping(node, path, MARKER);
        draft.markers()
                .add(new MarkerDraft(
                        yaml.scalar(fields.get("name"), path + ".name"),
                        yaml.scalar(fields.get("image"), path + ".image"),
                        yaml.scalar(fields.get("marker"), path + ".marker"),
                        yaml.where(node)));
    }

    private void receiver(Node node, String path) {
        var fields = yaml.mapping(node, path, RECEIVER);
        var kinds = Arrays.stream(ReceiverKind.values())
                .filter(kind -> fields.containsKey(kind.label()))
                .toList();
        if (kinds.size() != 1) {
            draft.problem(
                    yaml.where(node), path, "needs one of " + String.join(", ", RECEIVER.subList(1, RECEIVER.size())));
            return;
        }
        var kind = kinds.getFirst();
        var name = fields.containsKey("name") ? yaml.scalar(fields.get("name"), path + ".name") : null;
        var receiver = new ReceiverDraft(name == null ? kind.label() : name.value(), kind, yaml.where(node));
        var body = fields.get(kind.label());
        if (body != null) {
            fill(receiver, yaml.mapping(body, path + "." + kind.label(), kind.keys()));
        }
        var other = draft.receivers().putIfAbsent(receiver.name(), receiver);
        if (other != null) {
            draft.problem(
                    yaml.where(node),
                    path,
                    "has the name '" + receiver.name() + "', as the one at " + other.where() + " has");
        }
    }

    private static List<Given> eachLine(Given file) {
        return file.value()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Given(line.strip(), file.where()))
                .toList();
    }

    private void fill(ReceiverDraft receiver, Map<String, Node> fields) {
        for (var field : receiver.kind().fields()) {
            var key = receiver.key(field.key());
            var node = fields.get(field.key());
            var file = fields.get(field.key() + "File");
            if (node != null && file != null) {
                draft.problem(yaml.where(file), key + "File", "and " + field.key() + " are both there: keep one");
            } else if (file != null) {
                var path = yaml.scalar(file, key + "File");
                if (path != null) {
                    (field.secret()
                                    ? ValueFile.secret(path, key + "File", draft)
                                    : ValueFile.text(path, key + "File", draft))
                            .ifPresent(given ->
                                    receiver.set(field.key(), field.many() ? eachLine(given) : List.of(given)));
                }
            } else if (node instanceof SequenceNode list && field.many()) {
                var values = new ArrayList<Given>();
                for (var item : list.getValue()) {
                    var given = yaml.scalar(item, key);
                    if (given != null) {
                        values.add(given);
                    }
                }
                receiver.set(field.key(), values);
            } else {
                var given = yaml.scalar(node, key);
                if (given != null) {
                    receiver.set(field.key(), List.of(given));
                }
            }
        }
    }
}
