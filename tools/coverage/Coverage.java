import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the tests of a module reach, from the CSV that JaCoCo writes: the share of lines and branches, and the five classes
 * that miss most branches. {@code java tools/coverage/Coverage.java NAME target/site/jacoco/jacoco.csv}
 */
public final class Coverage {

    private static final int WORST = 5;

    /** One class: its name, and what is missed and covered. */
    private record Row(String type, long branchesMissed, long branchesCovered, long linesMissed, long linesCovered) {

        static Row of(String line) {
            String[] cells = line.split(",");
            return new Row(
                    cells[1].substring(cells[1].lastIndexOf('.') + 1) + "." + cells[2],
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]),
                    Long.parseLong(cells[8]));
        }
    }

    public static void main(String[] args) throws IOException {
        List<Row> rows = Files.readAllLines(Path.of(args[1])).stream().skip(1).map(Row::of).toList();
        System.out.printf(
                "Coverage of %s: %s of lines, %s of branches%n",
                args[0],
                share(rows.stream().mapToLong(Row::linesCovered).sum(), rows.stream().mapToLong(Row::linesMissed).sum()),
                share(rows.stream().mapToLong(Row::branchesCovered).sum(), rows.stream().mapToLong(Row::branchesMissed).sum()));
        rows.stream()
                .sorted(Comparator.comparingLong(Row::branchesMissed).reversed())
                .limit(WORST)
                .forEach(row -> System.out.printf(
                        "  %s: %d of %d branches missed%n",
                        row.type(), row.branchesMissed(), row.branchesMissed() + row.branchesCovered()));
    }

    private static String share(long covered, long missed) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * covered / Math.max(1, covered + missed));
    }
}
