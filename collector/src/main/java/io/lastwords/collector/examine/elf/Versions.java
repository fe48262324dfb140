package io.lastwords.collector.examine.elf;

import io.lastwords.model.examination.ElfFacts.VersionNeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Symbol versions such as {@code GLIBC_2.38}: a family, and a number with dots. */
public final class Versions {
    private static final List<String> FAMILIES = List.of("GLIBC", "GLIBCXX", "CXXABI", "GCC");

    private Versions() {}

    /** The versions of one family that are needed of one library, ascending. */
    public record Needed(String library, String family, List<String> versions) {
        /** Against what the library offers; nothing known of it where that is null. */
        public VersionNeed against(@Nullable List<String> offered) {
            String highest = versions.getLast();
            if (offered == null) {
                return new VersionNeed(library, family, highest, null, List.of());
            }
            List<String> there = numbers(family, offered);
            List<String> missing = versions.stream()
                    .filter(version -> !there.contains(version))
                    .sorted(ORDER.reversed())
                    .toList();
            return new VersionNeed(library, family, highest, there.isEmpty() ? "" : there.getLast(), missing);
        }
    }

    static List<Needed> of(List<Dynamic.Need> needs) {
        var byLibrary = new LinkedHashMap<String, List<String>>();
        for (Dynamic.Need need : needs) {
            byLibrary
                    .computeIfAbsent(need.library(), library -> new ArrayList<>())
                    .add(need.version());
        }
        var needed = new ArrayList<Needed>();
        byLibrary.forEach((library, versions) -> {
            for (String family : FAMILIES) {
                List<String> numbers = numbers(family, versions);
                if (!numbers.isEmpty()) {
                    needed.add(new Needed(library, family, numbers));
                }
            }
        });
        return needed;
    }

    private static List<String> numbers(String family, List<String> versions) {
        return versions.stream()
                .filter(version -> version.startsWith(family + "_"))
                .map(version -> version.substring(family.length() + 1))
                .filter(number -> number.matches("\\d{1,6}(\\.\\d{1,6}){0,3}"))
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    private static final Comparator<String> ORDER = (one, other) -> {
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int left = i < a.length ? Integer.parseInt(a[i]) : 0;
            int right = i < b.length ? Integer.parseInt(b[i]) : 0;
            if (left != right) {
                return Integer.compare(left, right);
            }
        }
        return 0;
    };
}
