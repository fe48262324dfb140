package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lastwords.collector.examine.CopyReader.Read;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Located;
import io.lastwords.collector.examine.program.Chain;
import io.lastwords.collector.examine.program.Chain.Followed;
import io.lastwords.collector.examine.program.Chain.Step;
import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.FileCopy.Source;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.TagFacts;
import io.lastwords.model.examination.UnknownFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One examination. The container's own files are only looked at; a file's bytes come from a throw-away of its image
 * wherever that shows the same file, so that nothing locks the container.
 */
final class Session {
    private final EngineCalls engine;
    private final ExamineSettings settings;
    private final CopyCache cache;
    private final String hostArchitecture;
    private final Case patient;
    private final long began = System.nanoTime();
    private final List<UnknownFact> unknown = new ArrayList<>();
    private final Optional<FileTree> container;
    private final CopyReader reader;
    private boolean bufWriter;

    Session(EngineCalls engine, ExamineSettings settings, CopyCache cache, String hostArchitecture, Case patient) {
        this.engine = engine;
        this.settings = settings;
        this.cache = cache;
        this.hostArchitecture = hostArchitecture;
        this.patient = patient;
        this.container = patient.why().isEmpty()
                ? patient.container()
                        .map(id -> new ArchiveTree(engine, id, settings.readOf(patient.atRest()), settings.mostBytes()))
                        .map(files -> new AroundTmpfs(files, patient.mounts()))
                : Optional.empty();
        this.reader = new CopyReader(
                patient.marker().map(MarkerLiterals::of).map(List::of).orElse(List.of()),
                patient.masker(),
                patient.libraryPath(),
                patient.launch().searchPath(),
                this::inTime);
        if (!patient.why().isEmpty()) {
            unknown.add(new UnknownFact("files[].inContainer", patient.why()));
        }
    }

    Examination examine() throws IOException {
        JsonNode imageJson =
                engine.json("/images/" + patient.imageId() + "/json").orElse(MissingNode.getInstance());
        if (imageJson.isMissingNode()) {
            unknown.add(new UnknownFact("image", "the image " + patient.imageId() + " is gone"));
        }
        JsonNode tagged = tagged();
        String taggedId = tagged.path("Id").asText("");
        boolean moved = !taggedId.isEmpty() && !taggedId.equals(patient.imageId());
        String earlier = patient.earlierImageId();
        boolean other = earlier != null && !earlier.equals(patient.imageId());
        try (var image = new Place(engine, patient.imageId(), settings);
                var tag = new Place(engine, moved ? taggedId : "", settings);
                var before = new Place(engine, earlier == null ? "" : earlier, settings)) {
            Followed chain = follow(image);
            var files = new ArrayList<ExaminedFile>();
            for (Step step : inOrder(chain)) {
                if (files.size() < Examination.MAX_FILES
                        && files.stream().noneMatch(f -> f.path().equals(step.path()))) {
                    boolean deep = deep(chain, step);
                    files.add(
                            file(step.path(), deep, image, deep && moved ? tag : null, deep && other ? before : null));
                }
            }
            return examination(chain, files, imageJson, tagged, image);
        }
    }

    private Examination examination(
            Followed chain, List<ExaminedFile> files, JsonNode imageJson, JsonNode tagged, Place image)
            throws IOException {
        String path = chain.executable() < 0
                ? ""
                : chain.steps().get(chain.executable()).path();
        Optional<ExaminedFile> executable =
                files.stream().filter(file -> file.path().equals(path)).findFirst();
        List<String> paths = chain.steps().stream().map(Step::path).toList();
        image.refusal().ifPresent(reason -> unknown.add(new UnknownFact("files[].inImage", reason, image.passing())));
        var mounts = patient.mounts().facts(container.orElse(null), image.tree().orElse(null), paths);
        return Fit.into(new Examination(
                command(chain),
                files,
                imageFacts(imageJson),
                tagFacts(tagged, executable.orElse(null)),
                patient.earlierImageId(),
                Runtimes.of(
                        chain,
                        patient.launch().variables(),
                        executable.flatMap(ExaminedFile::running).orElse(null),
                        bufWriter,
                        patient.masker()),
                mounts,
                hostArchitecture,
                patient.memoryLimit(),
                patient.created(),
                patient.health(),
                unknown,
                (System.nanoTime() - began) / 1_000_000));
    }

    /** Follows in the container's files; where they cannot be seen, in the image's. */
    private Followed follow(Place image) {
        boolean seen = container.isPresent() && Located.of(container.get(), "/").existence() == Existence.DIRECTORY;
        if (container.isPresent() && !seen) {
            unknown.add(new UnknownFact(
                    "files[].inContainer", "the engine did not show the container's files in time", true));
        }
        Optional<FileTree> tree =
                seen ? container.map(files -> new SeenTree(files, image, patient.mounts())) : image.tree();
        if (tree.isEmpty()) {
            return new Followed(List.of(), -1, image.refusal().orElse("no files could be looked at"));
        }
        Followed chain = Chain.follow(tree.get(), patient.launch());
        if (seen && unseen(chain) && image.tree().isPresent()) {
            unknown.add(new UnknownFact(
                    "command", "the engine did not show all files in time: followed in the image", true));
            return Chain.follow(image.tree().get(), patient.launch());
        }
        return chain.steps().isEmpty() || !seen ? chain : named(chain, image);
    }

    /** Whether what the engine did not show in time, as while it starts the container, has led astray. */
    private static boolean unseen(Followed chain) {
        return chain.steps().stream()
                .filter(step -> !step.by().equals("engine"))
                .anyMatch(step -> step.located().existence() == Existence.UNREADABLE);
    }

    /** A name that no folder of PATH has in the container may be in one of the image's: then a mount hides it. */
    private Followed named(Followed chain, Place image) {
        Step last = chain.steps().getLast();
        boolean bare = !last.path().startsWith("/");
        if (!bare || patient.mounts().covering("/").isPresent() || image.tree().isEmpty()) {
            return chain;
        }
        Followed inImage = Chain.follow(image.tree().get(), patient.launch());
        int at = chain.steps().size() - 1;
        if (inImage.steps().size() <= at || !inImage.steps().get(at).path().startsWith("/")) {
            return chain;
        }
        String path = inImage.steps().get(at).path();
        var steps = new ArrayList<>(chain.steps());
        steps.set(
                at,
                new Step(
                        last.kind(),
                        last.words(),
                        path,
                        container.map(tree -> Located.of(tree, path)).orElse(last.located()),
                        last.by()));
        return new Followed(List.copyOf(steps), chain.executable(), chain.open());
    }

    /** The executable first, so that it is read while there is time. */
    private static List<Step> inOrder(Followed chain) {
        var steps = new ArrayList<Step>();
        if (chain.executable() >= 0) {
            steps.add(chain.steps().get(chain.executable()));
        }
        chain.steps().stream().filter(step -> !step.by().equals("engine")).forEach(steps::add);
        return steps;
    }

    private static boolean deep(Followed chain, Step step) {
        boolean executable =
                chain.executable() >= 0 && step.equals(chain.steps().get(chain.executable()));
        return executable || step.kind() == CommandStep.Kind.SCRIPT || step.kind() == CommandStep.Kind.SOURCE;
    }

    private ExaminedFile file(String path, boolean deep, Place image, @Nullable Place tag, @Nullable Place before) {
        String cover = patient.mounts()
                .covering(path)
                .map(MountTable.Mount::destination)
                .orElse(null);
        boolean absolute = path.startsWith("/");
        FileCopy inImage = deep || cover != null ? inPlace(image, path, deep && absolute) : null;
        FileCopy inContainer = inContainer(path, deep, cover != null, inImage);
        return new ExaminedFile(
                path,
                cover,
                inContainer,
                inImage,
                tag == null ? null : withoutText(inPlace(tag, path, true)),
                before == null ? null : withoutText(inPlace(before, path, true)));
    }

    private @Nullable FileCopy inPlace(Place place, String path, boolean deep) {
        var key = new CopyCache.Key(
                place.imageId(), path, patient.marker().orElse(""), String.join(":", patient.libraryPath()), deep);
        Optional<Read> known = cache.get(key);
        if (known.isPresent()) {
            bufWriter |= known.get().bufWriter();
            return known.get().copy();
        }
        Optional<FileTree> tree = place.tree();
        if (tree.isEmpty()) {
            place.refusal()
                    .ifPresent(reason ->
                            unknown.add(new UnknownFact("image " + place.imageId(), reason, place.passing())));
            return null;
        }
        Located at = place.located(path);
        boolean read = deep && inTime();
        Read found =
                read ? reader.read(tree.get(), at, Source.IMAGE) : new Read(CopyReader.look(at, Source.IMAGE), false);
        if (read == deep) {
            cache.put(key, found);
        } else {
            unknown.add(new UnknownFact("files[" + path + "].inImage", "there was no time to read it", true));
        }
        bufWriter |= found.bufWriter();
        return found.copy();
    }

    private @Nullable FileCopy inContainer(String path, boolean deep, boolean covered, @Nullable FileCopy inImage) {
        if (container.isEmpty()) {
            return null;
        }
        Located at = Located.of(container.get(), path);
        Source source = patient.mounts().sourceOf(at.resolved());
        FileCopy looked = CopyReader.look(at, source);
        if (looked.existence() == Existence.UNREADABLE) {
            unknown.add(new UnknownFact(
                    "files[" + path + "].inContainer", String.valueOf(looked.reason()), source != Source.TMPFS));
        }
        if (!deep || at.entry() == null || !at.file()) {
            return looked;
        }
        boolean asInImage = !covered
                && source == Source.CONTAINER
                && inImage != null
                && inImage.present()
                && inImage.content() != null
                && sameLooks(looked, inImage)
                && !patient.mounts().coversLibraries();
        if (asInImage) {
            return inImage;
        }
        Read read = reader.read(container.get(), at, source);
        bufWriter |= read.bufWriter();
        String reason = read.copy().reason();
        if (reason != null) {
            unknown.add(new UnknownFact("files[" + path + "].inContainer", reason, true));
        }
        return read.copy();
    }

    private static boolean sameLooks(FileCopy one, FileCopy other) {
        return one.size() == other.size()
                && one.mode() == other.mode()
                && one.resolved().equals(other.resolved())
                && one.modified() != null
                && other.modified() != null
                && one.modified().getEpochSecond() == other.modified().getEpochSecond();
    }

    private static @Nullable FileCopy withoutText(@Nullable FileCopy copy) {
        if (copy == null || copy.script() == null) {
            return copy;
        }
        return copy.with(copy.elf(), copy.script().withoutText());
    }

    private CommandFacts command(Followed chain) {
        var launch = patient.launch();
        List<CommandStep> steps = chain.steps().stream()
                .map(step -> {
                    List<String> words = patient.masker().mask(step.words());
                    String resolved = step.located().entry() == null
                            ? null
                            : step.located().resolved();
                    return new CommandStep(step.kind(), words, words.getFirst(), step.path(), resolved, step.by());
                })
                .toList();
        return new CommandFacts(
                masked(launch.entrypoint()),
                masked(launch.command()),
                launch.workingDir(),
                launch.user(),
                launch.searchPath(),
                steps,
                chain.executable(),
                chain.open() == null ? null : patient.masker().mask(chain.open()));
    }

    private @Nullable List<String> masked(@Nullable List<String> words) {
        return words == null ? null : patient.masker().mask(words);
    }

    private JsonNode tagged() throws IOException {
        if (byId()) {
            return MissingNode.getInstance();
        }
        return engine.json("/images/" + patient.reference() + "/json").orElse(MissingNode.getInstance());
    }

    /** An image that was named by its ID or digest names the same for ever. */
    private boolean byId() {
        String reference = patient.reference();
        return reference.isEmpty()
                || reference.contains("@")
                || reference.startsWith("sha256:")
                || patient.imageId()
                        .substring(patient.imageId().indexOf(':') + 1)
                        .startsWith(reference);
    }

    private @Nullable TagFacts tagFacts(JsonNode tagged, @Nullable ExaminedFile executable) {
        if (byId()) {
            return null;
        }
        String id = tagged.path("Id").asText("");
        Optional<Boolean> same = executable == null
                ? Optional.empty()
                : ExaminedFile.sameBytes(executable.running().orElse(null), executable.inTagged());
        return new TagFacts(
                patient.reference(),
                patient.imageId(),
                id.isEmpty() ? null : id,
                Texts.time(tagged.path("Created")),
                same.orElse(null));
    }

    private @Nullable ImageFacts imageFacts(JsonNode image) throws IOException {
        if (image.isMissingNode()) {
            return null;
        }
        JsonNode history =
                engine.json("/images/" + patient.imageId() + "/history").orElse(MissingNode.getInstance());
        return ImageReader.facts(image, history, patient.masker());
    }

    private boolean inTime() {
        return System.nanoTime() - began < settings.whole().toNanos();
    }
}
