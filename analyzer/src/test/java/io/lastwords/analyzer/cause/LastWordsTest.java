package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ranked;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.FileCopy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What well-known programs print as they die, and what is made of it by all causes together. */
final class LastWordsTest {
    private static final String DATA = "psycopg2.errors.";

    private static void assertAnswers(String cause, int exitCode, String... said) {
        for (String words : said) {
            var facts = container("/app/run").died(exitCode, words + "\n");
            assertThat(answer(facts)).as(words).isEqualTo(cause);
            assertThat(ranked(facts).getFirst().confidence()).as(words).isGreaterThanOrEqualTo(0.5);
        }
    }

    private static void assertIsNot(String cause, int exitCode, String... said) {
        for (String words : said) {
            assertThat(answer(container("/app/run").died(exitCode, words + "\n")))
                    .as(words)
                    .isNotEqualTo(cause);
        }
    }

    @Test
    void readsAFirstLineWhoseInterpreterHasOptions() {
        String words = """
                /usr/bin/env: ‘python3 -u’: No such file or directory
                /usr/bin/env: use -[v]S to pass options in shebang lines
                """;
        var opinion =
                likely(new InterpreterNotFound(), container("/app/worker.py").died(127, words));
        assertThat(answer(container("/app/worker.py").died(127, words))).isEqualTo("interpreter-not-found");
        assertThat(opinion.summary()).contains("a program named \"python3 -u\"");
        assertThat(opinion.fix().getFirst()).contains("#!/usr/bin/env -S python3 -u,");
    }

    @Test
    void readsAUserThatAScriptsToolsDoNotKnow() {
        for (String words : new String[] {
            "chown: invalid user: \u2018appuser:appuser\u2019",
            "chown: unknown user appuser",
            "su: user appuser does not exist or the user entry does not contain all the required fields"
        }) {
            assertAnswers("invalid-user", 1, words);
            assertThat(likely(new InvalidUser(), container("/entry.sh").died(1, words + "\n"))
                            .summary())
                    .contains("has no user appuser");
        }
        var group = likely(
                new InvalidUser(), container("/entry.sh").user("1000").died(1, "chown: invalid group: 'root:nogrp'\n"));
        assertThat(group.summary()).endsWith("cannot go on: the image has no group nogrp.");
        assertThat(group.evidence()).noneMatch(line -> line.contains("1000"));
    }

    @Test
    void takesALimitOfTheKernelsForNoFullDisk() {
        assertIsNot("disk-full", 1, """
                Error: ENOSPC: System limit for number of file watchers reached, watch '/app'
                    at FSWatcher.<computed> (node:internal/fs/watchers:247:19) {
                  errno: -28,
                  syscall: 'watch',
                  code: 'ENOSPC',""");
        assertAnswers(
                "disk-full",
                1,
                "tail: inotify cannot be used, reverting to polling\nError: write /data/x: No space left on device");
    }

    @Test
    void readsANodeThatAwaitsWhatNothingSettles() {
        assertAnswers(
                "nothing-to-do", 13, "Warning: Detected unsettled top-level await at file:///app/main.mjs:3\nawait x;");
    }

    @Test
    void readsASecretThatIsNotThere() {
        assertAnswers("missing-configuration", 1, "cat: /run/secrets/db_password: No such file or directory");
    }

    @Test
    void readsAJarThatIsCutShort() {
        var facts = container("java", "-jar", "/app/app.jar")
                .died(1, "Error: Invalid or corrupt jarfile /app/app.jar\n")
                .examined(ExaminationBuilder.empty()
                        .then(
                                CommandStep.Kind.SOURCE,
                                "/app/app.jar",
                                "java",
                                CopyBuilder.of(FileCopy.Content.ZIP, 30_000)));
        assertThat(answer(facts)).isEqualTo("truncated-binary");
    }

    @Test
    void takesAFileThatAShellWasToReadForNoProgram() {
        assertIsNot(
                "executable-not-found",
                2,
                "/bin/sh: 1: cannot open /data/in.csv: No such file",
                "/bin/sh: can't open /app/config.yaml: no such file");
    }

    @Test
    void takesNoTakenAddressForTheReasonWhereTheLastWordsGiveAnother() {
        String metrics = "metrics listener: 0.0.0.0:9090: address already in use, continuing\n";
        assertAnswers(
                "permission-denied",
                1,
                metrics + "Error: failed to bind address 0.0.0.0:80: Permission denied (os error 13)");
        assertIsNot(
                "address-in-use",
                1,
                metrics + "Error: failed to bind address 10.9.9.9:80: Cannot assign requested address",
                "FATAL:  could not create listen socket: address family not supported");
    }

    @Test
    void takesWhatIsSaidBeforeAFatalLineForLessLikely() {
        assertIsNot(
                "dependency-unreachable",
                1,
                "2026-11-21T03:00:00Z ERROR otel: traces export: dial tcp 10.0.0.5:4317: connect: connection refused\n"
                        + "2026-11-21T03:00:00Z FATAL main: unsupported schema version 12",
                "could not connect to server: Connection refused\n"
                        + "FATAL:  database files are incompatible with server",
                "Redis connection error: connect ECONNREFUSED 10.0.0.5:6379\nFATAL: invalid license for this server");
    }

    @Test
    void takesACrashAfterATraceThatWasLoggedForACrash() {
        String traced = """
                ERROR:root:job failed
                Traceback (most recent call last):
                  File "/app/main.py", line 14, in job
                    float(row)
                ValueError: could not convert string to float: 'x'""";
        assertAnswers("segmentation-fault", 139, traced);
    }

    @Test
    void readsAddressesInUse() {
        assertAnswers("address-in-use", 1, """
                LOG:  could not bind IPv4 address "0.0.0.0": Address already in use
                HINT:  Is another postmaster already running on port 5432? If not, wait a few seconds and retry.
                WARNING:  could not create listen socket for "*"
                FATAL:  could not create any TCP/IP sockets
                LOG:  database system is shut down""", """
                [ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use
                [ERROR] [MY-010257] [Server] Do you already have another mysqld server running on port: 3306 ?
                [ERROR] [MY-010119] [Server] Aborting
                [System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld 8.0.36)""", """
                # Warning: Could not create server TCP listening socket *:6379: bind: Address already in use
                # Failed listening on port 6379 (tcp), aborting.""", """
                [2026-11-21 03:00:00 +0000] [1] [ERROR] Connection in use: ('0.0.0.0', 8000)
                [2026-11-21 03:00:00 +0000] [1] [ERROR] Retrying in 1 second.
                [2026-11-21 03:00:01 +0000] [1] [ERROR] Connection in use: ('0.0.0.0', 8000)
                [2026-11-21 03:00:01 +0000] [1] [ERROR] Retrying in 1 second.
                [2026-11-21 03:00:02 +0000] [1] [ERROR] Can't connect to ('0.0.0.0', 8000)""");
        assertThat(likely(
                                new AddressInUse(),
                                container("gunicorn").died(1, "[ERROR] Connection in use: ('0.0.0.0', 8000)\n"))
                        .summary())
                .contains("port 8000");
    }

    @Test
    void readsSettingsThatAreMissing() {
        for (String words : new String[] {
            "Error: Missing environment variable: DATABASE_URL",
            "DATABASE_URL env var is required",
            "django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable",
            "django.core.exceptions.ImproperlyConfigured: The DATABASE_URL setting must not be empty.",
            "error: Environment variable not found: DATABASE_URL.",
            "Database DATABASE_URL environment variable is not set",
            "Schema DATABASE_URL is not set",
            "Config validation error: DATABASE_URL must not be empty",
            "${DATABASE_URL} must not be empty",
            "please set the environment variable DATABASE_URL to enable the server",
        }) {
            assertAnswers("missing-configuration", 1, words);
            assertThat(likely(new MissingConfiguration(), container("/app/run").died(1, words + "\n"))
                            .summary())
                    .as(words)
                    .contains("DATABASE_URL");
        }
        assertAnswers(
                "missing-configuration",
                1,
                "Error: Configuration file not found: /etc/app/app.toml",
                "Error: config file not found",
                "Database is uninitialized and password option is not specified\n"
                        + "\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH",
                "Missing `secret_key_base` for 'production' environment, set this string with `bin/rails credentials:edit`");
        assertAnswers("missing-configuration", 1, "MYSQL_PASSWORD must not be empty", "TOKEN must not be empty");
        assertThat(likely(
                                new MissingConfiguration(),
                                container("/app/run")
                                        .died(
                                                1,
                                                "failed to load config: open config.yaml: no such file or directory\n"))
                        .summary())
                .contains("its configuration file config.yaml is not there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReplyError: NOAUTH Authentication required.",
                "NameError: name 'BASE_DIR' is not defined",
                "org.h2.jdbc.JdbcSQLSyntaxErrorException: Column \"USER_NAME\" not found; SQL statement:",
                "Error: invalid credentials. User not found",
                "GET https://vault:8200/v1/secrets/db 404 Not Found",
                "See https://example.com/license for details: plugin not found",
                "ReferenceError: API_URL is not defined",
                "Caused by: org.h2.jdbc.JdbcSQLSyntaxErrorException: Table \"USERS\" not found; SQL statement:",
                "Traceback (most recent call last):\n  File \"/app/m.py\", line 3, in <module>\nKeyError: 'DATE'",
                "Error: pg_config executable not found.",
                DATA + "InsufficientPrivilege: permission denied to create extension \"uuid-ossp\"",
                "google.api_core.exceptions.PermissionDenied: 403 Missing or insufficient permissions.",
                "org.springframework.security.access.AccessDeniedException: Access is denied",
                "Matplotlib created a temporary cache directory at /tmp/matplotlib-3yd because the default path"
                        + " (/.config/matplotlib) is not a writable directory; it is highly recommended to set the"
                        + " MPLCONFIGDIR environment variable to a writable directory",
                "To turn them off, set the environment variable `TF_ENABLE_ONEDNN_OPTS=0`.",
                "Error: 7 PERMISSION_DENIED: Missing or insufficient permissions.\n    at callErrorFromStatus (/app/call.js:31:19)",
                "io.grpc.StatusRuntimeException: PERMISSION_DENIED: Missing or insufficient permissions.",
                "Exception in thread \"main\" com.google.api.gax.rpc.PermissionDeniedException:"
                        + " io.grpc.StatusRuntimeException: PERMISSION_DENIED: Missing or insufficient permissions.",
                "Error: 16 UNAUTHENTICATED: Request is missing required authentication credential.",
                "Error: 5 NOT_FOUND: Resource not found (resource=jobs).",
                "javax.validation.ConstraintViolationException: Validation failed: USERNAME must not be blank",
                "org.postgresql.util.PSQLException: ERROR: NAME cannot be null",
                "Traceback (most recent call last):\n  File \"/srv/environments/shop/main.py\", line 4, in <module>\nKeyError: 'DATE'",
            })
    void takesNoWordOfTheProgramsOwnForADeployments(String words) {
        assertThat(answer(container("/app/run").died(1, words + "\n")))
                .isNotIn("missing-configuration", "permission-denied");
    }

    @Test
    void takesAProgramWithConfigInItsNameForAProgram() {
        assertAnswers("executable-not-found", 127, "/entrypoint.sh: line 5: ifconfig: command not found");
        assertThat(
                        answer(
                                container("python", "/app/config_worker.py")
                                        .died(
                                                2,
                                                "python: can't open file '/app/config_worker.py': [Errno 2] No such file or directory\n")))
                .isEqualTo("executable-not-found");
    }

    @Test
    void readsProgramsThatTheirInterpretersDoNotFind() {
        assertAnswers(
                "executable-not-found",
                2,
                "/bin/sh: 0: cannot open start.sh: No such file",
                "/bin/sh: can't open 'start.sh': No such file or directory",
                "sh: 0: Can't open start.sh");
        assertAnswers("executable-not-found", 127, "[FATAL tini (7)] exec ./run.sh failed: No such file or directory");
        assertAnswers("executable-not-found", 1, "[FATAL tini (7)] exec ./run.sh failed: No such file or directory");
        assertThat(likely(
                                new ExecutableNotFound(),
                                container("nodee")
                                        .died(127, "[FATAL tini (7)] exec nodee failed: No such file or directory\n"))
                        .summary())
                .contains("PATH");
        assertAnswers("not-executable", 126, "[FATAL tini (7)] exec ./run.sh failed: Permission denied");
        assertAnswers("executable-not-found", 254, """
                npm error code ENOENT
                npm error syscall open
                npm error path /app/package.json
                npm error errno -2
                npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'
                npm error enoent This is related to npm not being able to find a file.
                npm error enoent
                npm error A complete log of this run can be found in: /root/.npm/_logs/2026-11-21T03_00_00_000Z-debug-0.log""");
    }

    @Test
    void readsServersThatAreNotReady() {
        assertAnswers(
                "dependency-unreachable",
                1,
                "psycopg2.OperationalError: connection to server at \"db\" (172.18.0.2), port 5432 failed: FATAL:  the database system is starting up",
                "ERROR 2002 (HY000): Can't connect to server on 'db' (115)",
                "ERROR 2005 (HY000): Unknown MySQL server host 'db' (-2)",
                "socket.gaierror: [Errno -3] Try again",
                "redis.exceptions.ConnectionError: Error -3 connecting to redis:6379. Try again.");
        assertThat(likely(
                                new DependencyUnreachable(),
                                container("/app/run")
                                        .died(1, "ERROR 2005 (HY000): Unknown MySQL server host 'db' (-2)\n"))
                        .summary())
                .contains("db is a name that it cannot resolve");
    }

    @Test
    void doesNotCallTheHostTheContainerItself() {
        var shared = likely(
                new DependencyUnreachable(),
                container("/app/run").network("host").died(1, "Error: connect ECONNREFUSED 127.0.0.1:5432\n"));
        assertThat(shared.evidence()).contains("it calls 127.0.0.1:5432");
        var own = likely(
                new DependencyUnreachable(),
                container("/app/run").died(1, "Error: connect ECONNREFUSED 127.0.0.1:5432\n"));
        assertThat(own.fix()).anyMatch(line -> line.contains("--add-host host.docker.internal:host-gateway"));
    }

    @Test
    void readsAnUncaughtErrorThatEndsByAnAbort() {
        assertAnswers(
                "uncaught-error",
                139,
                "Unhandled exception. System.InvalidOperationException: Sequence contains no elements\n"
                        + "   at Shop.Program.Main(String[] args)",
                "thread 'main' panicked at src/main.rs:2:5:\nboom");
        assertAnswers(
                "missing-shared-library",
                139,
                "Process terminated. Couldn't find a valid ICU package installed on the system. Please install libicu "
                        + "using your package manager and try again.\n   at System.Environment.FailFast(System.String)");
        assertAnswers("aborted", 139, "Process terminated. Assertion failed.\n   at Shop.Program.Main(String[] args)");
    }

    @Test
    void readsAVirtualMachineThatGetsNoMemory() {
        assertAnswers(
                "out-of-memory",
                1,
                "Error occurred during initialization of VM\nCould not reserve enough space for 2097152KB object heap",
                "# There is insufficient memory for the Java Runtime Environment to continue.");
    }

    @Test
    void readsAnOwnerThatPostgresRefuses() {
        assertAnswers(
                "permission-denied",
                1,
                "FATAL:  data directory \"/var/lib/postgresql/data\" has wrong ownership\n"
                        + "HINT:  The server must be started by the user that owns the data directory.");
    }

    @Test
    void takesAFolderNamedBuildForNoJob() {
        for (String[] service : new String[][] {
            {"Loaded 12 commands", "node", "build/index.js"},
            {"Loaded 12 commands", "bun", "build/index.js"},
            {"Loaded 12 commands", "yarn", "node", "build/index.js"},
            {"Loaded 12 commands", "dotnet", "/app/build/Shop.Api.dll"},
            {"Loaded 12 commands", "/app/report-api"},
            {"Loaded 12 commands", "node", "sync-service.js"},
            {"Loaded 12 commands", "make", "a:".repeat(4_000)},
            {"MongoDB connected successfully", "node", "dist/index.js"}
        }) {
            assertThat(ranked(running(service).policy("always").looped(0, service[0] + "\n")))
                    .as(String.join(" ", service))
                    .noneMatch(ranked -> ranked.cause().equals("completed-job") && ranked.confidence() >= 0.7);
        }
        for (String[] job : new String[][] {
            {"built in 3 s, done", "npm", "run", "build"},
            {"12 rows", "npm", "run", "import:users"},
            {"12 rows", "node", "scripts/import.js"},
            {"12 rows", "python", "sync.py"},
            {"12 rows", "python", "-m", "report"},
            {"12 rows", "bash", "build.sh"},
            {"12 rows", "bundle", "exec", "rake", "import"},
            {"12 rows", "./import-users.sh"},
            {"12 rows", "python", "nightly-report.py"}
        }) {
            assertThat(answer(running(job).policy("always").looped(0, job[0] + "\n")))
                    .as(String.join(" ", job))
                    .isEqualTo("completed-job");
        }
    }

    /** The first of these words is what it prints. */
    private static FactsBuilder running(String... words) {
        return container(Arrays.copyOfRange(words, 1, words.length));
    }

    @Test
    void installsWhatTheDistributionHas() {
        var musl = likely(
                new MissingSharedLibrary(),
                container("/app/run")
                        .died(
                                127,
                                "Error loading shared library libstdc++.so.6: No such file or directory (needed by /app/run)\n"));
        assertThat(musl.fix().getFirst()).endsWith("RUN apk add --no-cache libstdc++");
    }

    @Test
    void namesAllComposeFilesAndAProjectOfItsOwn() {
        var one = container("/app/run").compose();
        assertThat(new Deployment(one.build().settings()).up())
                .startsWith("docker compose -f /srv/shop/docker-compose.yml up");
        var two = one.label(
                "com.docker.compose.project.config_files",
                "/srv/shop/docker-compose.yml,/srv/shop/docker-compose.override.yml");
        assertThat(new Deployment(two.build().settings()).up())
                .startsWith(
                        "docker compose -f /srv/shop/docker-compose.yml -f /srv/shop/docker-compose.override.yml up");
        assertThat(new Deployment(two.label("com.docker.compose.project", "prod")
                                .build()
                                .settings())
                        .up())
                .startsWith("docker compose -p prod -f /srv/shop/docker-compose.yml -f ");
    }
}
