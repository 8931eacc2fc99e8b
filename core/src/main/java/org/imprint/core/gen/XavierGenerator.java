package org.imprint.core.gen;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;

/**
 * k random proxies that know nothing of the class: the floor that every other generator has to beat.
 *
 * <pre>
 *   w ~ U(−a, a),  a = √(6 / (d + k))        w [k, d]
 * </pre>
 *
 * <p>Only d is taken from the rows, so a class of one row, or with NaN, gets k random proxies too. Draws k·d words of the
 * class's stream. Time O(k·d). In reference semantics a class with fewer than k rows gets its own rows back, without a draw:
 * a baseline that is no longer random.
 *
 * @param k proxies per class, in [1, 10000]
 */
@Source(
        paper = "X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, "
                + "AISTATS 2010, eq. 16",
        url = "https://proceedings.mlr.press/v9/glorot10a.html",
        oracle = "torch.nn.init.xavier_uniform_")
public record XavierGenerator(int k) implements ClassGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND =
            GeneratorKind.withK("none", "no data", XavierGenerator.class, XavierGenerator::new);

    public XavierGenerator {
        Checks.inRange("none.k", k, 1, MAX_K);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public long most(long rows) {
        return k;
    }

    @Override
    public boolean usesSeed() {
        return true;
    }

    @Override
    public FloatMatrix proxies(ClassRows rows, Run run) {
        boolean givesRowsBack = run.semantics().isReference() && RowChecks.size(rows) < k;
        return givesRowsBack
                ? rows.rows()
                : run.draws()
                        .forGeneration(rows.label())
                        .xavierUniform(k, rows.rows().cols());
    }
}
