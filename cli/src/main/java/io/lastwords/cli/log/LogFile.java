package io.lastwords.cli.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The file that Lastwords' own log, Kafka's and Kafka Streams' go to: 20 MiB at most with the one before it. */
public final class LogFile {
    /** A name or a key with a newline in it begins no line of its own, and one with an escape reaches no terminal. */
    private static final String ONE_LINE = "%replace(%msg %kvp{NONE}){'\\p{Cntrl}|\u2028|\u2029','\ufffd'}";

    private static final AtomicReference<@Nullable Path> CURRENT = new AtomicReference<>();

    private LogFile() {}

    /** Where the log of this process is; one in the folder for temporary files where none has been opened. */
    public static Path current() {
        var open = CURRENT.get();
        return open == null ? open(Path.of(System.getProperty("java.io.tmpdir"), "lastwords.log")) : open;
    }

    /** Sends the log of this process to a file, and tells {@code complaints} what its services warn of, a line each. */
    public static void open(Path file, Consumer<String> complaints) {
        open(file);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var appender = new Complaints(complaints);
        appender.setContext(context);
        appender.start();
        context.getLogger("io.lastwords").addAppender(appender);
    }

    /** Sends the log of this process to a file, made where it is missing. */
    public static Path open(Path file) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: " + ONE_LINE
                + "%n%replace(%ex){'[\\p{Cntrl}&&[^\\n\\t]]','\ufffd'}%nopex");
        encoder.start();
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(1);
        rolling.start();
        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(10 * FileSize.MB_COEFFICIENT));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        CURRENT.set(file);
        return file;
    }
}
