package io.lastwords.collector.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.text.Cut;
import io.lastwords.model.topic.Sha256;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the workload that a container is an execution of: what somebody deploys and restarts, which outlives its
 * containers.
 */
public final class WorkloadIds {
    private static final int MAX_COMMAND = 200;
    private static final int MAX = 600;
    private static final Pattern RECREATED = Pattern.compile("[0-9a-f]{12}_(.+)");

    private WorkloadIds() {}

    /**
     * The ID by the contract's rules, in this order: compose service, Swarm task, container name, image and command
     * where the engine made the name up or there is none.
     *
     * @param host the host's name, the first part of every ID
     * @param settings masked, since an ID may hold a command
     */
    public static String of(String host, ContainerSettings settings) {
        String within = composeService(settings.labels());
        if (within == null) {
            within = swarmTask(settings.labels());
        }
        return bounded(host + "/" + (within == null ? byName(settings) : within));
    }

    /** A label may be as long as somebody likes; what is cut off gets a checksum, so that two stay distinct. */
    private static String bounded(String id) {
        return id.length() <= MAX
                ? id
                : Cut.at(id, MAX - 20) + "…" + Long.toHexString(Sha256.first(id.getBytes(UTF_8)));
    }

    private static @Nullable String composeService(Map<String, String> labels) {
        String project = labels.get("com.docker.compose.project");
        String service = labels.get("com.docker.compose.service");
        if (project == null || service == null || isOneOff(labels)) {
            return null;
        }
        return project + "/" + service + "/" + labels.getOrDefault("com.docker.compose.container-number", "1");
    }

    private static boolean isOneOff(Map<String, String> labels) {
        return "true".equalsIgnoreCase(labels.get("com.docker.compose.oneoff"));
    }

    /** A task is called SERVICE.SLOT.ID, or SERVICE.NODE.ID where the service runs once on each node. */
    private static @Nullable String swarmTask(Map<String, String> labels) {
        String service = labels.get("com.docker.swarm.service.name");
        String task = labels.get("com.docker.swarm.task.name");
        if (service == null || task == null || !task.startsWith(service + ".")) {
            return null;
        }
        String slotAndId = task.substring(service.length() + 1);
        int dot = slotAndId.indexOf('.');
        return service + "/" + (dot < 0 ? slotAndId : slotAndId.substring(0, dot));
    }

    private static String byName(ContainerSettings settings) {
        String name = withoutTemporaryPrefix(settings.name());
        if (!name.isEmpty() && !MadeUpNames.contains(name)) {
            return name;
        }
        String command = settings.path() + (settings.args().isEmpty() ? "" : " " + String.join(" ", settings.args()));
        return settings.image() + " " + Cut.at(command, MAX_COMMAND);
    }

    /** While a container is recreated, compose calls one of the two {@code ID_name}. */
    static String withoutTemporaryPrefix(String name) {
        var recreated = RECREATED.matcher(name);
        return recreated.matches() ? recreated.group(1) : name;
    }
}
