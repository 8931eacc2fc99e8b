package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.List;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.store.ResultStore;

/** What a store lacks of a plan. */
public final class LeftOver {

    private LeftOver() {}

    /**
     * Returns the plan of what is left; work is estimated by the share of runs that are left.
     *
     * @param retryFailed whether runs that failed count as left
     */
    public static Plan of(Plan plan, ResultStore store, boolean retryFailed) {
        List<Batch> left = new ArrayList<>();
        for (Batch batch : plan.batches()) {
            Pending pending = Pending.of(batch, store, retryFailed);
            if (!pending.runs().isEmpty()) {
                double share = (double) pending.runs().size() / batch.runs().size();
                left.add(new Batch(
                        batch.place(),
                        batch.stage(),
                        pending.runs(),
                        batch.work().times(share)));
            }
        }
        return new Plan(plan.semantics(), left);
    }
}
