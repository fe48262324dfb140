package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.FileCopy.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PermissionDeniedTest {
    private final PermissionDenied cause = new PermissionDenied();

    @Test
    void namesTheFileAndTheMountItLiesIn() {
        var facts = container("python", "m.py")
                .user("1000")
                .bind("/srv/data", "/data")
                .died(1, Recorded.PYTHON_PERMISSION);
        assertThat(answer(facts)).isEqualTo("permission-denied");
        var opinion = likely(cause, facts);
        assertThat(opinion.evidence())
                .contains("/data/state.db lies in the bind mount /srv/data:/data", "it runs as user 1000");
        assertThat(opinion.fix()).anyMatch(line -> line.startsWith("sudo chown -R 1000 /srv/data/state.db"));
    }

    @Test
    void saysReadOnly() {
        var opinion = likely(
                cause,
                container("sh", "x.sh")
                        .readOnlyBind("/srv/data", "/data")
                        .died(1, "x.sh: 1: cannot create /data/x: Read-only file system\n"));
        assertThat(opinion.summary()).isEqualTo("shop-backend-1 may not use /data/x: it is read-only.");
        assertThat(opinion.evidence()).noneMatch(line -> line.startsWith("it runs as"));
    }

    @Test
    void namesTheFolderThatMayBeATmpfs() {
        var opinion = likely(
                cause,
                container("python", "-c", "...")
                        .died(1, "OSError: [Errno 30] Read-only file system: '/var/cache/app.db'\n"));

        assertThat(opinion.fix().getFirst()).endsWith("with: --tmpfs /var/cache, or no :ro or --read-only");
    }

    @Test
    void readsAWorkingDirectoryThatItMayNotEnter() {
        assertThat(answer(container()
                        .failedStart(
                                126,
                                Recorded.RUNC + "chdir to cwd (\"/root/x\") set in config.json failed: "
                                        + "permission denied: unknown")))
                .isEqualTo("permission-denied");
    }

    @Test
    void leavesADatabasesRightsAlone() {
        assertThat(silent(cause, container().died(1, "ERROR: permission denied for table users\n")))
                .isTrue();
    }

    @Test
    void adviseAHigherPort() {
        assertThat(likely(
                                cause,
                                container("nginx")
                                        .died(
                                                1,
                                                "nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)\n"))
                        .fix())
                .contains("let it listen on a port from 1024 on and publish that");
    }

    @Test
    void saysNoMoreOfListeningThanATraceDoes() {
        var trace = """
                Traceback (most recent call last):
                  File "/usr/lib/python3.11/socketserver.py", line 456, in __init__
                    self.server_bind()
                  File "/usr/lib/python3.11/socketserver.py", line 472, in server_bind
                    self.socket.bind(self.server_address)
                PermissionError: [Errno 13] Permission denied
                """;
        var opinion =
                likely(cause, container("python3", "/app/main.py").user("1000").died(1, trace));

        assertThat(opinion.summary()).isEqualTo("shop-backend-1 may not listen: permission denied.");
        assertThat(opinion.fix().get(1))
                .contains("port below 1024", "socket's file: in the Dockerfile, before USER: RUN chown -R 1000");
    }

    @Test
    void guessesNoFolderWhereNoneIsNamed() {
        var opinion = likely(
                cause,
                container("python3", "-c", "...")
                        .user("1000")
                        .died(1, "PermissionError: [Errno 13] Permission denied\n"));

        assertThat(opinion.fix().getFirst())
                .isEqualTo("docker logs --tail 50 shop-backend-1   # what was it about to do?");
    }

    @Test
    void asksForTheCapabilityThatRootLacks() {
        var owner = likely(cause, container("/start").died(1, "chown: /tmp: Operation not permitted\n"));
        assertThat(owner.summary()).isEqualTo("shop-backend-1 may not use /tmp: operation not permitted.");
        assertThat(owner.evidence())
                .contains(
                        "it is started as root",
                        "root may do that in a container, unless the capability CHOWN was taken away (cap_drop)");
        assertThat(owner.fix()).anyMatch(line -> line.endsWith("with: --cap-add CHOWN"));

        var route = likely(cause, container("/vpn").died(2, "RTNETLINK answers: Operation not permitted\n"));
        assertThat(route.evidence()).contains("root may do that in a container only with the capability NET_ADMIN");
        assertThat(route.fix().getFirst()).endsWith("with: --cap-add NET_ADMIN");

        var mount = likely(cause, container("/start").died(32, "mount: /mnt: permission denied.\n"));
        assertThat(mount.fix().getFirst()).endsWith("with: -v or --tmpfs for what it mounts");
        assertThat(mount.fix().get(1)).endsWith("with: --cap-add SYS_ADMIN --security-opt apparmor=unconfined");
    }

    @Test
    void letsRootDoWhatOnlyRootMay() {
        var gosu = "error: failed switching to \"redis\": operation not permitted\n";
        var user = likely(cause, container("redis-server").user("1000:1000").died(1, gosu));
        assertThat(user.evidence()).contains("it runs as user 1000:1000", "only root may do that");
        assertThat(user.fix().getFirst()).endsWith("with: --user root");

        var root = likely(cause, container("redis-server").died(1, gosu));
        assertThat(root.fix()).anyMatch(line -> line.endsWith("with: --cap-add SETUID --cap-add SETGID"));
    }

    @Test
    void namesNoCapabilityForAFile() {
        assertThat(fix("can't create /etc/iptables/rules.v4: Permission denied\n"))
                .noneMatch(PermissionDeniedTest::capable);
        assertThat(fix("touch: cannot touch '/etc/iptables/rules.v4': Read-only file system\n"))
                .noneMatch(PermissionDeniedTest::capable);
        assertThat(fix("Error: cannot write to volume mount: Permission denied\n"))
                .noneMatch(PermissionDeniedTest::capable);
        assertThat(fix("redis ping: dial tcp 10.0.0.2:6379: connect: operation not permitted\n"))
                .noneMatch(PermissionDeniedTest::capable);
    }

    @Test
    void givesNoFileAwayForWhatItsModeIsNotAbout() {
        assertThat(fix("bpf(PROG_LOAD): Operation not permitted\n"))
                .anyMatch(line -> line.startsWith("docker inspect -f '{{.HostConfig.CapAdd}}"))
                .noneMatch(line -> line.contains("chown"));
        assertThat(fix("exec /usr/bin/vault: operation not permitted\n")).noneMatch(line -> line.contains("chown"));
        assertThat(fix("Cannot open TUN/TAP dev /dev/net/tun: Operation not permitted\n"))
                .anyMatch(line -> line.contains("with: --device /dev/net/tun --group-add"));
        assertThat(fix("sysctl: error setting key 'net.ipv4.ip_forward': Read-only file system\n"))
                .anyMatch(line -> line.endsWith("with: --sysctl KEY=VALUE, in place of setting it inside"));
    }

    @Test
    void tellsAFileFromWhatOnlyLooksLikeOne() {
        assertThat(fix("PermissionError: [Errno 13] Permission denied: '/dev/ttyUSB0'\n"))
                .anyMatch(line -> line.contains("--device /dev/ttyUSB0 --group-add"));
        assertThat(fix("nginx: [emerg] open() \"/dev/stdout\" failed (13: Permission denied)\n"))
                .noneMatch(line -> line.contains("chown"));
        assertThat(fix("Failed to bind to /0.0.0.0:80: Permission denied\n").getFirst())
                .startsWith("let it listen on a port from 1024 on");
        assertThat(fix("listen tcp :8080: bind: permission denied\n")).noneMatch(line -> line.startsWith("let it"));
        assertThat(fix("2026-11-23T10:00:00Z could not bind unix socket: Permission denied\n"))
                .noneMatch(line -> line.startsWith("let it"));
        assertThat(fix("listen unix /var/run/app.sock: bind: permission denied\n"))
                .anyMatch(line -> line.endsWith("RUN chown -R UID:GID /var/run"));
        assertThat(fix("sysctl: setting key \"vm.max_map_count\": Read-only file system\n")
                        .getFirst())
                .startsWith("sudo sysctl -w");
        assertThat(fix("iptables-restore v1.8.9 (legacy): Permission denied (you must be root)\n"))
                .anyMatch(line -> line.endsWith("--cap-add NET_ADMIN"));
        assertThat(fix("mount: mounting tmpfs on /mnt failed: Permission denied\n"))
                .anyMatch(line -> line.contains("--cap-add SYS_ADMIN"));
        assertThat(silent(
                        cause,
                        container()
                                .died(1, "AccessDeniedException: User: arn:x is not authorized to perform: s3:Get\n")))
                .isTrue();
    }

    @Test
    void leavesOpenWhetherAMountRefusesAChown() {
        var opinion = likely(
                cause,
                container("/start")
                        .bind("/srv/data", "/data")
                        .died(1, "chown: changing ownership of '/data': Operation not permitted\n"));

        assertThat(opinion.evidence()).contains("/data lies in the bind mount /srv/data:/data");
        assertThat(opinion.fix())
                .anyMatch(PermissionDeniedTest::capable)
                .anyMatch(line -> line.contains("NFS or CIFS"));
    }

    private static boolean capable(String line) {
        return line.contains("--cap-add");
    }

    private List<String> fix(String words) {
        return likely(cause, container("/start").died(1, words)).fix();
    }

    @Test
    void isNotBlamedForAFatalWordAfterIt() {
        assertThat(answer(
                        container().died(1, "permission denied opening cache, using memory\nfatal: license expired\n")))
                .isEqualTo("unexplained");
    }

    @Test
    void setsTheUserAgainstOwnerAndMode() {
        var facts = container("python", "/app/main.py")
                .user("1000")
                .died(1, "PermissionError: [Errno 13] Permission denied: '/app/main.py'\n")
                .examined(ExaminationBuilder.empty()
                        .then(
                                CommandStep.Kind.SOURCE,
                                "/app/main.py",
                                "arguments",
                                CopyBuilder.of(Content.TEXT, 90).mode(0600))
                        .user("1000", ""));

        assertThat(likely(new PermissionDenied(), facts).evidence())
                .contains("/app/main.py belongs to 0:0 with mode 0600, and the process is user 1000");
    }

    @Test
    void givesAVolumeToItsUser() {
        var facts = container("/app/start")
                .user("1000")
                .volume("orders", "/data")
                .died(1, "can't create /data/lock: Permission denied\n");
        assertThat(likely(cause, facts).fix().getFirst())
                .startsWith(
                        "docker run --rm --user 0 -v orders:/data --entrypoint chown shop/backend:1.4 -R 1000 /data");
    }
}
