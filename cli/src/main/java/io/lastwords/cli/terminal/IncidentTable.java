package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.notice.Wording;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Incidents as a table, the newest first, a line each. In a terminal it fits the width: times get short, names lose
 * their middle. A pipe or a file gets everything whole, with times in UTC.
 */
public final class IncidentTable {
    /** Such that what is new stands on top. */
    public static final Comparator<Diagnosis> NEWEST_FIRST = Comparator.<Diagnosis, Instant>comparing(
                    IncidentTable::since)
            .reversed()
            .thenComparing(incident -> String.valueOf(incident.incident()));

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("MMM dd", Locale.ENGLISH);
    private static final int SHORT_ID = 8;
    private static final int NAME = 200;

    private final List<Diagnosis> incidents;
    private final Screen screen;
    private final ZoneId zone;
    private final LocalDate today;

    private IncidentTable(List<Diagnosis> incidents, Screen screen, Clock clock) {
        this.incidents = incidents;
        this.screen = screen;
        zone = clock.getZone();
        today = LocalDate.ofInstant(clock.instant(), zone);
    }

    /**
     * The table's lines, its head first.
     *
     * @param incidents in the order in which they are to stand there
     * @param clock tells what today is, in the zone of those who look
     */
    public static List<String> lines(List<Diagnosis> incidents, Screen screen, Clock clock) {
        return new IncidentTable(incidents, screen, clock).lines();
    }

    private List<String> lines() {
        boolean narrow = screen.terminal() && !Grid.fits(columns(false), rows(false), screen.width());
        var rows = rows(narrow);
        var grid = Grid.of(columns(narrow), rows, screen.width());
        var lines = new ArrayList<String>();
        lines.add(Paint.BOLD.on(grid.head(), screen));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(paint(incidents.get(i)).on(grid.line(rows.get(i)), screen));
        }
        return lines;
    }

    private static List<Grid.Column> columns(boolean narrow) {
        int whole = Integer.MAX_VALUE;
        return List.of(
                new Grid.Column("ID", false, whole, 0),
                new Grid.Column("SINCE", false, whole, 0),
                new Grid.Column("STATUS", false, whole, 0),
                new Grid.Column("CAUSE", false, 14, 0),
                new Grid.Column(narrow ? "SURE" : "CONFIDENCE", true, whole, 3),
                new Grid.Column("DEATHS", true, whole, 1),
                new Grid.Column("HOST", false, 8, 2),
                new Grid.Column("WORKLOAD", false, 10, 0));
    }

    private List<List<String>> rows(boolean narrow) {
        int shortest = shortest();
        return incidents.stream()
                .map(incident -> List.of(
                        id(incident, shortest),
                        since(incident, narrow),
                        status(incident),
                        Plain.line(incident.causes().getFirst().cause(), NAME),
                        confidence(incident.causes().getFirst()),
                        String.valueOf(incident.runs().count()),
                        host(incident),
                        workload(incident)))
                .toList();
    }

    private static Paint paint(Diagnosis incident) {
        if (incident.status() != Diagnosis.Status.OPEN) {
            return Paint.FAINT;
        }
        return switch (incident.severity()) {
            case CRITICAL -> Paint.RED;
            case WARNING -> Paint.YELLOW;
        };
    }

    /** How much of the IDs tells them apart; a program that reads the table gets them whole. */
    private int shortest() {
        if (!screen.terminal()) {
            return Integer.MAX_VALUE;
        }
        int length = SHORT_ID;
        while (length < NAME && !distinct(length)) { // records of anybody's may have one ID
            length++;
        }
        return length;
    }

    private boolean distinct(int length) {
        return incidents.stream().map(one -> id(one, length)).distinct().count() == incidents.size();
    }

    private static String id(Diagnosis incident, int length) {
        var id = Plain.line(String.valueOf(incident.incident()), NAME);
        return id.substring(0, Math.min(id.length(), length));
    }

    private String since(Diagnosis incident, boolean narrow) {
        var since = since(incident);
        if (!screen.terminal()) {
            return Wording.time(since);
        }
        var local = since.atZone(zone);
        return (!narrow ? LOCAL : local.toLocalDate().equals(today) ? TODAY : EARLIER).format(local);
    }

    private static Instant since(Diagnosis incident) {
        return Objects.requireNonNullElse(incident.openedAt(), incident.updatedAt());
    }

    private static String status(Diagnosis incident) {
        var resolution = incident.resolution();
        return resolution == null ? "open" : resolution.name().toLowerCase(Locale.ROOT);
    }

    /** That nothing known fits is no opinion to be sure of. */
    private static String confidence(Diagnosis.Cause cause) {
        return cause.cause().equals(CauseName.UNEXPLAINED.label())
                ? "-"
                : Math.clamp(Math.round(cause.confidence() * 100), 1, 99) + " %";
    }

    private static String host(Diagnosis incident) {
        var hosts = incident.hosts();
        return hosts.size() == 1 ? Plain.line(hosts.getFirst(), NAME) : hosts.size() + " hosts";
    }

    /** A workload's ID begins with its host, which has a column of its own. */
    private static String workload(Diagnosis incident) {
        var workload = incident.workload();
        if (workload != null) {
            var host = workload.host() + "/";
            return Plain.line(
                    workload.id().startsWith(host) ? workload.id().substring(host.length()) : workload.id(), NAME);
        }
        var sample = incident.sample();
        return sample == null
                ? "(the host)"
                : "(" + incident.members().size() + " of " + Plain.line(sample.image(), NAME) + ")";
    }
}
