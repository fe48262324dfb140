package io.lastwords.notifier;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.notifier.alertmanager.AlertmanagerChannel;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.DeadLetters;
import io.lastwords.notifier.delivery.DeliveryLog;
import io.lastwords.notifier.delivery.Recall;
import io.lastwords.notifier.delivery.ReceiverThread;
import io.lastwords.notifier.delivery.Recorder;
import io.lastwords.notifier.delivery.TestNotice;
import io.lastwords.notifier.email.EmailChannel;
import io.lastwords.notifier.route.Routing;
import io.lastwords.notifier.silence.SilenceReader;
import io.lastwords.notifier.silence.Silences;
import io.lastwords.notifier.slack.SlackBotChannel;
import io.lastwords.notifier.slack.SlackChannel;
import io.lastwords.notifier.webhook.WebhookChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code lastwords.diagnoses}, tells the receivers, and records in {@code lastwords.deliveries} what they were
 * told. Each receiver has its own consumer group and thread. Several notifiers share the receivers: each receiver is
 * served by one at a time. Where a second one comes under the same name as the first, that one ends with a {@link
 * NotifierFailedException}.
 */
public final class Notifier implements AutoCloseable {
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SMTP_TIMEOUT = Duration.ofSeconds(15);

    private final NotifierSettings settings;
    private final Clock clock;
    private final KafkaClients clients;
    private final List<ReceiverThread> threads = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable SilenceReader silenceReader;

    /** Connects to nothing yet. */
    public Notifier(NotifierSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.clients = new KafkaClients(settings);
    }

    /** Starts a thread for each receiver and returns at once; the topics must exist. */
    public void start() {
        var shared = clients.producer();
        producer = shared;
        var recorder = new Recorder(shared);
        var deadLetters = new DeadLetters(recorder);
        var silences = new Silences(clock);
        var reader = new SilenceReader(clients.reader("silences"), silences);
        silenceReader = reader;
        reader.start();
        var routing = new Routing(
                settings.route(),
                settings.receivers().stream().map(ReceiverSettings::name).toList());
        for (var receiver : settings.receivers()) {
            String name = receiver.name();
            var log = new DeliveryLog(name, clients.reader(name), recorder, deadLetters, clock);
            var thread = new ReceiverThread(
                    name,
                    clients.member(name),
                    log,
                    deadLetters,
                    channel(receiver),
                    new Recall(() -> clients.reader(name)),
                    routing,
                    silences,
                    settings.holdProvisional(),
                    clock,
                    System::nanoTime);
            threads.add(thread);
            var unused = thread.ended().exceptionally(failure -> {
                var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
                ended.completeExceptionally(new NotifierFailedException(reason(name, cause), cause));
                return null;
            });
            startThread(thread, reader);
        }
    }

    /** Nothing is told before it is known what is silenced. */
    private void startThread(ReceiverThread thread, SilenceReader reader) {
        var unused = reader.known().whenComplete((known, failure) -> {
            if (failure == null) {
                thread.start();
            } else {
                ended.completeExceptionally(
                        new NotifierFailedException("cannot read what is silenced: " + failure.getMessage(), failure));
            }
        });
    }

    private static String reason(String receiver, Throwable failure) {
        return failure instanceof FencedInstanceIdException
                ? "another notifier of the same name has taken over the receiver " + receiver
                        + ": each needs a data folder of its own, which is no copy of another's"
                : "the notifier for " + receiver + " cannot go on: " + failure.getMessage();
    }

    private Channel channel(ReceiverSettings receiver) {
        return switch (receiver) {
            case SlackWebhook slack -> new SlackChannel(slack.uri(), slack.templates(), HTTP_TIMEOUT);
            case SlackBot bot ->
                new SlackBotChannel(bot.api(), bot.token().reveal(), bot.channel(), bot.templates(), HTTP_TIMEOUT);
            case Webhook webhook ->
                new WebhookChannel(webhook.uri(), webhook.allHeaders(), webhook.templates(), HTTP_TIMEOUT);
            case Alertmanager alertmanager ->
                new AlertmanagerChannel(
                        alertmanager.uri(), alertmanager.headers(), alertmanager.templates(), HTTP_TIMEOUT, clock);
            case Email email ->
                new EmailChannel(
                        email.server(), email.sender(), email.receivers(), email.templates(), SMTP_TIMEOUT, clock);
        };
    }

    /** Blocks until closed, or until a receiver cannot be served any more. */
    public void awaitEnd() throws InterruptedException, NotifierFailedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotifierFailedException failed) {
                throw failed;
            }
            throw new NotifierFailedException("the notifier failed: " + e.getCause(), e);
        }
    }

    /**
     * Sends one sample notice, clearly marked as a test, with one attempt and no record in Kafka.
     *
     * @throws IllegalArgumentException where there is no such receiver
     */
    public Delivery sendSample(String receiver) throws InterruptedException {
        for (var each : settings.receivers()) {
            if (each.name().equals(receiver)) {
                return TestNotice.send(receiver, channel(each), Sample.diagnosis(clock.instant()), clock);
            }
        }
        throw new IllegalArgumentException("there is no receiver '%s'; there is %s"
                .formatted(
                        receiver,
                        settings.receivers().stream()
                                .map(ReceiverSettings::name)
                                .toList()));
    }

    /** Orderly: what has been sent is recorded; what has not been sent is sent by the next start. */
    @Override
    public void close() {
        if (silenceReader != null) {
            silenceReader.close();
        }
        // not in the common pool: an exchange that is under way needs that to end
        try (var closers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            threads.forEach(thread -> closers.execute(thread::close));
        }
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
        ended.complete(null);
    }
}
