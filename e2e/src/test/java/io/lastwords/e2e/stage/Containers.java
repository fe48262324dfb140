package io.lastwords.e2e.stage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the containers of one test under a prefix and a label of their own, in a network of their own as compose would,
 * and removes them afterwards.
 */
public final class Containers implements AutoCloseable {
    private static final String LABEL = "io.lastwords.e2e";

    private final String run =
            String.format(Locale.ROOT, "%06x", ThreadLocalRandom.current().nextInt(1 << 24));

    private final Set<String> tags = new LinkedHashSet<>();
    private boolean connected;

    /** What {@code docker} filters by to see only this test's containers. */
    public String filter() {
        return "label=" + LABEL + "=" + run;
    }

    /** The name that a container of this test has in full. */
    public String name(String name) {
        return "lw" + run + "-" + name;
    }

    /** {@code docker run -d} with these options; fails where the engine refuses. */
    public Container start(String name, List<String> options, String image, String... command) {
        docker(arguments(List.of("run", "-d"), name, options, image, command)).orFail();
        return find(name);
    }

    /** {@code docker run -d} where the start itself is to fail: the container stays created. */
    public Container startFailing(String name, List<String> options, String image, String... command) {
        var output = docker(arguments(List.of("run", "-d"), name, options, image, command));
        if (output.exitCode() == 0) {
            throw new IllegalStateException(name + " was to fail at its start");
        }
        return find(name);
    }

    /** {@code docker create}. */
    public Container create(String name, List<String> options, String image, String... command) {
        docker(arguments(List.of("create"), name, options, image, command)).orFail();
        return find(name);
    }

    /** The arguments of {@code docker VERB --name ... --label ... OPTIONS IMAGE COMMAND}. */
    public List<String> arguments(
            List<String> verb, String name, List<String> options, String image, String... command) {
        var arguments = new ArrayList<>(verb);
        arguments.addAll(List.of("--name", name(name), "--label", LABEL + "=" + run));
        if (!options.contains("--network")) {
            arguments.addAll(List.of("--network", network()));
        }
        arguments.addAll(options);
        arguments.add(image);
        arguments.addAll(List.of(command));
        return arguments;
    }

    /** The label's arguments, for {@code docker build}. */
    public List<String> label() {
        return List.of("--label", LABEL + "=" + run);
    }

    /** A container of this test by its short name. */
    public Container find(String name) {
        var id = Docker.run("inspect", "--type", "container", "--format", "{{.Id}}", name(name))
                .orFail()
                .out()
                .strip();
        return new Container(name(name), id);
    }

    /** The host's address and port that a container publishes. */
    public String published(Container container) {
        return Docker.run("port", container.id()).orFail().out().strip().replaceFirst("^.*-> ", "");
    }

    /** Gives an image a tag of this test's own, which is gone afterwards. */
    public String tag(String image, String name) {
        String tag = "lw" + run + "/" + name + ":latest";
        Docker.run("tag", image, tag).orFail();
        tags.add(tag);
        return tag;
    }

    /** {@code docker rm -f}, with the volumes that have no name. */
    public void remove(Container container) {
        Docker.run("rm", "-f", "-v", container.id()).orFail();
    }

    /** The network of this test's containers, made when it is first asked for. */
    public synchronized String network() {
        if (!connected) {
            Docker.run("network", "create", "lw" + run).orFail();
            connected = true;
        }
        return "lw" + run;
    }

    /** Removes every container of this test, and its network. */
    @Override
    public void close() {
        var ids = Docker.run("ps", "-aq", "--filter", filter()).out().lines().toList();
        if (!ids.isEmpty()) {
            var arguments = new ArrayList<>(List.of("rm", "-f", "-v"));
            arguments.addAll(ids);
            Docker.run(arguments);
        }
        tags.forEach(tag -> Docker.run("rmi", tag));
        if (connected) {
            Docker.run("network", "rm", "lw" + run);
        }
    }

    private static Command.Output docker(List<String> arguments) {
        return Docker.run(arguments);
    }
}
