package io.lastwords.collector.examine;

import java.time.Duration;

/**
 * What an examination may take.
 *
 * @param throwaway whether containers may be made of images to look into them ({@code examine.throwaway})
 * @param containerRead for each read of the container's own files where the engine may want to start it or something else
 *     of it: a read that is under way locks it
 * @param restRead for each read of an image's file, or of a container's that nobody is about to start
 * @param whole after this nothing more is looked for
 * @param mostBytes of one file
 */
public record ExamineSettings(
        boolean throwaway, Duration containerRead, Duration restRead, Duration whole, long mostBytes) {
    /** What holds where nothing is said; throw-aways only where the engine is on this machine. */
    public static ExamineSettings of(boolean throwaway) {
        return new ExamineSettings(
                throwaway, Duration.ofMillis(100), Duration.ofSeconds(4), Duration.ofSeconds(8), 512L << 20);
    }

    /** How long a read of a container's files may take. */
    Duration readOf(boolean atRest) {
        return atRest ? restRead : containerRead;
    }
}
