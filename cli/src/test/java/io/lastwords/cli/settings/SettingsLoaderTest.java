package io.lastwords.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lastwords.collector.MarkerRule;
import io.lastwords.collector.logs.LogAccess;
import io.lastwords.notifier.Alertmanager;
import io.lastwords.notifier.Email;
import io.lastwords.notifier.ReceiverSettings;
import io.lastwords.notifier.Secret;
import io.lastwords.notifier.SlackBot;
import io.lastwords.notifier.SlackWebhook;
import io.lastwords.notifier.Webhook;
import io.lastwords.notifier.match.Matcher;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import io.lastwords.notifier.template.NoticeTemplate;
import io.lastwords.notifier.template.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
    @TempDir
    Path folder;

    @Test
    void needsNothing() throws Exception {
        var settings = load(Map.of("HOME", "/home/ada"));

        assertThat(settings.dataDir()).isEqualTo(Path.of("/home/ada/.local/state/lastwords"));
        assertThat(settings.kafkaPort()).isEqualTo(9092);
        assertThat(settings.logs()).isEqualTo(LogAccess.AUTO);
        assertThat(settings.recoverAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.hostName()).isNull();
        assertThat(settings.externalKafka()).isFalse();
        assertThat(settings.receivers()).isEmpty();
    }

    @Test
    void givesEveryEngineTheCertificatesThatAreNamed() throws Exception {
        var settings = load(Map.of(
                "LASTWORDS_DOCKER_HOST",
                "tcp://a:2376, tcp://b:2376",
                "LASTWORDS_DOCKER_CERT_PATH",
                folder.toString(),
                "DOCKER_TLS_VERIFY",
                "1",
                "DOCKER_CERT_PATH",
                "/elsewhere"));

        assertThat(settings.dockerHosts())
                .extracting(DockerAddress::address)
                .containsExactly("tcp://a:2376", "tcp://b:2376");
        assertThat(settings.dockerHosts())
                .allSatisfy(engine -> assertThat(engine.certificates()).isEqualTo(folder));
        assertThat(problems(
                        new SettingsLoader(Map.of("LASTWORDS_DOCKER_CERT_PATH", "/nowhere/at/all")), null, Map.of()))
                .singleElement()
                .asString()
                .isEqualTo(
                        "LASTWORDS_DOCKER_CERT_PATH: dockerCertPath: '/nowhere/at/all' is no folder: it holds ca.pem,"
                                + " cert.pem and key.pem");
    }

    @Test
    void keepsItsDataInTheStateFolderOfXdg() throws Exception {
        assertThat(load(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "/state")).dataDir())
                .isEqualTo(Path.of("/state/lastwords"));
    }

    @Test
    void readsAWholeFile() throws Exception {
        var file = file("""
                hostName: web-1
                dockerHost: tcp://10.0.0.5:2375
                dataDir: /var/lib/lastwords
                kafkaPort: 0
                logs: file
                recoverAfter: 5m
                examine:
                  throwaway: false
                kafka:
                  bootstrap.servers: kafka:9092
                  sasl.jaas.config: secret words
                markers:
                  - name: "shop-*"
                    marker: listening on
                  - image: "*/ledger"
                    marker: /ready in [0-9]+ ms/
                receivers:
                  - name: ops
                    slack:
                      webhookUrl: https://hooks.slack.com/services/T/B/x
                  - email:
                      smtpUrl: smtps://ada:pw@mail.example.com
                      from: Lastwords <lastwords@example.com>
                      to: [ada@example.com, bob@example.com]
                """);

        var settings = new SettingsLoader(Map.of()).load(file, Map.of(), null);

        assertThat(settings.hostName()).isEqualTo("web-1");
        assertThat(settings.dockerHosts().getFirst().address()).isEqualTo("tcp://10.0.0.5:2375");
        assertThat(settings.dataDir()).isEqualTo(Path.of("/var/lib/lastwords"));
        assertThat(settings.kafkaPort()).isZero();
        assertThat(settings.logs()).isEqualTo(LogAccess.FILE);
        assertThat(settings.recoverAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.throwaway()).isFalse();
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(settings.markers())
                .containsExactly(
                        new MarkerRule("shop-*", null, "listening on"),
                        new MarkerRule(null, "*/ledger", "/ready in [0-9]+ ms/"));
        assertThat(settings.receivers())
                .containsExactly(
                        new SlackWebhook("ops", Secret.of("https://hooks.slack.com/services/T/B/x")),
                        new Email(
                                "email",
                                Secret.of("smtps://ada:pw@mail.example.com"),
                                "Lastwords <lastwords@example.com>",
                                List.of("ada@example.com", "bob@example.com")));
        assertThat(settings.inForce().toString())
                .contains("web-1", file + ":1")
                .doesNotContain("secret words", "services/T", "ada:pw");
    }

    @Test
    void letsVariablesGoOverTheFileAndOptionsOverBoth() throws Exception {
        var file = file("""
                hostName: from-file
                recoverAfter: 1s
                dataDir: /from/file
                receivers:
                  - slack: {webhookUrl: "https://file.example/x"}
                """);
        var environment = Map.of(
                "LASTWORDS_CONFIG", file.toString(),
                "LASTWORDS_HOST_NAME", "from-variable",
                "LASTWORDS_RECOVER_AFTER", "2s",
                "LASTWORDS_BOOTSTRAP_SERVERS", "variable:9092",
                "LASTWORDS_KAFKA_SECURITY_PROTOCOL", "SSL",
                "LASTWORDS_SLACK_WEBHOOK_URL", "https://variable.example/x");

        var settings =
                new SettingsLoader(environment).load(null, Map.of(Key.RECOVER_AFTER, List.of("3s")), "option:9092");

        assertThat(settings.dataDir()).isEqualTo(Path.of("/from/file"));
        assertThat(settings.hostName()).isEqualTo("from-variable");
        assertThat(settings.recoverAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.kafka())
                .containsEntry("bootstrap.servers", "option:9092")
                .containsEntry("security.protocol", "SSL");
        assertThat(settings.receivers())
                .containsExactly(new SlackWebhook("slack", Secret.of("https://variable.example/x")));
    }

    @Test
    void makesAMailReceiverFromVariablesAlone() throws Exception {
        var settings = load(Map.of(
                "LASTWORDS_SMTP_URL", "smtp://mail:25",
                "LASTWORDS_EMAIL_FROM", "lastwords@example.com",
                "LASTWORDS_EMAIL_TO", "ada@example.com, bob@example.com",
                "LASTWORDS_SLACK_WEBHOOK_URL", " "));

        assertThat(settings.receivers())
                .containsExactly(new Email(
                        "email",
                        Secret.of("smtp://mail:25"),
                        "lastwords@example.com",
                        List.of("ada@example.com", "bob@example.com")));
    }

    @Test
    void readsSecretsFromFiles() throws Exception {
        var secret = Files.writeString(folder.resolve("webhook"), "https://hooks.slack.com/services/x\n");
        var file = file("""
                receivers:
                  - name: second
                    slack:
                      webhookUrlFile: %s
                """.formatted(secret));

        var settings = new SettingsLoader(Map.of("LASTWORDS_SLACK_WEBHOOK_URL_FILE", secret.toString()))
                .load(file, Map.of(), null);

        assertThat(settings.receivers())
                .containsExactly(
                        new SlackWebhook("second", Secret.of("https://hooks.slack.com/services/x")),
                        new SlackWebhook("slack", Secret.of("https://hooks.slack.com/services/x")));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceWithLineValueAndReason() throws Exception {
        var file = file("""
                hostname: web-1
                recoverAfter: 60 sec
                kafkaPort: 99999
                markers:
                  - name: shop
                  - marker: ready
                receivers:
                  - name: ops
                    slack:
                      webhookUrl: hooks.slack.com/services/T0P/5ECRET
                      chanel: "#ops"
                  - name: mail
                    email:
                      smtpUrl: http://mail:25
                      from: nobody
                      to: [ada@example.com]
                      to: [bob@example.com]
                  - name: pager
                  - name: "#ops"
                    slack: {webhookUrl: "https://example.com"}
                """);
        var environment = Map.of("LASTWORDS_SMPT_URL", "smtp://mail", "LASTWORDS_EMAIL_FROM_FILE", "/no/such/file");

        var problems = problems(new SettingsLoader(environment), file, Map.of(Key.DOCKER_HOST, List.of("ssh://web-1")));

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        file + ":1: hostname: unknown key; did you mean 'hostName'?",
                        file + ":2: recoverAfter: '60 sec' is no duration: write it like 60s, 5m or 1h",
                        file + ":3: kafkaPort: '99999' is no port: a number from 0, a free one, to 65535",
                        file + ":5: markers: a rule needs marker: the line that the program prints on reaching main",
                        file + ":6: markers: a rule needs a name or an image to say which containers it is for",
                        file + ":11: receivers[0].slack.chanel: unknown key; did you mean 'channel'?",
                        file + ":10: receivers.ops.slack.webhookUrl: the Slack webhook's URL has no https:// and"
                                + " host: it must look like https://hooks.slack.com/services/...",
                        file + ":17: receivers[1].email.to: is there twice",
                        file + ":14: receivers.mail.email.smtpUrl: the SMTP URL begins with neither smtp:// nor"
                                + " smtps://: it must look like smtp://[user:password@]host:port, or smtps://",
                        file + ":15: receivers.mail.email.from: the mail's sender is no address: 'nobody'",
                        file + ":18: receivers[2]: needs one of slack, email, webhook, alertmanager",
                        file + ":19: receivers: a receiver's name has 1 to 60 letters, digits, dots, dashes or"
                                + " underscores: '#ops'",
                        "LASTWORDS_SMPT_URL: unknown variable; did you mean 'LASTWORDS_SMTP_URL'?",
                        "LASTWORDS_EMAIL_FROM_FILE: '/no/such/file' is not there",
                        "--docker-host: dockerHost: 'ssh://web-1' cannot be used: it must be unix:///PATH or"
                                + " tcp://HOST:PORT");
    }

    @Test
    void asksForWhatAReceiverLacks() throws Exception {
        assertThat(problems(new SettingsLoader(Map.of("LASTWORDS_SMTP_URL", "smtp://mail")), null, Map.of()))
                .containsExactly(
                        "LASTWORDS_SMTP_URL: receivers.email.email.from: is missing (or set LASTWORDS_EMAIL_FROM)",
                        "LASTWORDS_SMTP_URL: receivers.email.email.to: is missing (or set LASTWORDS_EMAIL_TO)");
    }

    @Test
    void makesASlackBotFromVariablesOrFromTheFile() throws Exception {
        var secret = Files.writeString(folder.resolve("token"), "xoxb-1-5ECRET\n");
        var file = file("""
                receivers:
                  - name: ops
                    slack: {botTokenFile: %s, channel: C0123456789, apiUrl: "https://slack.example/api"}
                """.formatted(secret));
        var environment =
                Map.of("LASTWORDS_SLACK_BOT_TOKEN_FILE", secret.toString(), "LASTWORDS_SLACK_CHANNEL", "#alarms");

        var settings = new SettingsLoader(environment).load(file, Map.of(), null);

        assertThat(settings.receivers())
                .containsExactly(
                        new SlackBot("ops", Secret.of("xoxb-1-5ECRET"), "C0123456789", "https://slack.example/api"),
                        new SlackBot("slack", Secret.of("xoxb-1-5ECRET"), "#alarms", "https://slack.com/api/"));
        assertThat(settings.inForce().toString()).doesNotContain("5ECRET").contains("#alarms");
    }

    @Test
    void makesReceiversOfProgramsAndKeepsTheirSecrets() throws Exception {
        var secret = Files.writeString(folder.resolve("token"), "Bearer 5ECRET\n");
        var file = file("""
                receivers:
                  - name: tickets
                    webhook:
                      url: https://tickets.example/5ECRET
                      authorizationFile: %s
                      headers: ["X-Team: shop 5ECRET"]
                """.formatted(secret));

        var settings = new SettingsLoader(Map.of("LASTWORDS_ALERTMANAGER_URL", "http://alertmanager:9093"))
                .load(file, Map.of(), null);

        assertThat(settings.receivers())
                .containsExactly(
                        new Webhook(
                                "tickets",
                                Secret.of("https://tickets.example/5ECRET"),
                                Secret.of("Bearer 5ECRET"),
                                List.of(Secret.of("X-Team: shop 5ECRET"))),
                        new Alertmanager("alertmanager", "http://alertmanager:9093", null));
        assertThat(settings.inForce().toString() + settings.receivers())
                .doesNotContain("5ECRET")
                .contains("http://alertmanager:9093");
    }

    @Test
    void readsTemplatesFromTheFileAndFromFilesOfTheirOwn() throws Exception {
        var text = Files.writeString(folder.resolve("ops.mustache"), "\n {{headline}}\n{{#fix}}\n{{.}}\n{{/fix}}\n");
        var file = file("""
                receivers:
                  - slack:
                      webhookUrl: https://h.example/x
                      title: "{{name}}"
                      textFile: %s
                  - webhook:
                      url: https://h.example/y
                      text: |
                        {{name}}

                        {{headline}}
                """.formatted(text));

        var settings = new SettingsLoader(Map.of()).load(file, Map.of(), null);

        assertThat(settings.receivers())
                .extracting(ReceiverSettings::templates)
                .containsExactly(
                        new Templates(NoticeTemplate.parse("{{name}}"), NoticeTemplate.parse(Files.readString(text))),
                        new Templates(null, NoticeTemplate.parse("{{name}}\n\n{{headline}}\n")));
        assertThat(settings.inForce())
                .contains(
                        new Settings.InForce("receivers.slack.slack.title", "{{name}}", file + ":4"),
                        new Settings.InForce(
                                "receivers.slack.slack.text", "{{headline}} …", file + ":5 (" + text + ")"),
                        new Settings.InForce("receivers.webhook.webhook.text", "{{name}} …", file + ":8"));
    }

    @Test
    void saysWhatIsWrongWithTemplatesInWhichLine() throws Exception {
        var text =
                Files.writeString(folder.resolve("ops.mustache"), "{{headline}}\n{{#cause}}\n{{lable}}\n{{/cause}}\n");
        var latin = Files.write(folder.resolve("latin.mustache"), new byte[] {'f', (byte) 0xfc, 'r'});
        var file = file("""
                receivers:
                  - slack:
                      webhookUrl: https://h.example/x
                      title: "{{titel}}"
                      textFile: %s
                  - webhook:
                      url: https://h.example/y
                      text: |
                        {{name}}

                        {{#cause}}
                      titleFile: %s
                  - email:
                      smtpUrl: smtp://mail
                      from: a@b.example
                      to: c@d.example
                      title: ""
                      textFile: /nowhere/at/all
                  - alertmanager:
                      url: http://am:9093
                      text: "{{fix}}"
                      textFile: %s
                """.formatted(text, latin, text));

        assertThat(problems(new SettingsLoader(Map.of()), file, Map.of()))
                .containsExactlyInAnyOrder(
                        file + ":4: receivers.slack.slack.title: there is no field 'titel'; did you mean 'title'?",
                        file + ":5 (" + text + ":3): receivers.slack.slack.text: there is no field 'lable'; did you"
                                + " mean 'label'?",
                        file + ":11: receivers.webhook.webhook.text: 'cause' is opened, and not closed by {{/cause}}",
                        file + ":12: receivers.webhook.webhook.titleFile: '" + latin + "' is no text in UTF-8",
                        file + ":18: receivers.email.email.textFile: '/nowhere/at/all' is not there",
                        file + ":13: receivers.email.email.title: is missing",
                        file + ":22: receivers.alertmanager.alertmanager.textFile: and text are both there: keep one");
    }

    @Test
    void saysWhatIsWrongWithReceiversThatArePrograms() throws Exception {
        var file = file("""
                receivers:
                  - webhook: {url: tickets.example, authorization: "", headers: [X-Team]}
                  - name: pager
                    webhook: {url: "https://e.example", headers: ["X-Team 5ECRET", "Host: x"]}
                  - alertmanager:
                      url: http://alertmanager:9093/api/v2/alerts
                """);

        assertThat(problems(new SettingsLoader(Map.of()), file, Map.of()))
                .containsExactly(
                        file + ":2: receivers.webhook.webhook.authorization: is missing (or set"
                                + " LASTWORDS_WEBHOOK_AUTHORIZATION)",
                        file + ":4: receivers.pager.webhook.headers: a header must look like 'Name: value', and be none"
                                + " that the connection needs for itself: '***', 'Host'",
                        file + ":6: receivers.alertmanager.alertmanager.url: the Alertmanager's URL ends with"
                                + " /api/v2/alerts: leave that out, it is added");
    }

    private static final Timing CALM = new Timing(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ZERO, 3);

    @Test
    void readsARoutingTreeInWhichRoutesInheritTheirReceivers() throws Exception {
        var file = file("""
                receivers:
                  - name: ops
                    slack: {webhookUrl: "https://hooks.slack.com/services/x"}
                  - name: pager
                    alertmanager: {url: "http://alertmanager:9093"}
                route:
                  receivers: [ops]
                  routes:
                    - match: {severity: critical, label.team: shop}
                      receivers: [pager, ops]
                      continue: true
                    - match: {image: /shop/.*/}
                      groupWait: 1m
                      repeat: 0s
                      storm: 3
                      routes:
                        - match: {cause: completed-job}
                          receivers: []
                """);

        var settings = new SettingsLoader(Map.of()).load(file, Map.of(), null);

        assertThat(settings.route())
                .isEqualTo(new Route(
                        List.of("ops"),
                        List.of(),
                        false,
                        Timing.DEFAULT,
                        List.of(
                                new Route(
                                        List.of("pager", "ops"),
                                        List.of(Matcher.of("severity", "critical"), Matcher.of("label.team", "shop")),
                                        true,
                                        Timing.DEFAULT,
                                        List.of()),
                                new Route(
                                        List.of("ops"),
                                        List.of(Matcher.of("image", "/shop/.*/")),
                                        false,
                                        CALM,
                                        List.of(new Route(
                                                List.of(),
                                                List.of(Matcher.of("cause", "completed-job")),
                                                false,
                                                CALM,
                                                List.of()))))));
        assertThat(settings.inForce().toString())
                .contains("severity=critical label.team=shop to pager, ops, and on", "cause=completed-job to nobody");
        assertThat(load(Map.of("LASTWORDS_SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/x"))
                        .route())
                .isEqualTo(Route.toAll(List.of("slack")));
    }

    @Test
    void saysEverythingThatIsWrongWithARoutingTree() throws Exception {
        var file = file("""
                receivers:
                  - name: ops
                    slack: {webhookUrl: "https://hooks.slack.com/services/x"}
                route:
                  match: {host: web-1}
                  continue: true
                  routes:
                    - match: {hots: web-1, image: /(/}
                      receivers: [opps]
                      contineu: true
                    - continue: maybe
                      groupInterval: often
                      storm: 0
                """);

        assertThat(problems(new SettingsLoader(Map.of()), file, Map.of()))
                .containsExactlyInAnyOrder(
                        file + ":5: route.match: cannot be here: the outermost route takes everything, so put what"
                                + " matches into its routes",
                        file + ":6: route.continue: cannot be here: nothing comes after the outermost route",
                        file + ":8: route.routes[0].match.hots: unknown key; did you mean 'host'?",
                        file + ":8: route.routes[0].match.image: '/(/' is no regular expression: missing closing )",
                        file + ":9: route.routes[0].receivers: 'opps' is no receiver; did you mean 'ops'?",
                        file + ":10: route.routes[0].contineu: unknown key; did you mean 'continue'?",
                        file + ":11: route.routes[1].continue: 'maybe' is neither true nor false",
                        file
                                + ":12: route.routes[1].groupInterval: 'often' is no duration: write it like 30s, 5m or 4h",
                        file + ":13: route.routes[1].storm: '0' is no number of notices: from 1 to 99999");
    }

    @Test
    void saysWhatOfASlackReceiverCannotGoTogether() throws Exception {
        var file = file("""
                receivers:
                  - name: both
                    slack: {botToken: xoxb-1, webhookUrl: "https://hooks.slack.com/services/x"}
                  - name: half
                    slack: {botToken: xoxb-1}
                  - name: hook
                    slack: {webhookUrl: "https://hooks.slack.com/services/x", channel: "#ops"}
                  - name: odd
                    slack: {botToken: "xoxb 5ECRET", channel: "o p s", apiUrl: slack.com}
                  - name: none
                    slack: {}
                """);

        assertThat(problems(new SettingsLoader(Map.of("LASTWORDS_SLACK_CHANNEL", "#ops")), file, Map.of()))
                .containsExactly(
                        file + ":3: receivers.both.slack.botToken: and webhookUrl are both there: keep one",
                        file + ":4: receivers.half.slack.channel: is missing",
                        file + ":7: receivers.hook.slack.channel: goes with botToken only: a webhook has its own",
                        file + ":9: receivers.odd.slack.botToken: the Slack bot's token is empty or has a space in it:"
                                + " it must look like xoxb-..., as the app's page 'OAuth & Permissions' shows it",
                        file + ":9: receivers.odd.slack.channel: the Slack channel is no name and no ID: it must look"
                                + " like #ops or C0123456789",
                        file + ":9: receivers.odd.slack.apiUrl: the Slack API's URL has no https:// and host: it must"
                                + " look like https://slack.com/api/",
                        file + ":10: receivers.none.slack.webhookUrl: is missing",
                        "LASTWORDS_SLACK_CHANNEL: receivers.slack.slack.botToken: is missing (or set"
                                + " LASTWORDS_SLACK_BOT_TOKEN)");
    }

    @Test
    void takesOnlyTrueOrFalseForThrowAways() throws Exception {
        assertThat(problems(new SettingsLoader(Map.of("LASTWORDS_EXAMINE_THROWAWAY", "maybe")), null, Map.of()))
                .containsExactly("LASTWORDS_EXAMINE_THROWAWAY: examine.throwaway: 'maybe' is neither true nor false");
        assertThat(load(Map.of()).throwaway()).isNull();
    }

    @Test
    void refusesTwoWordsForOneThing() throws Exception {
        var environment =
                Map.of("LASTWORDS_SLACK_WEBHOOK_URL", "https://a.example", "LASTWORDS_SLACK_WEBHOOK_URL_FILE", "/x");

        assertThat(problems(new SettingsLoader(environment), null, Map.of()))
                .containsExactly(
                        "LASTWORDS_SLACK_WEBHOOK_URL_FILE: and LASTWORDS_SLACK_WEBHOOK_URL are both set: keep one");
    }

    @Test
    void saysThatAFileIsNoText() throws Exception {
        var file = Files.write(
                folder.resolve("latin.yml"), "hostName: M\u00fcnchen\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(new SettingsLoader(Map.of()), file, Map.of()))
                .singleElement()
                .asString()
                .isEqualTo(file + ": is no text in UTF-8");
    }

    @Test
    void saysWhereAFileIsNoYaml() throws Exception {
        var file = file("hostName: web-1\nkafka: {a: b\n");

        assertThat(problems(new SettingsLoader(Map.of()), file, Map.of()))
                .singleElement()
                .asString()
                .startsWith(file + ":3: is not YAML: ");
        assertThat(problems(new SettingsLoader(Map.of()), folder.resolve("none.yaml"), Map.of()))
                .containsExactly(folder.resolve("none.yaml") + ": is not there");
    }

    @Test
    void letsKubernetesPutInItsOwnVariables() throws Exception {
        var settings = load(Map.of(
                "LASTWORDS_SERVICE_HOST", "10.0.0.1",
                "LASTWORDS_PORT", "tcp://10.0.0.1:80",
                "LASTWORDS_PORT_80_TCP_ADDR", "10.0.0.1"));

        assertThat(settings.kafka()).isEmpty();
    }

    @Test
    void letsBeWhatComposeAndTheTestsAreToldByVariables() throws Exception {
        assertThat(load(Map.of(
                                "LASTWORDS_IMAGE", "lastwords:0.1.0",
                                "LASTWORDS_PROXY_IMAGE", "nginx",
                                "LASTWORDS_DOCKER_SOCKET", "/run/user/1000/docker.sock",
                                "LASTWORDS_REQUIRE_DOCKER", "true"))
                        .kafka())
                .isEmpty();
        assertThat(problems(new SettingsLoader(Map.of("LASTWORDS_IMAGES", "x")), null, Map.of()))
                .singleElement()
                .asString()
                .contains("unknown variable");
    }

    private Settings load(Map<String, String> environment) throws InvalidSettingsException {
        return new SettingsLoader(environment, folder).load(null, Map.of(), null);
    }

    private List<String> problems(SettingsLoader loader, @Nullable Path file, Map<Key, List<String>> options) {
        var invalid = catchThrowableOfType(InvalidSettingsException.class, () -> loader.load(file, options, null));
        return invalid.problems().stream().map(Problem::toString).toList();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("lastwords.yaml"), yaml);
    }

    @Test
    void servesMetricsWhereItIsTold() throws Exception {
        assertThat(new SettingsLoader(Map.of()).load(null, Map.of(), null).metrics())
                .isNull();
        assertThat(new SettingsLoader(Map.of("LASTWORDS_METRICS", "9464"))
                        .load(null, Map.of(), null)
                        .metrics())
                .matches(local -> local.getAddress().isLoopbackAddress() && local.getPort() == 9464);
        assertThat(new SettingsLoader(Map.of())
                        .load(null, Map.of(Key.METRICS, List.of("0.0.0.0:0")), null)
                        .metrics())
                .matches(all -> all.getAddress().isAnyLocalAddress() && all.getPort() == 0);
        assertThat(problems(new SettingsLoader(Map.of("LASTWORDS_METRICS", "everywhere")), null, Map.of()))
                .containsExactly(
                        "LASTWORDS_METRICS: metrics: 'everywhere' is no address to listen at: PORT on 127.0.0.1,"
                                + " or HOST:PORT");
        assertThat(problems(new SettingsLoader(Map.of("LASTWORDS_METRICS", "99999")), null, Map.of()))
                .hasSize(1);
    }
}
