package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.MountFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MountFailedTest {
    private final MountFailed cause = new MountFailed();

    @Test
    void namesSourceAndDestinationOfADirectoryOnAFile() {
        var facts = container()
                .bind("/srv/nginx.conf", "/etc/nginx/nginx.conf")
                .failedStart(
                        127,
                        Recorded.RUNC
                                + "error during container init: error mounting \"/srv/nginx.conf\" to rootfs at \"/etc/nginx/nginx.conf\": "
                                + "mount /srv/nginx.conf:/etc/nginx/nginx.conf (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: "
                                + "Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists "
                                + "and is the expected type");
        assertThat(answer(facts)).isEqualTo("mount-failed");
        assertThat(likely(cause, facts).summary()).contains("the mount of /srv/nginx.conf onto /etc/nginx/nginx.conf");
        assertThat(likely(cause, facts).fix()).anyMatch(line -> line.startsWith("if so: rmdir /srv/nginx.conf"));
    }

    @Test
    void readsNewerWords() {
        assertThat(likely(
                                cause,
                                container()
                                        .failedStart(
                                                127,
                                                Recorded.RUNC_NEWER
                                                        + "error mounting \"/srv/prometheus.yml\" to rootfs at \"/etc/prometheus/prometheus.yml\": create "
                                                        + "mountpoint for /etc/prometheus/prometheus.yml mount: cannot create subdirectories in "
                                                        + "\"/merged/etc/prometheus/prometheus.yml\": not a directory: unknown: Are you trying to mount a "
                                                        + "directory onto a file (or vice-versa)?"))
                        .summary())
                .contains("/srv/prometheus.yml onto /etc/prometheus/prometheus.yml");
    }

    @Test
    void namesASourceThatIsMissing() {
        assertThat(likely(
                                cause,
                                container()
                                        .failedStart(
                                                127,
                                                "invalid mount config for type \"bind\": bind source path does "
                                                        + "not exist: /srv/gone"))
                        .summary())
                .contains("/srv/gone does not exist");
        assertThat(likely(cause, container().failedStart(127, "statfs /srv/gone: no such file or directory"))
                        .summary())
                .contains("/srv/gone does not exist");
    }

    @Test
    void staysSilentOnAMissingProgram() {
        assertThat(silent(
                        cause,
                        container()
                                .failedStart(
                                        127,
                                        Recorded.RUNC
                                                + "exec: \"/app/x\": stat /app/x: no such file or directory: unknown")))
                .isTrue();
    }

    @Test
    void namesWhatIsAtBothEnds() {
        var mount = new MountFacts(
                "bind",
                "/srv/app.conf",
                "/etc/app.conf",
                false,
                null,
                List.of(),
                true,
                Existence.DIRECTORY,
                true,
                Existence.FILE,
                List.of());
        var facts = container()
                .bind("/srv/app.conf", "/etc/app.conf")
                .failedStart(127, Recorded.RUNC + "Are you trying to mount a directory onto a file (or vice-versa)?")
                .examined(ExaminationBuilder.program(CopyBuilder.rust()).mount(mount));

        assertThat(likely(new MountFailed(), facts).evidence())
                .contains("/srv/app.conf is a directory, and the image has a file at /etc/app.conf");
    }
}
