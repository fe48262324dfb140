package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastwords.model.examination.MountFacts;
import io.lastwords.model.topic.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    /** As engines 20.10 and 27 have it in an inspect: {@code --mount type=tmpfs} is in HostConfig.Mounts alone. */
    @Test
    void knowsTheOptionsOfATmpfsHoweverItWasGiven() throws Exception {
        var inspected = Json.mapper().readTree("""
                {"Mounts":[],"HostConfig":{
                  "Tmpfs":{"/one":"size=64m,exec"},
                  "Mounts":[
                    {"Type":"tmpfs","Target":"/two","ReadOnly":true,
                     "TmpfsOptions":{"SizeBytes":67108864,"Mode":1023}},
                    {"Type":"tmpfs","Target":"/three","TmpfsOptions":{"Options":[["exec"],["uid","7"]]}},
                    {"Type":"tmpfs","Target":"/four"}]}}""");

        assertThat(MountTable.of(inspected, true).facts(null, null, List.of()))
                .extracting(MountFacts::destination, MountFacts::options)
                .containsExactly(
                        tuple("/one", List.of("size=64m", "exec")),
                        tuple("/two", List.of("ro", "size=67108864", "mode=1777")),
                        tuple("/three", List.of("exec", "uid=7")),
                        tuple("/four", List.of()));
    }
}
