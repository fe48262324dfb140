package io.lastwords.cli.recording;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Journal records of real containers, in the order in which the collector wrote them.
 *
 * @param name the file's
 */
public record Recording(String name, Header header, List<Entry> entries) {
    /** A record of the journal, its value in the journal's own JSON. */
    public record Entry(String key, String value) {
        /** The value as the event it is; whatever makes an entry has made sure that it is one. */
        public JournalEvent event() {
            try {
                return Json.mapper().readValue(value, JournalEvent.class);
            } catch (IOException e) {
                throw new UncheckedIOException("no event of the journal", e);
            }
        }
    }

    /** The same records, with another note of what is said of them. */
    public Recording saying(List<Header.Said> said) {
        return new Recording(name, header.saying(said), entries);
    }

    public Recording {
        entries = List.copyOf(entries);
    }
}
