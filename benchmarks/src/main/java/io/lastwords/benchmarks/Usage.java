package io.lastwords.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.OptionalLong;

/** What a process has used so far, as Linux counts it in /proc. */
public final class Usage {
    /** Linux shows processor time to programs in hundredths of a second on every architecture. */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private Usage() {}

    /** Processor seconds of all its threads. */
    public static double processorSeconds(long process) {
        String stat = read(Path.of("/proc", Long.toString(process), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_A_SECOND;
    }

    /** The most memory it has ever had resident, in megabytes. */
    public static double peakMegabytes(long process) {
        return megabytes(process, "VmHWM:");
    }

    /** The memory it has resident, in megabytes. */
    public static double megabytes(long process) {
        return megabytes(process, "VmRSS:");
    }

    /** The Docker engine's process, where it is on this machine: the one told of this socket, else the first. */
    public static OptionalLong engine(String socket) {
        return ProcessHandle.allProcesses()
                .filter(one -> named(one.pid(), "dockerd"))
                .sorted(Comparator.comparing(one -> !told(one.pid(), socket)))
                .mapToLong(ProcessHandle::pid)
                .findFirst();
    }

    private static double megabytes(long process, String field) {
        return read(Path.of("/proc", Long.toString(process), "status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }

    private static boolean named(long process, String name) {
        Path command = Path.of("/proc", Long.toString(process), "comm");
        return Files.exists(command) && read(command).strip().equals(name);
    }

    private static boolean told(long process, String socket) {
        return read(Path.of("/proc", Long.toString(process), "cmdline")).contains(socket);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
