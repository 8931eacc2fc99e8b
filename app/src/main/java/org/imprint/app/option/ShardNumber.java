package org.imprint.app.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.lab.plan.Plan;

/**
 * Which part of a plan, written {@code I/N}.
 *
 * @param index I, in [0, N)
 * @param count N
 */
public record ShardNumber(int index, int count) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    static ShardNumber parse(String text) {
        Matcher parts = TEXT.matcher(text);
        Checks.require(parts.matches(), "--shard must be I/N such as 0/4", "'" + text + "'");
        return new ShardNumber(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Returns this part of a plan. */
    public Plan of(Plan plan) {
        return plan.shard(index, count);
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
