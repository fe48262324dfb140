package io.lastwords.collector.engine;

import org.jspecify.annotations.Nullable;

/** The configuration's word on what a container prints on reaching main; its label goes first. */
public interface MarkerRules {
    /**
     * The marker, or null where there is no rule for such a container.
     *
     * @param service the compose service, null where it is of none
     */
    @Nullable
    String markerOf(String name, @Nullable String service, String image);
}
