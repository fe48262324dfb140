package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lastwords.collector.logs.EngineAddress;
import io.lastwords.model.examination.Examination;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Examines containers and images of one engine. Changes nothing on the host: it reads, and makes throw-away containers
 * where it may. One examination at a time, whoever asks, so that memory stays bounded; each ends within about the time
 * that {@link ExamineSettings} give, whatever it finds. Thread-safe.
 */
public final class Examiner {
    private final EngineCalls engine;
    private final ExamineSettings settings;
    private final String hostArchitecture;
    private final CopyCache cache = new CopyCache();
    private final ReentrantLock one = new ReentrantLock();

    /**
     * @param address where the engine listens
     * @param hostArchitecture the engine's machine in the kernel's words
     */
    public Examiner(EngineAddress address, String hostArchitecture, ExamineSettings settings) {
        this.engine = new EngineCalls(address);
        this.hostArchitecture = hostArchitecture;
        this.settings = settings;
    }

    /** Whether containers may be made and removed on the engine. */
    public boolean writes() {
        return settings.throwaway();
    }

    /**
     * Removes throw-aways that a collector has left that died while it examined.
     *
     * @param now by the engine's clock
     */
    public void sweep(Instant now) {
        if (settings.throwaway()) {
            Throwaway.sweep(engine, now.getEpochSecond());
        }
    }

    /**
     * What a reference names now; empty where it names nothing.
     *
     * @throws IOException where the engine does not answer
     */
    public Optional<String> imageId(String reference) throws IOException {
        return engine.json("/images/" + reference + "/json")
                .map(image -> image.path("Id").asText());
    }

    /**
     * Examines a container in any state; one that is gone by its settings and its image.
     *
     * @throws IOException where the engine does not answer at all
     * @throws InterruptedException while another examination was waited for
     */
    public Examination examine(Subject subject) throws IOException, InterruptedException {
        one.lockInterruptibly();
        try {
            Optional<JsonNode> container = engine.json("/containers/" + subject.container() + "/json");
            Case patient = container
                    .map(json -> Case.of(json, subject, engine.local()))
                    .orElseGet(() -> Case.gone(subject));
            return session(patient).examine();
        } finally {
            one.unlock();
        }
    }

    /**
     * Examines an image as if a container had been made of it; empty where the engine has no such image.
     *
     * @param marker the line that its program prints on reaching main; empty for none
     * @throws IOException where the engine does not answer at all
     * @throws InterruptedException while another examination was waited for
     */
    public Optional<Examination> examineImage(String image, Optional<String> marker, Optional<String> earlierImage)
            throws IOException, InterruptedException {
        one.lockInterruptibly();
        try {
            JsonNode json = engine.json("/images/" + image + "/json").orElse(MissingNode.getInstance());
            if (json.isMissingNode()) {
                return Optional.empty();
            }
            String earlier = null;
            if (earlierImage.isPresent()) {
                earlier = engine.json("/images/" + earlierImage.get() + "/json")
                        .map(found -> found.path("Id").asText())
                        .orElse(earlierImage.get());
            }
            return Optional.of(session(Case.image(json, image, marker, earlier)).examine());
        } finally {
            one.unlock();
        }
    }

    private Session session(Case patient) {
        return new Session(engine, settings, cache, hostArchitecture, patient);
    }
}
