package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Several;
import java.util.List;
import java.util.Objects;

/** Whom a notice is about, in words: one workload, a fleet of them, or a whole host. */
final class Scopes {
    private Scopes() {}

    /** 'shop/web keeps dying: stub-binary', with the hosts of a fleet, and without the obvious of a host. */
    static String title(Diagnosis diagnosis, String trouble, String cause) {
        return diagnosis.scope() == Diagnosis.Scope.HOST
                ? title(diagnosis, trouble)
                : title(diagnosis, trouble) + ": " + cause;
    }

    static String title(Diagnosis diagnosis, String trouble) {
        String name = Notices.name(diagnosis);
        return switch (diagnosis.scope()) {
            case WORKLOAD -> name + " " + trouble;
            case FLEET -> name + " " + trouble + " on " + count(diagnosis.hosts());
            case HOST -> name + " on " + Notices.host(diagnosis) + " " + trouble;
        };
    }

    private static String count(List<String> hosts) {
        return hosts.size() == 1 ? "one host" : hosts.isEmpty() ? "all hosts" : hosts.size() + " hosts";
    }

    /** What a fleet has in common, or which part of a host it is about. */
    static String name(Diagnosis diagnosis) {
        var sample = diagnosis.sample();
        return sample != null ? sample.image() : restarted(diagnosis) ? "The Docker engine" : "The collector";
    }

    /** One host, or how many and the first of them. */
    static String where(List<String> hosts) {
        if (hosts.size() <= 1) {
            return hosts.isEmpty() ? "all hosts" : hosts.getFirst();
        }
        return hosts.size() + " hosts (" + Several.named(hosts) + ")";
    }

    /** What a host does, in words; its runs are nobody's. */
    static String trouble(Diagnosis host) {
        return restarted(host) ? "was restarted" : "is not heard from";
    }

    static List<String> facts(Diagnosis diagnosis) {
        int members = diagnosis.members().size();
        if (diagnosis.scope() != Diagnosis.Scope.HOST || members == 0) {
            return List.of();
        }
        return List.of((members == 1 ? "One workload" : members + " workloads")
                + " failed at that time; what still fails in a minute is told then.");
    }

    private static boolean restarted(Diagnosis diagnosis) {
        return Objects.equals(diagnosis.causes().getFirst().cause(), CauseName.HOST_RESTARTED.label());
    }
}
