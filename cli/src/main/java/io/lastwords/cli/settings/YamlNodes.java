package io.lastwords.cli.settings;

import io.lastwords.cli.settings.Given.Lines;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Takes nodes of a YAML file apart; what has another shape than was asked for is noted as a problem, with its line. */
final class YamlNodes {
    private final Path file;
    private final Draft draft;

    YamlNodes(Path file, Draft draft) {
        this.file = file;
        this.draft = draft;
    }

    /** The fields of a mapping; {@code known} null where any name goes. */
    Map<String, Node> mapping(Node node, String path, @Nullable List<String> known) {
        var fields = new LinkedHashMap<String, Node>();
        if (!(node instanceof MappingNode mapping)) {
            draft.problem(where(node), path, "must be keys with values");
            return fields;
        }
        for (var entry : mapping.getValue()) {
            var given = scalar(entry.getKeyNode(), path);
            if (given == null) {
                continue;
            }
            var name = given.value();
            var full = path.isEmpty() ? name : path + "." + name;
            if (known != null && !known.contains(name)) {
                draft.problem(given.where(), full, "unknown key" + Spelling.suggestion(name, known));
            } else if (fields.putIfAbsent(name, entry.getValueNode()) != null) {
                draft.problem(given.where(), full, "is there twice");
            }
        }
        return fields;
    }

    List<Node> items(@Nullable Node node, String path) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        draft.problem(where(node), path, "must be a list: lines that begin with '- '");
        return List.of();
    }

    @Nullable
    Given scalar(@Nullable Node node, String path) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
            return new Given(scalar.getValue(), where(node), lines(scalar));
        }
        draft.problem(where(node), path, node instanceof ScalarNode ? "has no value" : "must be one value");
        return null;
    }

    /** A text after '|' has the lines that the file has. */
    private @Nullable Lines lines(ScalarNode scalar) {
        return scalar.getScalarStyle() == DumperOptions.ScalarStyle.LITERAL
                ? new Lines(file + ":", scalar.getStartMark().getLine() + 2, "")
                : null;
    }

    String where(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
