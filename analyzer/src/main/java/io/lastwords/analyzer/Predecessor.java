package io.lastwords.analyzer;

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
 * What an analyzer that was killed leaves behind: an open transaction, which nobody may read beyond until it times out,
 * 10 s later. Streams takes a new name at each start, so its own fencing does not end it.
 */
final class Predecessor {
    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);
    private static final long PATIENCE_SECONDS = 10;

    private Predecessor() {}

    /** Ends it now. There is one analyzer at a time: its members of the group have fixed names. */
    static void fence(Map<String, String> kafka) throws InterruptedException {
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka))) {
            List<String> open = admin
                    .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(Analyzer.APPLICATION_ID + "-"))
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
