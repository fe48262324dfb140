package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A fact that could not be had.
 *
 * @param fact its field, as a path into the examination: {@code files[/app/x].inContainer}, {@code tag}
 * @param reason one line
 * @param passing whether the same question may be answered a moment later: the engine was busy
 */
public record UnknownFact(
        String fact,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean passing) {
    /** A fact that another look would not bring either. */
    public UnknownFact(String fact, String reason) {
        this(fact, reason, false);
    }

    public UnknownFact {
        fact = Bounds.text(fact, Bounds.WORD);
        reason = Bounds.text(reason, Bounds.WORD);
    }
}
