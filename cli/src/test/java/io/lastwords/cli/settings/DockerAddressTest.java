package io.lastwords.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerAddressTest {
    /** What docker itself makes of "rootless". */
    private static final String ROOTLESS = "12b961af5feb3e9d39f93b2cefb9a1a944f18d02cca0cac2f04f5a982240605f";

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void home() {
        environment.put("HOME", "/home/ada");
    }

    @Test
    void prefersDockerHost() throws Exception {
        rootlessContext();
        touch("var/run/docker.sock");
        environment.put("DOCKER_HOST", "tcp://10.0.0.5:2375");

        assertThat(find()).isEqualTo(new DockerAddress("tcp://10.0.0.5:2375", "DOCKER_HOST"));
    }

    @Test
    void followsTheCurrentContext() throws Exception {
        rootlessContext();
        touch("var/run/docker.sock");

        assertThat(find())
                .isEqualTo(new DockerAddress("unix:///run/user/1000/docker.sock", "docker context 'rootless'"));
    }

    @Test
    void letsDockerContextChooseAnother() throws Exception {
        rootlessContext();
        environment.put("DOCKER_CONTEXT", "default");
        touch("var/run/docker.sock");

        assertThat(find().address()).isEqualTo("unix:///var/run/docker.sock");
    }

    @Test
    void takesTheRootlessSocketWhereTheOtherIsNotThere() throws Exception {
        environment.put("XDG_RUNTIME_DIR", "/run/user/1000");
        touch("run/user/1000/docker.sock");

        assertThat(find())
                .isEqualTo(new DockerAddress("unix:///run/user/1000/docker.sock", "the rootless engine's socket"));
    }

    @Test
    void fallsBackToTheLocalSocketWhereNothingIsFound() throws Exception {
        Files.createDirectories(root.resolve("home/ada/.docker"));
        Files.writeString(root.resolve("home/ada/.docker/config.json"), "not json");

        assertThat(find()).isEqualTo(new DockerAddress("unix:///var/run/docker.sock", "default"));
    }

    @Test
    void takesTheCertificatesThatTheDockerCommandWouldTake() {
        environment.put("DOCKER_HOST", "tcp://10.0.0.5:2376");
        environment.put("DOCKER_CERT_PATH", "/etc/docker/client");
        assertThat(find().certificates()).isNull();

        environment.put("DOCKER_TLS_VERIFY", "1");
        assertThat(find().certificates()).isEqualTo(Path.of("/etc/docker/client"));

        environment.remove("DOCKER_CERT_PATH");
        assertThat(find().certificates()).isEqualTo(root.resolve("home/ada/.docker"));
    }

    @Test
    void takesTheCertificatesOfTheCurrentContext() throws Exception {
        rootlessContext();
        var tls = Files.createDirectories(root.resolve("home/ada/.docker/contexts/tls/" + ROOTLESS + "/docker"));

        assertThat(find().certificates()).isEqualTo(tls);
    }

    private DockerAddress find() {
        return DockerAddress.find(environment, root);
    }

    private void touch(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private void rootlessContext() throws IOException {
        var docker = Files.createDirectories(root.resolve("home/ada/.docker"));
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\":\"rootless\"}");
        var folder = Files.createDirectories(docker.resolve("contexts/meta/" + ROOTLESS));
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\":\"rootless\",\"Endpoints\":{\"docker\":{\"Host\":\"unix:///run/user/1000/docker.sock\"}}}");
    }
}
