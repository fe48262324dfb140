package io.lastwords.cli.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A route as the file has it.
 *
 * @param path where it is in the file: {@code route.routes[0]}
 * @param receivers null where it has those of the route around it
 * @param match by field
 * @param timing by key
 */
record RouteDraft(
        String path,
        @Nullable List<Given> receivers,
        Map<String, Given> match,
        @Nullable Given goOn,
        Map<String, Given> timing,
        List<RouteDraft> routes,
        String where) {}
