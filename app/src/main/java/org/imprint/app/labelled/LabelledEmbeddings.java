package org.imprint.app.labelled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.app.output.IntakeLines;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.core.Checks;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.data.DataException;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.ridge.RidgeStart;
import picocli.CommandLine.ExitCode;

/**
 * Embeddings whose classes are known. Of images that are equal byte for byte a class has one.
 *
 * @param name of the folder or file, as it was given
 * @param classNames one for each class of the task, in its order
 * @param task the embeddings, at least one of each class
 * @param ids name of each row, one list for each class
 * @param madeBy the backbone that made them
 * @param intake what became of the images, where there were any
 * @param settings those of the classifier whose examples they are, where they are
 */
public record LabelledEmbeddings(
        String name,
        List<String> classNames,
        Task task,
        List<List<String>> ids,
        MadeBy madeBy,
        Optional<Intake> intake,
        Optional<ClassifierSettings> settings) {

    /** Checks that names and ids are those of the task, and copies the lists. */
    public LabelledEmbeddings {
        classNames = List.copyOf(classNames);
        ids = ids.stream().map(List::copyOf).toList();
        Checks.require(classNames.size() == task.size(), "class names must be " + task.size(), classNames.size());
        Checks.require(ids.size() == task.size(), "lists of ids must be " + task.size(), ids.size());
        for (int c = 0; c < ids.size(); c++) {
            int rows = task.get(c).size();
            Checks.require(
                    ids.get(c).size() == rows,
                    "ids of class " + classNames.get(c) + " must be " + rows,
                    ids.get(c).size());
        }
    }

    /** Returns n, how many embeddings there are. */
    public int size() {
        return task.classes().stream().mapToInt(ClassRows::size).sum();
    }

    /** Returns the exit code of a command that went well: that of a part that failed if an image cannot be used. */
    public int exitCode() {
        return intake.map(i -> new IntakeLines(i).exitCode()).orElse(ExitCode.OK);
    }

    /** Adds what became of the images to an object under a name, where there were any. */
    public void addIntakeTo(ObjectNode to, String key) {
        intake.ifPresent(i -> new IntakeLines(i).addTo(to.putObject(key)));
    }

    /** Returns λ for these embeddings, if anybody says it. */
    public OptionalDouble lambda(RidgeRule ridges) {
        return ridges.find(madeBy.backbone(), madeBy.lambda());
    }

    /**
     * Returns a recipe with λ put in, where it needs one.
     *
     * @throws DataException if nobody says λ, with one to begin with
     */
    public Recipe withLambda(Recipe recipe, RidgeRule ridges) {
        if (!recipe.needsLambda()) {
            return recipe;
        }
        return recipe.withLambda(lambda(ridges)
                .orElseThrow(() ->
                        new DataException(RidgeRule.unknown(List.of(RidgeStart.of(madeBy.backbone(), rows(), name))))));
    }

    private FloatMatrix rows() {
        return FloatMatrix.concat(task.classes().stream().map(ClassRows::rows).toList());
    }
}
