package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastwordsTest {
    @TempDir
    Path folder;

    private final Shell shell = new Shell();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void helpsEverywhereAndShowsWhatItCanDo() {
        assertThat(lastwords("--help")).isZero();
        assertThat(shell.out())
                .contains(
                        "watch",
                        "demo",
                        "collect",
                        "analyze",
                        "notify",
                        "incidents",
                        "silence",
                        "topics",
                        "config",
                        "Exit status");

        for (var command : List.of(
                "watch",
                "demo",
                "collect",
                "analyze",
                "notify",
                "incidents",
                "silence",
                "topics",
                "config",
                "completion",
                "manual")) {
            assertThat(lastwords(command, "--help")).as(command).isZero();
            assertThat(lastwords(command, "--version")).as(command).isZero();
        }
        assertThat(lastwords("config", "check", "--help")).isZero();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void saysWrongUsageInOneLineWithStatusTwo() {
        assertThat(lastwords("watch", "--kafka-prot", "1")).isEqualTo(2);
        assertThat(shell.err())
                .startsWith("lastwords: Unknown option")
                .contains("lastwords watch --help")
                .hasLineCount(1);
    }

    @Test
    void needsACommand() {
        assertThat(lastwords()).isEqualTo(2);
        assertThat(shell.err()).contains("lastwords --help").hasLineCount(1);
    }

    @Test
    void saysEveryProblemOfTheSettingsOnALineOfItsOwn() throws Exception {
        var file = Files.writeString(folder.resolve("lw.yaml"), "recoverAfter: soon\nreceivres: []\n");

        assertThat(lastwords("watch", "--config", file.toString(), "--kafka-port", "-1"))
                .isEqualTo(2);

        assertThat(shell.err().lines())
                .containsExactlyInAnyOrder(
                        "lastwords: " + file + ":2: receivres: unknown key; did you mean 'receivers'?",
                        "lastwords: " + file + ":1: recoverAfter: 'soon' is no duration: write it like 60s, 5m or 1h",
                        "lastwords: --kafka-port: kafkaPort: '-1' is no port: a number from 0, a free one, to 65535");
    }

    @Test
    void printsWhatIsInForceWithoutSecrets() {
        environment.put("LASTWORDS_SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/5ECRET");
        environment.put("LASTWORDS_KAFKA_SASL_JAAS_CONFIG", "5ECRET too");

        assertThat(lastwords("config", "check", "--host-name", "web-1")).isZero();

        assertThat(shell.out())
                .containsPattern("hostName +web-1 +\\(--host-name\\)")
                .containsPattern("recoverAfter +60s +\\(default\\)")
                .containsPattern("webhookUrl +\\*\\*\\* +\\(LASTWORDS_SLACK_WEBHOOK_URL\\)")
                .doesNotContain("5ECRET");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void asksForAKafkaWhereACommandHasNone() {
        for (var command : List.of("collect", "analyze")) {
            assertThat(lastwords(command)).as(command).isEqualTo(2);
        }
        assertThat(shell.err().lines()).hasSize(2).allMatch(line -> line.contains("--bootstrap-servers: is missing"));
    }

    @Test
    void asksForAReceiverThatThereIs() {
        assertThat(lastwords("notify", "--test", "ops")).isEqualTo(2);
        environment.put("LASTWORDS_SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/x");
        assertThat(lastwords("notify", "--test", "ops")).isEqualTo(2);

        assertThat(shell.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("there is none: set LASTWORDS_SLACK_WEBHOOK_URL"),
                        line -> assertThat(line).contains("there is no receiver 'ops'; there is slack"));
    }

    @Test
    void writesTheScriptThatCompletesCommandsOptionsAndCauses() {
        for (var name : List.of("bash", "zsh")) {
            shell.forgetOut();
            assertThat(lastwords("completion", name)).as(name).isZero();
            assertThat(shell.out())
                    .contains("complete -F _complete_lastwords", "incidents", "--bootstrap-servers", "out-of-memory");
        }
        shell.forgetOut();
        assertThat(lastwords("completion", "fish")).isEqualTo(2);
        assertThat(shell.err()).contains("completion: 'fish' cannot be helped").hasLineCount(1);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void writesAPageOfTheManualForEachCommand() throws Exception {
        var pages = folder.resolve("share/man1");

        assertThat(lastwords("manual", pages.toString())).as(shell.err()).isZero();

        assertThat(pages).isDirectoryContaining("glob:**/lastwords-silence-add.1");
        assertThat(Files.readString(pages.resolve("lastwords-incidents.1")))
                .startsWith(".TH \"LASTWORDS-INCIDENTS\" \"1\"")
                .contains(
                        "lastwords\\-incidents \\- List the incidents",
                        "\n.SH SYNOPSIS\nlastwords incidents [",
                        "[\\-\\-bootstrap\\-servers=HOST:PORT,...]",
                        "\n.TP\n\\fB\\-\\-cause=CAUSE\\fR\nOnly those of this cause.\n",
                        "\n.SH ARGUMENTS\n.TP\n\\fBID\\fR\n");
        assertThat(Files.readString(pages.resolve("lastwords.1")))
                .contains("\n.SH COMMANDS\n", "lastwords\\-replay(1)");
        assertThat(lastwords(
                        "manual", Files.writeString(folder.resolve("file"), "").toString()))
                .isEqualTo(1);
        assertThat(shell.err()).startsWith("lastwords: cannot write the pages to ");
    }

    @Test
    void keepsATableUpToDateOnlyWhereThereIsATerminal() {
        assertThat(lastwords("incidents", "--watch")).isEqualTo(2);
        assertThat(lastwords("incidents", "--watch", "--json")).isEqualTo(2);
        assertThat(lastwords("incidents", "7f3a", "--open")).isEqualTo(2);
        assertThat(lastwords("incidents", "--all")).isEqualTo(2);

        assertThat(shell.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("--watch: needs a terminal", "incidents --json"),
                        line -> assertThat(line).contains("--watch: is for the table"),
                        line -> assertThat(line).contains("takes no filters"),
                        line -> assertThat(line).contains("--all: goes with an incident's ID only"));
        assertThat(shell.out()).isEmpty();
    }

    private int lastwords(String... arguments) {
        environment.put("HOME", folder.toString());
        return shell.run(environment, Clock.systemUTC(), arguments);
    }
}
