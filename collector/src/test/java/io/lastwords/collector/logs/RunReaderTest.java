package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.FakeEngine.log;
import static io.lastwords.collector.logs.FakeEngine.plain;
import static io.lastwords.collector.logs.Frames.T;
import static io.lastwords.collector.logs.Frames.err;
import static io.lastwords.collector.logs.Frames.out;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.collector.logs.FollowResult.Outcome;
import io.lastwords.model.journal.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReaderTest {
    private static final Instant DIE = T.plusSeconds(60);
    private static final LoggedContainer C = new LoggedContainer("c", false, false, true);

    @AutoClose
    private final FakeEngine engine = new FakeEngine();

    private final Journal journal = new Journal();

    RunReaderTest() throws IOException {}

    private RunReader reader(LogPosition from) {
        return new RunReader(engine.source(), C, from, new FileEnds(true), Journal.PLAIN, journal.buffer);
    }

    @Test
    void takesOnlyWhatTheFollowerDidNotBring() throws Exception {
        byte[][] all = {out(T, "a\n"), out(T, "b\n"), err(T.plusNanos(1), "c\n"), out(T.plusNanos(2), "d\n")};
        engine.answers.add(engine.lastOfTheRun(all[0], all[1]));
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "b", "c", "d");
        assertThat(engine.asked.get(2)).contains("since=" + T.minusMillis(200).getEpochSecond() + ".8");
        assertThat(reader.position()).isEqualTo(journal.after());
    }

    @Test
    void leavesTheNextRunsLinesToTheNextRun() throws Exception {
        byte[][] all = {out(T, "a\n"), out(DIE, "b\n"), out(DIE.plusNanos(1), "next\n")};
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "b");
    }

    @Test
    void doesNotFollowIntoARunThatBeganLater() throws Exception {
        engine.startedAt = Journal.RUN.plusMillis(1);
        engine.answers.add(log(out(T, "whose?\n")));

        assertThat(reader(LogPosition.START).follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);
        assertThat(journal.texts()).isEmpty();
    }

    @Test
    void followsAgainWhereTheEngineStopsEarly() throws Exception {
        engine.answers.add(log(out(T, "a\n")));
        engine.answers.add(log(out(T, "a\n"), out(T, "a\n")));
        engine.answers.add(engine.lastOfTheRun(out(T, "a\n"), out(T, "a\n"), out(T.plusNanos(1), "b\n")));

        assertThat(reader(LogPosition.START).follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);

        assertThat(journal.texts()).containsExactly("a", "a", "b");
        assertThat(journal.gaps()).isEmpty();
    }

    @Test
    void goesOnAfterABrokenConnectionAsIfNothingHadBeen() throws Exception {
        var piece = "x".repeat(16_384);
        engine.answers.add((path, out) -> {
            FakeEngine.begin(out);
            FakeEngine.chunk(out, Frames.join(out(T, "a\n"), out(T.plusNanos(1), piece)));
            FakeEngine.chunk(out, new byte[] {1, 0, 0});
        });
        engine.answers.add(
                log(out(T, "a\n"), out(T.plusNanos(1), piece), out(T.plusNanos(1), piece), out(T.plusNanos(1), "y\n")));
        var reader = reader(LogPosition.START);

        assertThatThrownBy(() -> reader.follow(() -> null)).isInstanceOf(IOException.class);
        assertThat(journal.texts()).containsExactly("a");
        reader.complete(DIE);

        assertThat(journal.texts()).containsExactly("a", piece + piece + "y");
    }

    @Test
    void goesOnFromACommittedPositionWithinTies() throws Exception {
        byte[][] all = {out(T, "a\n"), out(T, "a\n"), err(T, "e\n"), out(T, "a\n"), out(T, "b\n")};
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var from = new LogPosition(new StreamPosition(T, 2), new StreamPosition(T, 0));

        reader(from).complete(DIE);

        assertThat(journal.texts()).containsExactly("e", "a", "b");
        assertThat(journal.after()).isEqualTo(new LogPosition(new StreamPosition(T, 4), new StreamPosition(T, 1)));
    }

    @Test
    void goesOnWithALineThatHadBegunLongBeforeWhatTheOtherStreamSaid() throws Exception {
        byte[][] all = {out(T, "begun, "), err(T.plusSeconds(1), "e\n"), out(T, "and ended\n")};
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var from = new LogPosition(new StreamPosition(T, 0), new StreamPosition(T.plusSeconds(1), 1));
        var reader = reader(from);

        assertThat(reader.position()).isEqualTo(from);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("begun, and ended");
    }

    @Test
    void goesOnWithALineAfterALookForWhatTheFollowerMayHaveMissed() throws Exception {
        engine.logConfig = "{\"Type\":\"json-file\",\"Config\":{\"max-size\":\"10k\",\"max-file\":\"2\"}}";
        Instant later = T.plusMillis(100); // after which the follower is doubted
        byte[][] all = {err(T, "begun, "), out(later, "a\n"), err(T, "and ended\n"), err(later.plusNanos(5_000), "x\n")
        };
        engine.answers.add(engine.lastOfTheRun(all));
        engine.answers.add(log(all[0])); // whether the log's beginning is lost
        engine.answers.add(log(all[0])); // what came before the other stream's line
        for (int i = 0; i < 4; i++) {
            engine.answers.add(log(all));
        }
        var reader = reader(LogPosition.START);

        reader.follow(() -> null);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "begun, and ended", "x");
        assertThat(journal.gaps()).isEmpty();
    }

    @Test
    void saysWhatWasRotatedAway() throws Exception {
        engine.answers.add(log(out(T.plusSeconds(5), "late\n")));
        var from = new LogPosition(new StreamPosition(T, 1), LogPosition.at(T).stderr());

        var completion = reader(from).complete(DIE);

        assertThat(completion.complete()).isFalse();
        assertThat(completion.reason()).contains("rotated");
        assertThat(journal.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(T);
            assertThat(gap.time()).isEqualTo(T.plusSeconds(5));
            assertThat(gap.run()).isEqualTo(Journal.RUN);
        });
        assertThat(journal.texts()).containsExactly("late");
    }

    @Test
    void readsCompressedFilesThatTheEngineLeavesOut() throws Exception {
        engine.logConfig = "{\"Type\":\"local\",\"Config\":{}}";
        byte[][] all = {out(T, "a\n"), out(T.plusSeconds(1), "b\n"), out(T.plusSeconds(2), "c\n"), out(DIE, "d\n")};
        var from = new LogPosition(
                new StreamPosition(T.plusSeconds(1), 1), LogPosition.at(T).stderr());
        engine.answers.add(log(all[3]));
        engine.answers.add(log(all[0], all[1], all[2]));
        engine.answers.add(log(all[3]));

        var completion = reader(from).complete(DIE);

        assertThat(completion).isEqualTo(Completion.WHOLE);
        assertThat(journal.texts()).containsExactly("c", "d");
        assertThat(engine.asked.get(0)).contains("since=");
        assertThat(engine.asked.get(1)).doesNotContain("since=");
    }

    @Test
    void saysWhatIsNotInCompressedFilesEither() throws Exception {
        engine.logConfig = "{\"Type\":\"json-file\",\"Config\":{\"max-size\":\"1m\",\"compress\":\"true\"}}";
        var from = new LogPosition(new StreamPosition(T, 1), LogPosition.at(T).stderr());
        byte[][] all = {out(T.plusSeconds(1), "b\n"), out(DIE, "d\n")};
        engine.answers.add(log(all[1]));
        engine.answers.add(log(all[0]));
        engine.answers.add(log(all[1]));

        var completion = reader(from).complete(DIE);

        assertThat(completion.reason()).contains("rotated");
        assertThat(journal.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(T);
            assertThat(gap.time()).isEqualTo(T.plusSeconds(1));
        });
        assertThat(journal.texts()).containsExactly("b", "d");
    }

    @Test
    void claimsNoGapWhereNothingIsMissing() throws Exception {
        var from = new LogPosition(new StreamPosition(T, 1), LogPosition.at(T).stderr());
        engine.answers.add(log(out(T, "last\n"), out(T.plusSeconds(5), "late\n")));

        assertThat(reader(from).complete(DIE)).isEqualTo(Completion.WHOLE);
        engine.answers.clear();
        assertThat(reader(from).complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.gaps()).isEmpty();
        assertThat(journal.texts()).containsExactly("late");
    }

    @Test
    void keepsTheLastWordsWithoutNewline() throws Exception {
        engine.answers.add(log(out(T, "a\n"), out(T.plusNanos(5), "tail")));

        reader(LogPosition.START).complete(DIE);

        assertThat(journal.lines()).extracting(LogLine::unterminated).containsExactly(false, true);
    }

    @Test
    void tellsWhyALogCannotBeRead() throws Exception {
        engine.answers.add(plain(501, "{\"message\":\"configured logging driver does not support reading\"}"));
        engine.answers.add(plain(404, "{\"message\":\"No such container: c\"}"));
        var reader = reader(LogPosition.START);

        var followed = reader.follow(() -> null);
        assertThat(followed.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(followed.reason()).contains("configured logging driver");
        assertThat(reader.complete(DIE).reason()).contains("removed");
    }

    @Test
    void looksBackAtNothingWhereTheLogCannotBeRead() throws Exception {
        var refusal = plain(501, "{\"message\":\"configured logging driver does not support reading\"}");
        engine.answers.add(refusal);
        engine.answers.add(refusal);
        var reader = reader(LogPosition.START);

        assertThat(reader.lookBack(T, 1000, () -> null)).isTrue();
        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void triesAgainWhatAProxyRefusesForAWhile(int status) throws Exception {
        for (int i = 0; i < 3; i++) {
            engine.answers.add(plain(status, "<html>not now</html>"));
        }
        engine.answers.add(log(out(T, "a\n")));
        var reader = reader(LogPosition.START);

        assertThatThrownBy(() -> reader.lookBack(T, 1000, () -> null)).isInstanceOf(EngineAnswerException.class);
        assertThatThrownBy(() -> reader.follow(() -> null)).isInstanceOf(EngineAnswerException.class);
        assertThatThrownBy(() -> reader.complete(DIE)).isInstanceOf(EngineAnswerException.class);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);
        assertThat(journal.texts()).containsExactly("a");
    }

    @Test
    void looksBackSoFarAndThenAtTheEnd() throws Exception {
        byte[][] all = new byte[100][];
        for (int i = 0; i < all.length; i++) {
            all[i] = out(T.plusNanos(i), "line" + i + "\n");
        }
        engine.answers.add(log(all));
        engine.answers.add(engine.lastOfTheRun(all[98], all[99]));
        engine.answers.add(log(all[99]));
        var reader = reader(LogPosition.START);

        assertThat(reader.lookBack(T, 20, () -> null)).isTrue();
        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);

        assertThat(journal.texts()).containsExactly("line0", "line1", "line2", "line98", "line99");
        assertThat(journal.gaps())
                .singleElement()
                .satisfies(lost -> assertThat(lost.from()).isEqualTo(T.plusNanos(2)));
        assertThat(engine.asked.get(0)).contains("until=").doesNotContain("follow");
        assertThat(engine.asked.get(1)).contains("tail=1000", "follow=1");
        assertThat(reader.complete(DIE).complete()).isFalse();
        assertThat(journal.texts()).hasSize(5);
    }

    @Test
    void looksBackAtTheEndOfARunThatIsOverMeanwhile() throws Exception {
        byte[][] all = {out(T, "first\n"), out(T.plusNanos(1), "second\n"), out(T.plusNanos(2), "last\n")};
        engine.answers.add(log(all));
        engine.answers.add(log(all[2]));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        assertThat(reader.lookBack(T, 6, () -> DIE)).isTrue();
        assertThat(reader.complete(DIE).complete()).isFalse();

        assertThat(journal.texts()).containsExactly("first", "last");
        assertThat(journal.gaps()).hasSize(1);
        assertThat(engine.asked.get(1)).contains("tail=1000", "until=");
    }

    @Test
    void goesOnAtTheEndOfALogThatIsReadAlready() throws Exception {
        byte[][] all = {out(T, "a\n"), out(T.plusNanos(1), "b\n"), out(T.plusNanos(1), "c\n"), out(DIE, "last\n")};
        engine.answers.add(log(all[0], all[1]));
        engine.answers.add(engine.lastOfTheRun(all[0], all[1], all[2]));
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        assertThat(reader.lookBack(T, 1000, () -> null)).isTrue();
        reader.follow(() -> null);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "b", "c", "last");
        assertThat(journal.gaps()).isEmpty();
        assertThat(engine.asked.getFirst()).doesNotContain("tail");
        assertThat(engine.asked).hasSize(4);
        assertThat(engine.asked.subList(1, 4)).allMatch(asked -> asked.contains("tail=100"));
    }

    @Test
    void readsAllAgainWhereTheEndDoesNotReachBackToWhatIsRead() throws Exception {
        // of the two at one time, the end has one
        byte[][] all = {out(T, "a\n"), out(T, "a\n"), out(T.plusNanos(1), "b\n"), out(T.plusNanos(2), "c\n")};
        engine.answers.add(log(all[0], all[1]));
        engine.answers.add(log(all[1], all[2]));
        engine.answers.add(engine.lastOfTheRun(all[0], all[1], all[2]));
        engine.answers.add(log(all[3]));
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        reader.lookBack(T, 1000, () -> null);
        reader.follow(() -> null);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "a", "b", "c");
        assertThat(journal.gaps()).isEmpty();
        assertThat(engine.asked.stream().map(asked -> asked.contains("tail")))
                .containsExactly(false, true, false, true, false, true);
    }

    @Test
    void readsAllAgainWhereTheEndHasOnlyAPartOfWhatIsReadOfTheOtherStream() throws Exception {
        // two of a line's pieces, which have one time, and what has come of it since
        var piece = err(T, "x".repeat(16_384));
        byte[] anchor = out(T.plusNanos(1), "a\n");
        byte[] rest = err(T, "y\n");
        FakeEngine.Answer whole = log(piece, piece, anchor, rest);
        FakeEngine.Answer end = log(piece, anchor, rest);
        engine.answers.add(log(piece, piece, anchor));
        for (int i = 0; i < 4; i++) {
            engine.answers.add((path, out) -> (path.contains("tail") ? end : whole).to(path, out));
        }
        var reader = reader(LogPosition.START);

        reader.lookBack(T, 100_000, () -> DIE);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "x".repeat(2 * 16_384) + "y");
    }

    @Test
    void takesNothingForNewBeforeWhatIsReadHasComeAgain() throws Exception {
        // the clock was set back: in the end nothing is later than what was read last
        byte[] read = out(T, "read\n");
        byte[] between = err(T.minusMillis(100), "between\n");
        byte[] after = err(T.minusMillis(90), "after\n");
        engine.answers.add(log(read));
        engine.answers.add(log(after));
        engine.answers.add(engine.lastOfTheRun(read, between, after));
        var reader = reader(LogPosition.START);

        reader.lookBack(T, 1000, () -> null);
        reader.follow(() -> null);
        reader.complete(DIE);

        assertThat(journal.texts()).containsExactly("read", "between", "after");
    }

    @Test
    void readsAllAgainWhereTheEndIsTheNextRuns() throws Exception {
        byte[][] all = {out(T, "first\n"), out(DIE, "last\n"), out(DIE.plusNanos(1), "next run\n")};
        engine.answers.add(log(all[0]));
        engine.answers.add(log());
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        reader.lookBack(T, 1000, () -> DIE);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("first", "last");
    }

    @Test
    void takesWhatTheTailDoesNotReach() throws Exception {
        byte[][] all = {out(T, "first\n"), out(T.plusNanos(1), "second\n"), out(DIE.plusNanos(1), "next run\n")};
        engine.answers.add(log(all));
        engine.answers.add(log());
        engine.answers.add(log(all));
        engine.answers.add(log(all));
        var reader = reader(LogPosition.START);

        assertThat(reader.lookBack(T, 6, () -> DIE)).isTrue();
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("first", "second");
    }

    @Test
    void doesNotLookBackAtARunThatIsOverUntilItsEndIsKnown() throws Exception {
        engine.startedAt = Journal.RUN.plusMillis(1);

        assertThat(reader(LogPosition.START).lookBack(T, 1000, () -> null)).isFalse();
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void looksBackAtAShortLogWhole() throws Exception {
        engine.answers.add(log(out(T, "123456789\n")));

        assertThat(reader(LogPosition.START).lookBack(T, 10, () -> DIE)).isTrue();
        assertThat(journal.texts()).containsExactly("123456789");
    }

    private RunReader readerOfOneThatRemovesItself(boolean askAtEnd) {
        return new RunReader(
                engine.source(),
                new LoggedContainer("c", false, true, askAtEnd),
                LogPosition.START,
                new FileEnds(true),
                Journal.PLAIN,
                journal.buffer);
    }

    @Test
    void asksNothingMoreOfAContainerThatRemovesItselfWhereThatMightKeepItFromGoing() throws Exception {
        engine.answers.add(log(out(T, "last words\n")));
        var reader = readerOfOneThatRemovesItself(false);

        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);
        assertThat(reader.complete(DIE).reason()).contains("removed");
        assertThat(journal.texts()).containsExactly("last words");
        assertThat(engine.asked).hasSize(1);
    }

    @Test
    void saysThatTheFollowerOfAContainerThatRemovesItselfCameTooLate() throws Exception {
        engine.answers.add(plain(404, "{\"message\":\"No such container: c\"}"));
        var reader = readerOfOneThatRemovesItself(false);

        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);
        var completion = reader.complete(DIE);
        assertThat(completion).isNotEqualTo(Completion.WHOLE);
        assertThat(completion.reason()).contains("removed");
        assertThat(engine.asked).hasSize(1);
    }

    @Test
    void readsWhatAContainerThatRemovesItselfSaidAtTheEndOnceAndIsSureOfIt() throws Exception {
        engine.answers.add(log(out(T, "first\n")));
        engine.answers.add(log(out(T, "first\n"), out(T.plusMillis(1), "last words\n")));
        var reader = readerOfOneThatRemovesItself(true);

        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);
        assertThat(journal.texts()).containsExactly("first", "last words");
        assertThat(engine.asked).hasSize(2);
    }

    @Test
    void isNotSureOfAnEmptyLogOfAContainerThatIsBeingRemoved() throws Exception {
        engine.answers.add(log(out(T, "first\n")));
        engine.answers.add(log());
        engine.removing = true;
        var reader = readerOfOneThatRemovesItself(true);

        assertThat(reader.follow(() -> null).outcome()).isEqualTo(Outcome.RUN_ENDED);
        assertThat(reader.complete(DIE).reason()).contains("removed");
        assertThat(journal.texts()).containsExactly("first");
    }

    @Test
    void endsAtOnceWhenClosedWhileTheEngineIsSilent() throws Exception {
        var begun = new CountDownLatch(1);
        var hold = new CountDownLatch(1);
        engine.answers.add((path, out) -> {
            FakeEngine.begin(out);
            begun.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var reader = reader(LogPosition.START);
        var result = new CompletableFuture<FollowResult>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                result.complete(reader.follow(() -> null));
            } catch (IOException | InterruptedException e) {
                result.completeExceptionally(e);
            }
        });

        begun.await();
        reader.close();

        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        assertThat(result.join().outcome()).isEqualTo(Outcome.CLOSED);
        hold.countDown();
    }

    @Test
    void doesNotHangOnAnEngineThatAcceptsAndIsSilent() throws Exception {
        var hold = new CountDownLatch(1);
        engine.answers.add((path, out) -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var impatient = engine.source(Duration.ofMillis(50));

        assertThatThrownBy(() -> impatient.logs(C, LogQuery.read(null, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer");
        hold.countDown();
    }

    @Test
    void saysThatNoEngineIsThere() {
        var nobody = new LogSource(EngineAddress.Unix.at(Path.of("/nowhere/docker.sock")));

        assertThatThrownBy(() -> nobody.logs(C, LogQuery.read(null, null))).isInstanceOf(IOException.class);
    }
}
