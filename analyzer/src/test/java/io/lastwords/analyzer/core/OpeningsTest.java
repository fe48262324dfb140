package io.lastwords.analyzer.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpeningsTest {

    @Test
    void learnsFromHealthyRunsWhichLineIsMissingInTheFailingOnes() {
        var story = new Story().always();
        for (int i = 0; i < 4; i++) {
            healthy(story, "2026-11-2" + i + "T03:00:0" + i + "Z listening on port " + (8000 + i));
        }
        loop(story, "no port");

        assertThat(story.last().symptoms()).contains("marker-missing", "restart-loop");
        assertThat(story.last().causes().getFirst().evidence())
                .contains(
                        "in 4 earlier runs the line \"2026-11-23T03:00:03Z listening on port 8003\" came within 0.8 s; "
                                + "in the last 3 it never came");
    }

    @Test
    void waitsForThreeHealthyRuns() {
        var story = new Story().always();
        healthy(story, "listening");
        healthy(story, "listening");
        loop(story, "no port");

        assertThat(story.last().symptoms()).doesNotContain("marker-missing");
    }

    @Test
    void missesNothingWhereTheFailingRunsBeginAsTheHealthyOnes() {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            healthy(story, "listening on port 80");
        }
        loop(story, "listening on port 81");

        assertThat(story.last().symptoms()).doesNotContain("marker-missing");
    }

    @Test
    void forgetsWhatANewProgramNoLongerSays() {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            healthy(story, "old banner");
        }
        healthy(story, "new banner");
        loop(story, "new banner");

        assertThat(story.last().symptoms()).doesNotContain("marker-missing");
    }

    @Test
    void leavesTheWordToAMarkerThatSomebodyNamed() {
        var story = new Story().always().marker("main reached");
        for (int i = 0; i < 3; i++) {
            healthy(story, "main reached");
        }
        loop(story, "main reached at last");

        assertThat(story.last().symptoms()).doesNotContain("marker-missing");
    }

    @Test
    void masksWhatChangesFromRunToRun() {
        assertThat(Openings.mask(
                        "2026-11-21T03:00:00.123Z INFO pid=4711 session 5d41402a-bc4b-2a76-b971-9d911017c592 ready"))
                .isEqualTo("# INFO pid=# session # ready");
        assertThat(Openings.mask("12:30 42%")).isEmpty();
    }

    private static void healthy(Story story, String line) {
        story.start().print("entrypoint: starting").millis(800).print(line).live(70);
        story.signal(15).millis(10).die(143).millis(500);
    }

    private static void loop(Story story, String line) {
        for (int i = 0; i < 3; i++) {
            story.start().millis(5).print("entrypoint: starting").print(line);
            story.millis(20).die(0).millis(700);
        }
    }
}
