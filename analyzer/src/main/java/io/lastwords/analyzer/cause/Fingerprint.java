package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.FileCopy;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a failure has in common with the same one elsewhere: the image's name and tag, the cause, the program, and what
 * the diagnosis says is missing or broken, without the names and numbers of this one container. Two
 * failures that only end alike have different ones.
 */
public final class Fingerprint {
    private static final Pattern NUMBERS = Pattern.compile("\\b[0-9a-f]{12,}\\b|\\d+(?:[.,:]\\d+)*+");

    private Fingerprint() {}

    /** Empty where there is nothing to compare: an unexplained end is like no other. */
    public static Optional<String> of(Facts facts, Diagnosis.Cause leading) {
        String image = facts.settings().image();
        if (leading.cause().equals(CauseName.UNEXPLAINED.label()) || image.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                String.join("\n", image, leading.cause(), program(facts), general(leading.summary(), facts)));
    }

    /** Its path, since one file may be many programs; its bytes; and the code that a shell or an interpreter was given. */
    private static String program(Facts facts) {
        if (facts.examination().isEmpty()) {
            return general(facts.commandLine(), facts);
        }
        var own = Program.own(facts);
        String path = own.map(Program::path).orElse("");
        String bytes = own.flatMap(Program::copy)
                .map(FileCopy::digest)
                .filter(Objects::nonNull)
                .orElse("");
        String code = facts.examination().map(exam -> inline(exam.command())).orElse("");
        return general(path, facts) + " " + bytes + " " + general(code, facts);
    }

    /** The words of the last shell or interpreter, where no file follows that it was given; settings left out. */
    private static String inline(CommandFacts command) {
        String words = "";
        for (CommandStep step : Stream.concat(command.before().stream(), command.executableStep().stream())
                .toList()) {
            switch (step.kind()) {
                case SHELL, INTERPRETER ->
                    words = step.words().stream()
                            .filter(word -> !(word.startsWith("-") && word.contains("=")))
                            .collect(Collectors.joining(" "));
                case SCRIPT, SOURCE -> words = "";
                case WRAPPER, PROGRAM, OTHER -> {}
            }
        }
        return words;
    }

    private static String general(String sentence, Facts facts) {
        var names = Stream.of(
                        new Deployment(facts.settings()).subject(),
                        facts.settings().name(),
                        facts.origin().host())
                .filter(name -> !name.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String general = sentence;
        for (String name : names) {
            general = general.replaceAll("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])", "*");
        }
        return NUMBERS.matcher(general).replaceAll("#");
    }
}
