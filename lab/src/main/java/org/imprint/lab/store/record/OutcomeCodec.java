package org.imprint.lab.store.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Thrown;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.sweep.Combination;

/** What became of a run, as bytes: that part of a record which comes after its combination and time. */
public final class OutcomeCodec {

    private OutcomeCodec() {}

    /** Numbers for what outcomes refer to. */
    public interface Numbers {
        /** Appends the number of the data choice, that of the method, and the seed. */
        void combination(Combination c);

        /** Returns the number of a text. */
        int text(String text);

        /** Returns the number of class sizes. */
        int sizes(List<Integer> sizes);
    }

    /** Returns the type of an outcome's record. */
    public static RecordType type(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return RecordType.DONE;
        }
        return outcome instanceof Outcome.Failed ? RecordType.FAILED : RecordType.EQUAL_TO;
    }

    /** Appends an outcome. */
    public static void write(ByteSink out, Outcome outcome, Numbers numbers) {
        if (outcome instanceof Outcome.Done done) {
            out.f64(done.cost().generationSeconds());
            out.f64(done.cost().scoringSeconds());
            ToIntFunction<List<Integer>> sizes = numbers::sizes;
            ScoresCodec.write(out, done.scores(), sizes);
        } else if (outcome instanceof Outcome.EqualTo equal) {
            numbers.combination(equal.other());
            out.varint(numbers.text(equal.rule()));
        } else if (outcome instanceof Outcome.Failed failed) {
            out.varint(numbers.text(failed.error()));
            failed.thrown().ifPresent(thrown -> {
                out.varint(numbers.text(thrown.type()));
                out.varint(thrown.frames().size());
                thrown.frames().forEach(frame -> out.varint(numbers.text(frame)));
            });
        }
    }

    /** Looks up everything an outcome refers to, and checks its numbers as far as it takes no objects. */
    public static void check(RecordType type, ByteSource in, LocalNames names) {
        if (type == RecordType.DONE) {
            cost(in);
            ScoresCodec.check(in, names::sizes);
        } else if (type == RecordType.EQUAL_TO) {
            other(in, names);
            names.text(in.count());
        } else {
            failed(in, names);
        }
    }

    /** Reads an outcome in full; throws if anything is wrong with it. */
    public static void checkAll(RecordType type, ByteSource in, LocalNames names) {
        if (type == RecordType.DONE) {
            done(in, names);
        } else {
            check(type, in, names);
        }
        if (!in.isEmpty()) {
            throw new ImprintException("it is longer than its contents");
        }
    }

    /** A combination by the numbers that the store has for its parts. */
    public record Key(int data, int method, long seed) {}

    /** Reads the combination whose run an equal one takes its results from. */
    public static Key other(ByteSource in, LocalNames names) {
        return new Key(names.data(in.count()), names.method(in.count()), in.varint());
    }

    /** Reads a failure; one that ends after its error was written before more was kept. */
    public static Outcome.Failed failed(ByteSource in, LocalNames names) {
        String error = names.text(in.count());
        if (in.isEmpty()) {
            return new Outcome.Failed(error);
        }
        String type = names.text(in.count());
        List<String> frames = new ArrayList<>();
        for (int left = in.length(); left > 0; left--) {
            frames.add(names.text(in.count()));
        }
        return new Outcome.Failed(error, Optional.of(new Thrown(type, frames)));
    }

    /** Reads the outcome of a finished run. */
    public static Outcome.Done done(ByteSource in, LocalNames names) {
        Cost cost = cost(in);
        return new Outcome.Done(ScoresCodec.read(in, names::sizes), cost);
    }

    private static Cost cost(ByteSource in) {
        return new Cost(in.f64(), in.f64());
    }

    /** Reads no more of a finished run's outcome than its accuracy. */
    public static double accuracy(ByteSource in, LocalNames names) {
        in.f64();
        in.f64();
        return ScoresCodec.accuracy(in, names::sizes);
    }

    /** Skips what precedes the outcome in a record of a type; returns the number of its session. */
    public static int skipToOutcome(RecordType type, ByteSource in) {
        int numbers = type.isStamped(in.u8()) ? 6 : 4;
        int session = in.count();
        for (int skipped = 0; skipped < numbers; skipped++) {
            in.varint();
        }
        return session;
    }
}
