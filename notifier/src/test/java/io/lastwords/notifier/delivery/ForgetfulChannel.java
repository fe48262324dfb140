package io.lastwords.notifier.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Takes every notice, and is to be reminded each minute of what is open. */
final class ForgetfulChannel implements Channel, Upkeep {
    private final FakeChannel notices = new FakeChannel();
    private final List<String> reminders = new ArrayList<>();
    private Attempt answer = new Attempt.Delivered("", "");

    /** 'INCIDENT REVISION, ...' of each. */
    List<String> reminders() {
        return reminders;
    }

    void answerReminders(Attempt attempt) {
        answer = attempt;
    }

    @Override
    public Attempt send(Message message) {
        return notices.send(message);
    }

    @Override
    public Duration pace() {
        return Duration.ZERO;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Attempt remind(Collection<Open> open) {
        reminders.add(open.stream()
                .map(one -> one.diagnosis().incident() + " " + one.diagnosis().revision())
                .collect(Collectors.joining(", ")));
        return answer;
    }
}
