package io.lastwords.model.examination;

/**
 * A fact that could not be had.
 *
 * @param fact its field, as a path into the examination: {@code files[/app/x].inContainer}, {@code tag}
 * @param reason one line
 */
public record UnknownFact(String fact, String reason) {
    public UnknownFact {
        fact = Bounds.text(fact, Bounds.WORD);
        reason = Bounds.text(reason, Bounds.WORD);
    }
}
