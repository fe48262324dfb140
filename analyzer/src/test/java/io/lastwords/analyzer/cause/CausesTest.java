package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Symptom;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CausesTest {
    @Test
    void registersEveryCauseOfThePackage() throws Exception {
        var registered = new TreeSet<String>();
        Causes.all().causes().forEach(cause -> registered.add(cause.getClass().getSimpleName()));
        assertThat(registered).isEqualTo(causesOnDisk()).hasSizeGreaterThan(20);
        assertThat(Causes.all().names()).doesNotHaveDuplicates();
    }

    @Test
    void knowsEveryCauseOfTheVocabulary() {
        var known = EnumSet.allOf(CauseName.class);
        known.remove(CauseName.HOST_RESTARTED); // told by many workloads at once, not by one
        assertThat(Causes.all().names()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void testsEveryCause() throws Exception {
        Path tests = Path.of(CausesTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (String cause : causesOnDisk()) {
            assertThat(tests.resolve("io/lastwords/analyzer/cause/" + cause + "Test.class"))
                    .exists();
        }
    }

    @Test
    void answersUnexplainedWhereNothingFits() {
        var answer = Causes.all().judge(container().died(3, "bye\n").build());
        assertThat(answer.causes()).extracting(Diagnosis.Cause::cause).containsExactly("unexplained");
    }

    @Test
    void neverClaimsMoreThanTheCap() {
        var answer =
                Causes.all().judge(container().run(137, run -> run.oomEvent()).build());
        assertThat(answer.causes().getFirst().confidence()).isEqualTo(0.9);
    }

    @Test
    void givesTheRestToASecondGeneralCause() {
        var ranked = Opinions.ranked(container("node", "/app/dist/server.js").died(1, Recorded.NODE_MODULE));

        assertThat(ranked).extracting(Diagnosis.Cause::cause).startsWith("executable-not-found", "uncaught-error");
        assertThat(ranked.stream().mapToDouble(Diagnosis.Cause::confidence).sum())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void rulesOutWhatPeopleSuspectBehindASilentExitOfZero() {
        var answer = Causes.all()
                .judge(container("/app/entrypoint.sh")
                        .looped(0, "About to execute binary...\n")
                        .symptom(Symptom.MARKER_MISSING)
                        .build());
        assertThat(answer.causes().getFirst().cause()).isEqualTo("unexplained");
        assertThat(answer.ruledOut())
                .extracting(Diagnosis.RuledOut::cause)
                .contains("segmentation-fault", "missing-shared-library", "unflushed-output");
    }

    /** The names of the classes of this package that are causes. */
    private static Set<String> causesOnDisk() throws Exception {
        Path classes = Path.of(
                Cause.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var names = new TreeSet<String>();
        try (var files = Files.list(classes.resolve("io/lastwords/analyzer/cause"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (!name.equals("package-info") && isCause(name)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return names;
    }

    private static boolean isCause(String name) throws ClassNotFoundException {
        Class<?> type = Class.forName(Cause.class.getPackageName() + "." + name);
        return Cause.class.isAssignableFrom(type) && !type.isInterface();
    }

    @Test
    void judgesWhateverTheWords() throws Exception {
        var random = new Random(7);
        var words = new ArrayList<String>();
        for (var field : Recorded.class.getDeclaredFields()) {
            if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
                words.addAll(List.of(((String) field.get(null)).split("\n")));
            }
        }
        words.addAll(List.of("", " ", "\r", "config".repeat(80), "a.".repeat(250), "(".repeat(500), "A_".repeat(250)));
        int[] codes = {0, 1, 2, 7, 101, 126, 127, 132, 134, 137, 139, 143, 255};
        for (int i = 0; i < 600; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append('\n');
            }
            int code = codes[random.nextInt(codes.length)];
            var facts = container("", "-c", " ").died(code, text.toString()).run(code, run -> run.stdout(text + "x"));
            var causes = Causes.all().judge(facts.build()).causes();
            assertThat(causes).isNotEmpty().allMatch(cause -> !cause.evidence().isEmpty() && cause.confidence() <= 0.9);
        }
    }

    @Test
    void saysWhatASignalMeansWhereNothingFits() {
        assertThat(Causes.all()
                        .judge(container().died(136, "computing weights\n").build())
                        .causes()
                        .getFirst()
                        .evidence())
                .contains("136 is 128 + 8: SIGFPE, an arithmetic error such as an integer division by zero");
    }
}
