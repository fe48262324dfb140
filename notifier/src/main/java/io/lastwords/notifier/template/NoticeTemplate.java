package io.lastwords.notifier.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A Mustache template over a notice's fields. What could go wrong with it is found when it is made; filling it in cannot
 * fail, and what comes out is bounded. Its own text stays as it is; the fields' texts are escaped as the channel needs
 * it, whatever kind of tag names them. Immutable, and equal to one with the same text.
 */
public final class NoticeTemplate {
    /** In characters, of the template and of what comes out of it; what is longer is cut. */
    public static final int LIMIT = 30_000;

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withCollector(new Names());

    private final String source;
    private final Template compiled;

    private NoticeTemplate(String source, Template compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    /**
     * Reads and checks a template.
     *
     * @throws InvalidTemplateException where it does not parse, or names what there is not
     */
    public static NoticeTemplate parse(String source) {
        if (source.length() > LIMIT) {
            throw new InvalidTemplateException(1, "a template has up to " + LIMIT + " characters: " + source.length());
        }
        var lines = source.replace("\r\n", "\n");
        Tags.check(lines);
        try {
            return new NoticeTemplate(source, COMPILER.compile(lines));
        } catch (MustacheException e) {
            throw new InvalidTemplateException(1, "is no template: " + e.getMessage());
        }
    }

    String fill(Map<String, Object> values) {
        return bounded(out -> compiled.execute(values, out));
    }

    static String bounded(Consumer<Writer> writing) {
        var out = new Bounded(LIMIT);
        writing.accept(out);
        return out.toString();
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoticeTemplate template && template.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** Names are those of the fields, and never a method of what is behind them. */
    private static final class Names extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
