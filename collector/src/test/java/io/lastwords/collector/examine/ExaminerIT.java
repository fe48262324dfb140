package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lastwords.collector.Docker;
import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.logs.EngineAddress;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.FileCopy.Content;
import io.lastwords.model.examination.FileCopy.Source;
import io.lastwords.model.examination.OutputRuntime;
import io.lastwords.model.topic.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminerIT {
    private static final String DOCKER = "unix:///var/run/docker.sock";

    @TempDir
    Path folder;

    private ContainersForTests docker;
    private Examiner examiner;
    private List<String> before = List.of();

    @BeforeAll
    static void engine() {
        Docker.required();
    }

    @BeforeEach
    void begin() throws Exception {
        before = throwaways();
        docker = new ContainersForTests(folder);
        examiner = examiner(true);
    }

    @AfterEach
    void end() throws Exception {
        docker.removeAll();
        assertThat(before).as("throw-aways, none of them left by this test").containsAll(throwaways());
    }

    private static Examiner examiner(boolean throwaway) {
        return new Examiner(
                EngineAddress.Unix.at(Path.of("/var/run/docker.sock")), "x86_64", ExamineSettings.of(throwaway));
    }

    private static List<String> throwaways() throws Exception {
        return ContainersForTests.run("docker", "ps", "-aq", "--filter", "label=lastwords.throwaway")
                .lines()
                .toList();
    }

    private Examination examine(String id) throws Exception {
        return examine(examiner, id, null);
    }

    private static Examination examine(Examiner by, String id, @Nullable String earlier) throws Exception {
        try (var engine = Engine.connect(DOCKER, null, Clock.systemUTC(), (name, service, image) -> null)) {
            var settings = engine.inspect(id).orElseThrow().settings();
            Examination facts = by.examine(new Subject(id, settings, earlier));
            assertThat(Json.bytes(facts).length).isLessThan(300_000);
            return facts;
        }
    }

    private static FileCopy running(Examination facts) {
        return facts.executable().flatMap(ExaminedFile::running).orElseThrow();
    }

    private static FileCopy there(@Nullable FileCopy copy) {
        return Objects.requireNonNull(copy);
    }

    @Test
    void seesAMissingFileAndWhichFolderIsNotThere() throws Exception {
        Examination facts = examine(docker.create("busybox", "/srv/shop/web", "--port", "80"));

        FileCopy copy = running(facts);
        assertThat(copy.existence()).isEqualTo(Existence.MISSING);
        assertThat(copy.missing()).isEqualTo("/srv");
        assertThat(there(facts.executable().orElseThrow().inImage()).existence())
                .isEqualTo(Existence.MISSING);
    }

    @Test
    void seesTheFileThatABindHides() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String id = docker.create("-v", empty + ":/bin:ro", "busybox", "/bin/sleep", "1");

        Examination facts = examine(id);

        ExaminedFile file = facts.executable().orElseThrow();
        assertThat(file.coveredBy()).isEqualTo("/bin");
        assertThat(there(file.inContainer()).existence()).isEqualTo(Existence.MISSING);
        assertThat(there(file.inContainer()).source()).isEqualTo(Source.BIND);
        assertThat(there(file.inImage()).present()).isTrue();
        assertThat(there(file.inImage()).elf()).isNotNull();
        assertThat(facts.mounts()).singleElement().satisfies(mount -> {
            assertThat(mount.source()).isEqualTo(empty.toString());
            assertThat(mount.mountedEmpty()).isTrue();
            assertThat(mount.mounted()).isEqualTo(Existence.DIRECTORY);
            assertThat(mount.covers()).containsExactly("/bin/sleep");
        });
    }

    @Test
    void doesNotTakeTheImagesFileForWhatATmpfsShows() throws Exception {
        Examination facts = examine(docker.create("--tmpfs", "/bin", "busybox", "/bin/sleep", "1"));

        ExaminedFile file = facts.executable().orElseThrow();
        assertThat(file.coveredBy()).isEqualTo("/bin");
        assertThat(there(file.inContainer()).existence()).isEqualTo(Existence.UNREADABLE);
        assertThat(there(file.inContainer()).reason()).contains("/bin is a tmpfs");
        assertThat(there(file.inImage()).present()).isTrue();
    }

    @Test
    void seesTheNamedProgramThatAMountHides() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("none"));
        Examination facts = examine(docker.create("-v", empty + ":/bin", "busybox", "sleep", "1"));

        ExaminedFile hidden = facts.files().getFirst();
        assertThat(hidden.path()).isEqualTo("/bin/sleep");
        assertThat(there(hidden.inContainer()).existence()).isEqualTo(Existence.MISSING);
        assertThat(there(hidden.inImage()).present()).isTrue();
    }

    @Test
    void seesAVolumesStaleCopy() throws Exception {
        Files.writeString(folder.resolve("web"), "#!/bin/sh\necho one\n");
        String tag = ContainersForTests.name();
        docker.build(
                tag, "FROM busybox\nCOPY --chmod=755 web /app/web\nCMD [\"/app/web\"]\n".replace("--chmod=755 ", ""));
        String volume = docker.volume();
        ContainersForTests.start(docker.create("-v", volume + ":/app", tag, "true"));
        Files.writeString(folder.resolve("web"), "#!/bin/sh\necho two\n");
        docker.build(tag, "FROM busybox\nCOPY web /app/web\nCMD [\"/app/web\"]\n");

        ExaminedFile file =
                examine(docker.create("-v", volume + ":/app", tag)).executable().orElseThrow();

        assertThat(there(file.inContainer()).source()).isEqualTo(Source.VOLUME);
        assertThat(ExaminedFile.sameBytes(file.inContainer(), file.inImage())).contains(false);
    }

    @Test
    void doesNotMakeAMissingBindSource() throws Exception {
        Path source = Files.createDirectory(folder.resolve("gone"));
        String id = docker.create("-v", source + ":/data", "busybox", "/bin/true");
        Files.delete(source);

        Examination facts = examine(id);

        assertThat(source).doesNotExist();
        assertThat(facts.unknown("files[].inContainer"))
                .hasValueSatisfying(reason -> assertThat(reason).contains(source + " is missing"));
        assertThat(there(facts.executable().orElseThrow().inImage()).present()).isTrue();
    }

    @Test
    void seesAnElfsMissingLibraryItsVersionsAndItsStdio() throws Exception {
        Files.writeString(folder.resolve("own.c"), "int own(void) { return 7; }\n");
        Files.writeString(
                folder.resolve("web.c"),
                "#include <stdio.h>\nint own(void);\nint main(void) { printf(\"ready to serve %d\\n\", own()); return 0; }\n");
        ContainersForTests.run("gcc", "-shared", "-fPIC", "-o", folder + "/libown.so.3", folder + "/own.c");
        ContainersForTests.run(
                "gcc",
                "-o",
                folder + "/web",
                folder + "/web.c",
                "-L" + folder,
                "-l:libown.so.3",
                "-Wl,--disable-new-dtags");
        String tag = docker.build(
                ContainersForTests.name(),
                "FROM debian:bookworm-slim\nCOPY web /app/web\nLABEL lastwords.marker=\"ready to serve\"\nCMD [\"/app/web\"]\n");
        String id = docker.create(tag);
        ContainersForTests.start(id);

        Examination facts = examine(id);

        FileCopy copy = running(facts);
        ElfFacts elf = Objects.requireNonNull(copy.elf());
        assertThat(elf.libraries())
                .filteredOn(ElfFacts.Library::missing)
                .extracting(ElfFacts.Library::name)
                .containsExactly("libown.so.3");
        assertThat(elf.libraries())
                .anyMatch(library -> library.name().equals("libc.so.6")
                        && "/lib/x86_64-linux-gnu/libc.so.6".equals(library.foundAt()));
        assertThat(elf.versions()).anySatisfy(need -> {
            assertThat(need.family()).isEqualTo("GLIBC");
            assertThat(need.offered()).isEqualTo("2.36");
            assertThat(need.missing()).isEmpty();
        });
        assertThat(elf.interpreterExistence()).isEqualTo(Existence.FILE);
        assertThat(elf.main()).matches(main -> main.name().equals("main") && main.size() > 5);
        assertThat(elf.stdio()).contains("printf");
        assertThat(copy.markers()).singleElement().matches(marker -> marker.found());
        assertThat(facts.runtime()).matches(runtime -> runtime.kind() == OutputRuntime.Kind.STDIO);
        assertThat(copy.uid()).isZero();
        assertThat(Objects.requireNonNull(facts.image()).history()).isNotEmpty();
    }

    @Test
    void seesACrlfScript() throws Exception {
        Files.writeString(folder.resolve("start.sh"), "#!/bin/sh\r\necho started\r\n");
        String tag = docker.build(
                ContainersForTests.name(),
                "FROM busybox\nCOPY start.sh /start.sh\nRUN chmod 755 /start.sh\nENTRYPOINT [\"/start.sh\"]\n");

        Examination facts = examine(docker.create(tag));

        FileCopy copy = running(facts);
        assertThat(copy.content()).isEqualTo(Content.SCRIPT);
        assertThat(copy.script()).matches(script -> script.crlfFirst() && script.crlfLines() == 2);
        assertThat(copy.mode()).isEqualTo(0755);
        assertThat(Objects.requireNonNull(facts.image()).droppedCommand()).contains("sh");
    }

    @Test
    void goesThroughAnInitAndAnEntrypointScript() throws Exception {
        Files.writeString(folder.resolve("entry.sh"), "#!/bin/sh\nset -e\nexec \"$@\"\n");
        String tag = docker.build(ContainersForTests.name(), """
                FROM debian:bookworm-slim
                COPY entry.sh /entry.sh
                RUN chmod 755 /entry.sh
                ENTRYPOINT ["/usr/bin/env", "A=1", "/entry.sh"]
                CMD ["sleep", "0"]
                """);
        String id = docker.create("--init", tag);
        ContainersForTests.start(id);

        Examination facts = examine(id);

        assertThat(facts.command().steps())
                .extracting(step -> step.path())
                .containsExactly("/sbin/docker-init", "/usr/bin/env", "/entry.sh", "/usr/bin/sleep");
        assertThat(facts.executable().orElseThrow().path()).isEqualTo("/usr/bin/sleep");
        assertThat(facts.file("/entry.sh")
                        .flatMap(ExaminedFile::running)
                        .orElseThrow()
                        .script())
                .matches(script -> script.execsItsArguments());
    }

    @Test
    void seesThatATagHasMovedAndWhetherTheBytesAreTheSame() throws Exception {
        String tag = ContainersForTests.name();
        Files.writeString(folder.resolve("web"), "#!/bin/sh\necho one\n");
        String dockerfile = "FROM busybox\nLABEL build=%s\nCOPY web /web\nCMD [\"/web\"]\n";
        docker.build(tag, dockerfile.formatted("1"));
        String id = docker.create(tag);
        docker.build(tag, dockerfile.formatted("2"));

        Examination facts = examine(id);
        assertThat(facts.tag()).matches(drift -> drift.moved() && Boolean.TRUE.equals(drift.sameExecutable()));

        Files.writeString(folder.resolve("web"), "#!/bin/sh\necho two\n");
        docker.build(tag, dockerfile.formatted("3"));
        Examination changed = examine(id);
        assertThat(changed.tag()).matches(drift -> Boolean.FALSE.equals(drift.sameExecutable()));

        Examination fresh = examine(
                examiner,
                docker.create(tag),
                Objects.requireNonNull(changed.tag()).containerImageId());
        assertThat(fresh.tag()).matches(drift -> !drift.moved());
        ExaminedFile file = fresh.executable().orElseThrow();
        assertThat(ExaminedFile.sameBytes(file.inContainer(), file.inEarlier())).contains(false);
    }

    @Test
    void readsAContainersOwnFilesWhereThrowawaysAreOff() throws Exception {
        String id = docker.create("busybox", "/bin/sh", "-c", "sleep 0");

        Examination facts = examine(examiner(false), id, null);

        assertThat(running(facts).elf()).isNotNull();
        assertThat(running(facts).source()).isEqualTo(Source.CONTAINER);
        assertThat(facts.unknown("files[].inImage")).contains("examine.throwaway is off");
    }

    @Test
    void endsInAFactWhateverIsAtThePath() throws Exception {
        String tag = docker.build(
                ContainersForTests.name(),
                "FROM debian:bookworm-slim\nRUN mkfifo /pipe && ln -s /b /a && ln -s /a /b && truncate -s 4G /sparse"
                        + " && printf '\\177ELF\\002\\001\\001' > /tiny && chmod 755 /pipe /sparse /tiny\n");

        assertThat(running(examine(docker.create(tag, "/pipe"))).existence()).isEqualTo(Existence.SPECIAL);
        assertThat(running(examine(docker.create(tag, "/a"))).existence())
                .isIn(Existence.LINK_LOOP, Existence.UNREADABLE);
        assertThat(running(examine(docker.create(tag, "/etc"))).existence()).isEqualTo(Existence.DIRECTORY);
        assertThat(running(examine(docker.create(tag, "../../tiny"))).elf()).isNotNull();
        assertThat(running(examine(docker.create(tag, "/dev/null"))).existence())
                .isNotNull();
        Examination sparse = examine(docker.create(tag, "/sparse"));
        assertThat(running(sparse).content()).isEqualTo(Content.ZEROS);
        assertThat(running(sparse).size()).isEqualTo(4L << 30);
        assertThat(running(sparse).digest()).isNull();
        assertThat(sparse.millis()).isLessThan(8_000);
    }

    @Test
    void examinesALargeProgramWithinItsBounds() throws Exception {
        Files.writeString(folder.resolve("big.c"), """
                const char ballast[200 << 20] = {1};
                int main(int n, char **words) { return ballast[n * 7] + words[0][0]; }
                """);
        ContainersForTests.run("gcc", "-mcmodel=large", "-o", folder + "/big", folder + "/big.c");
        String tag =
                docker.build(ContainersForTests.name(), "FROM debian:bookworm-slim\nCOPY big /big\nCMD [\"/big\"]\n");
        Files.delete(folder.resolve("big"));
        String id = docker.create(tag);
        long before = engineMillis();
        long allocated = allocated();
        Examination facts = examine(id);
        allocated = allocated() - allocated;
        long engine = engineMillis() - before;

        // generous: others may use the engine; 230 to 280 ms and 48 MB were measured
        assertThat(engine).as("the engine's processor time in ms").isLessThan(1_000);
        assertThat(allocated).as("bytes that were ever taken").isLessThan(64 << 20);
        assertThat(examine(id).millis()).as("ms, from the cache").isLessThan(facts.millis());
        FileCopy copy = running(facts);
        assertThat(copy.size()).isGreaterThan(200 << 20);
        assertThat(copy.digest()).startsWith("sha256:");
        assertThat(Objects.requireNonNull(copy.elf()).main())
                .matches(main -> main.name().equals("main"));
        assertThat(Objects.requireNonNull(copy.elf()).libraries()).noneMatch(ElfFacts.Library::missing);
    }

    /** What this thread has taken from the heap so far: more than it ever holds. */
    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    /** The engine's processor time so far, where it is a process of this machine. */
    private static long engineMillis() throws Exception {
        String pid =
                ContainersForTests.run("sh", "-c", "pidof dockerd || echo 0").split(" ", -1)[0];
        Path stat = Path.of("/proc", pid, "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }

    @Test
    void examinesAnImageBeforeItIsDeployed() throws Exception {
        Examination facts = examiner.examineImage("python:3.11-slim", Optional.empty(), Optional.of("busybox"))
                .orElseThrow();

        assertThat(facts.executable().orElseThrow().path()).isEqualTo("/usr/local/bin/python3");
        assertThat(facts.executable().orElseThrow().inImage()).matches(copy -> copy != null && copy.elf() != null);
        assertThat(examiner.examineImage("no/such:image", Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void examinesWhatIsGoneByItsImage() throws Exception {
        String id = docker.create("busybox", "/bin/true");
        try (var engine = Engine.connect(DOCKER, null, Clock.systemUTC(), (name, service, image) -> null)) {
            var settings = engine.inspect(id).orElseThrow().settings();
            ContainersForTests.run("docker", "rm", id);

            Examination facts = examiner.examine(new Subject(id, settings, null));

            assertThat(facts.unknown("files[].inContainer")).contains("the container is gone");
            assertThat(there(facts.executable().orElseThrow().inImage()).present())
                    .isTrue();
        }
    }
}
