package io.lastwords.collector;

import com.google.re2j.Pattern;
import io.lastwords.collector.logs.Marker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program prints on reaching main, for containers that do not say so by a label.
 *
 * @param name a glob ({@code *}, {@code ?}) that the container's or the compose service's name matches; null for any
 * @param image a glob that the image as it was asked for matches; null for any
 * @param marker {@code TEXT}, or {@code /REGEX/}
 */
public record MarkerRule(@Nullable String name, @Nullable String image, String marker) {
    /**
     * @throws IllegalArgumentException with one clear line, where the marker is none
     */
    public MarkerRule {
        Marker.of(marker);
    }

    /** The marker of the first rule that matches; null where none does. */
    static @Nullable String first(List<MarkerRule> rules, String container, @Nullable String service, String image) {
        return rules.stream()
                .filter(rule -> rule.matches(container, service, image))
                .findFirst()
                .map(MarkerRule::marker)
                .orElse(null);
    }

    boolean matches(String container, @Nullable String service, String imageName) {
        return (name == null || glob(name, container) || (service != null && glob(name, service)))
                && (image == null || glob(image, imageName));
    }

    private static boolean glob(String glob, String text) {
        var pattern = new StringBuilder();
        glob.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                default -> pattern.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
