package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastwords.model.examination.MountFacts;
import io.lastwords.model.topic.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    /** What {@code --mount type=tmpfs} made is in Mounts without its options, or, with older engines, not at all. */
    @Test
    void knowsTheOptionsOfATmpfsHoweverItWasGiven() throws Exception {
        var inspected = Json.mapper().readTree("""
                {"Mounts":[{"Type":"tmpfs","Source":"","Destination":"/two","Mode":"","RW":false}],"HostConfig":{
                  "Tmpfs":{"/one":"size=64m,exec"},
                  "Mounts":[
                    {"Type":"tmpfs","Target":"/two","ReadOnly":true,
                     "TmpfsOptions":{"SizeBytes":67108864,"Mode":1023}},
                    {"Type":"tmpfs","Target":"/three","TmpfsOptions":{"Options":[["exec"],["uid","7"]]}},
                    {"Type":"tmpfs","Target":"/four"}]}}""");

        assertThat(MountTable.of(inspected, true).facts(null, null, List.of()))
                .extracting(MountFacts::destination, MountFacts::options)
                .containsExactly(
                        tuple("/two", List.of("ro", "size=67108864", "mode=1777")),
                        tuple("/one", List.of("size=64m", "exec")),
                        tuple("/three", List.of("exec", "uid=7")),
                        tuple("/four", List.of()));
    }
}
