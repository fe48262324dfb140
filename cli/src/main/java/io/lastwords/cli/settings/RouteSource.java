package io.lastwords.cli.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the routing tree of the YAML file. */
final class RouteSource {
    static final List<String> KEYS =
            List.of("receivers", "match", "continue", "groupWait", "groupInterval", "repeat", "storm", "routes");
    private static final List<String> TIMING = List.of("groupWait", "groupInterval", "repeat", "storm");

    private final YamlNodes yaml;

    RouteSource(YamlNodes yaml) {
        this.yaml = yaml;
    }

    RouteDraft read(Node node, String path) {
        var fields = yaml.mapping(node, path, KEYS);
        var goOn = fields.get("continue");
        var timing = new LinkedHashMap<String, Given>();
        for (var key : TIMING) {
            var given = yaml.scalar(fields.get(key), path + "." + key);
            if (given != null) {
                timing.put(key, given);
            }
        }
        var routes = new ArrayList<RouteDraft>();
        var nodes = yaml.items(fields.get("routes"), path + ".routes");
        for (int i = 0; i < nodes.size(); i++) {
            routes.add(read(nodes.get(i), path + ".routes[" + i + "]"));
        }
        return new RouteDraft(
                path,
                receivers(fields.get("receivers"), path + ".receivers"),
                match(fields.get("match"), path + ".match"),
                goOn == null ? null : yaml.scalar(goOn, path + ".continue"),
                timing,
                routes,
                yaml.where(node));
    }

    private @Nullable List<Given> receivers(@Nullable Node node, String path) {
        if (node == null) {
            return null;
        }
        var receivers = new ArrayList<Given>();
        for (var item : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
            var given = yaml.scalar(item, path);
            if (given != null) {
                receivers.add(given);
            }
        }
        return receivers;
    }

    private Map<String, Given> match(@Nullable Node node, String path) {
        var match = new LinkedHashMap<String, Given>();
        if (node != null) {
            yaml.mapping(node, path, null).forEach((field, value) -> {
                var given = yaml.scalar(value, path + "." + field);
                if (given != null) {
                    match.put(field, given);
                }
            });
        }
        return match;
    }
}
