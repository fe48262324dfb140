package io.lastwords.notifier.delivery;

import io.lastwords.model.topic.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers as it is told to, by incident, and remembers what it was asked to send. */
class FakeChannel implements Channel {
    private final Map<String, Attempt> answers = new HashMap<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> delivered = new ArrayList<>();
    private final List<String> identities = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private Runnable onceSent = () -> {};
    private Duration pace = Duration.ZERO;

    void answer(String incident, Attempt attempt) {
        answers.put(incident, attempt);
    }

    void fail(String incident, RuntimeException failure) {
        failures.put(incident, failure);
    }

    /** What happens between the receiver's answer and its record. */
    void onceSent(Runnable event) {
        onceSent = event;
    }

    void pace(Duration between) {
        pace = between;
    }

    /** 'INCIDENT WHY REVISION' of each attempt, separated by commas in a digest. */
    List<String> sent() {
        return sent;
    }

    List<String> titles() {
        return titles;
    }

    /** The incidents of the attempts that succeeded. */
    List<String> delivered() {
        return delivered;
    }

    /** 'INCIDENT.WHICH' of each attempt, which a Message-ID is made from. */
    List<String> identities() {
        return identities;
    }

    @Override
    public Attempt send(Message message) {
        var failure = failures.get(message.incident());
        if (failure != null) {
            throw failure;
        }
        String why = Json.text(message.why()).replace("\"", "");
        sent.add(message.about().stream()
                .map(diagnosis -> diagnosis.incident() + " " + why + " " + diagnosis.revision())
                .collect(Collectors.joining(", ")));
        titles.add(message.notice().title());
        identities.add(message.incident() + "." + message.which());
        var answer = answers.getOrDefault(message.incident(), new Attempt.Delivered("ref", "thread"));
        if (answer instanceof Attempt.Delivered) {
            message.about().forEach(diagnosis -> delivered.add(String.valueOf(diagnosis.incident())));
        }
        onceSent.run();
        return answer;
    }

    @Override
    public Duration pace() {
        return pace;
    }
}
