package io.lastwords.analyzer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this analyzer left behind when it was killed: an open transaction, which nobody may read beyond until it times
 * out, 10 s later. Streams takes a new name at each start, so its own fencing does not end it; the folder keeps the last.
 */
final class Predecessor {
    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);
    private static final long PATIENCE_SECONDS = 10;

    private Predecessor() {}

    /**
     * Ends it now, and keeps the name of the process that takes its place. Other analyzers' transactions are left alone.
     *
     * @param process what the transactional IDs of this process will begin with
     * @throws IOException where the folder can neither be read nor written
     */
    static void replace(Path folder, String process, Map<String, String> kafka)
            throws IOException, InterruptedException {
        var file = folder.resolve("process");
        if (Files.exists(file)) {
            fence(Files.readString(file).strip(), kafka);
        }
        var written = Files.writeString(Files.createDirectories(folder).resolve("process.new"), process + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void fence(String process, Map<String, String> kafka) throws InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka))) {
            List<String> open = admin
                    .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(process + "-"))
                    .toList();
            if (!open.isEmpty()) {
                admin.fenceProducers(open).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                LOG.atInfo().addKeyValue("transactions", open.size()).log("ended what a predecessor left open");
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.atInfo()
                    .addKeyValue("reason", e.toString())
                    .log("a predecessor's transaction, if there is one, ends by its own time-out");
        }
    }
}
