package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Every revision as one line of JSON, there for the next program in the pipe at once. */
public final class JsonLines implements DiagnosisSink {
    private final PrintStream out;
    private final AtomicInteger printed = new AtomicInteger();

    public JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(Diagnosis diagnosis) {
        out.println(Json.text(diagnosis));
        out.flush();
        printed.incrementAndGet();
    }

    @Override
    public void tick(boolean connected) {}

    @Override
    public void end() {}

    @Override
    public int printed() {
        return printed.get();
    }
}
