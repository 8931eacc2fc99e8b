package org.imprint.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.app.backbone.BackboneCommand;
import org.imprint.app.classifier.ExplainCommand;
import org.imprint.app.classifier.ExportCommand;
import org.imprint.app.classifier.FitCommand;
import org.imprint.app.classifier.ForgetCommand;
import org.imprint.app.classifier.HistoryCommand;
import org.imprint.app.classifier.InspectCommand;
import org.imprint.app.classifier.LearnCommand;
import org.imprint.app.classifier.MergeCommand;
import org.imprint.app.classifier.PredictCommand;
import org.imprint.app.classifier.RedoCommand;
import org.imprint.app.classifier.RenameCommand;
import org.imprint.app.classifier.UndoCommand;
import org.imprint.app.classifier.VerifyCommand;
import org.imprint.app.collapse.CollapseCommand;
import org.imprint.app.compare.CompareCommand;
import org.imprint.app.curve.LearningCurveCommand;
import org.imprint.app.dataset.DataSetCommand;
import org.imprint.app.doctor.DoctorCommand;
import org.imprint.app.embed.EmbedCommand;
import org.imprint.app.episodes.EpisodesCommand;
import org.imprint.app.error.ErrorReport;
import org.imprint.app.evaluate.EvaluateCommand;
import org.imprint.app.k8s.K8sCommand;
import org.imprint.app.log.LogLines;
import org.imprint.app.log.QuietLogs;
import org.imprint.app.option.Converters;
import org.imprint.app.output.OutputPlaces;
import org.imprint.app.process.Version;
import org.imprint.app.quickstart.QuickstartCommand;
import org.imprint.app.reproduce.ReproduceCommand;
import org.imprint.app.results.ResultsCommand;
import org.imprint.app.serve.ServeCommand;
import org.imprint.app.study.AnalyzeCommand;
import org.imprint.app.study.MapCommand;
import org.imprint.app.study.ReportCommand;
import org.imprint.app.sweep.RunCommand;
import org.imprint.app.sweep.StatusCommand;
import org.imprint.app.text.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code imprint} command.
 *
 * <p>Exit codes: 0 all was done; 1 part of the work failed; 2 wrong usage, input that cannot be used, or too little of the machine;
 * {@value ErrorReport#INTERNAL} a fault of the program.
 */
@Command(
        name = "imprint",
        description = "Adds classes to a frozen image model without training.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Start with: imprint fit, or without photographs: imprint quickstart"})
public final class Main implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            QuickstartCommand.class,
            FitCommand.class,
            PredictCommand.class,
            LearnCommand.class,
            ForgetCommand.class,
            RenameCommand.class,
            MergeCommand.class,
            UndoCommand.class,
            RedoCommand.class,
            HistoryCommand.class,
            InspectCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            EpisodesCommand.class,
            LearningCurveCommand.class,
            ExplainCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            ServeCommand.class,
            DoctorCommand.class,
            BackboneCommand.class,
            DataSetCommand.class,
            EmbedCommand.class,
            RunCommand.class,
            StatusCommand.class,
            ResultsCommand.class,
            AnalyzeCommand.class,
            CollapseCommand.class,
            MapCommand.class,
            ReproduceCommand.class,
            ReportCommand.class,
            K8sCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Says on standard error what is being done, and where an error happened.")
    private boolean verbose;

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        QuietLogs.install();
        PrintWriter err = new PrintWriter(System.err, true);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> new Main().report(args, new Terminal(err)).tell(e));
        System.exit(run(args, new PrintWriter(System.out, true), err));
    }

    /** Runs the command line and returns its exit code; everything for people goes to the two writers. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        Main main = new Main();
        return main.execute(main.line(args), args, out, err);
    }

    int execute(CommandLine line, String[] args, PrintWriter out, PrintWriter err) {
        Terminal errors = new Terminal(err);
        line.setOut(new Terminal(out));
        line.setErr(errors);
        line.setExecutionStrategy(parsed -> runWithLogs(parsed, errors));
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> report(args, errors).tell(e));
        line.setParameterExceptionHandler(new WrongUsage());
        try {
            return line.execute(args);
        } catch (RuntimeException | Error e) {
            return report(args, errors).tell(e);
        }
    }

    private ErrorReport report(String[] args, PrintWriter err) {
        return new ErrorReport(List.of(args), Version.current(), verbose, err);
    }

    private int runWithLogs(ParseResult parsed, PrintWriter err) {
        if (!verbose) {
            return runWithPlaces(parsed);
        }
        LogLines logs = LogLines.show(err);
        try {
            return runWithPlaces(parsed);
        } finally {
            logs.close();
        }
    }

    /** Runs the command that is meant, once the places that it writes to have been tried. */
    private static int runWithPlaces(ParseResult parsed) {
        ParseResult last = parsed;
        boolean help = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
        while (last.hasSubcommand()) {
            last = last.subcommand();
            help |= last.isUsageHelpRequested() || last.isVersionHelpRequested();
        }
        if (help) {
            return new CommandLine.RunLast().execute(parsed);
        }
        OutputPlaces places = places(last.commandSpec());
        try (places) {
            return new CommandLine.RunLast().execute(parsed);
        }
    }

    /** What else is thrown here the library prints with its trace, and tells nobody. */
    private static OutputPlaces places(CommandSpec command) {
        try {
            return OutputPlaces.of(command);
        } catch (RuntimeException e) {
            throw new ExecutionException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** Returns what can parse a command line: the command that is named first, whole, and of the others what help says of them. */
    CommandLine line(String... args) {
        CommandLine line = new CommandLine(this);
        Optional<String> first =
                Stream.of(args).filter(word -> !word.startsWith("-")).findFirst();
        for (Class<?> type : COMMANDS) {
            Command command = type.getAnnotation(Command.class);
            if (first.filter(command.name()::equals).isPresent()) {
                line.addSubcommand(type);
            } else {
                line.addSubcommand(command.name(), outline(command));
            }
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Converters.teach(line);
        return line;
    }

    /** Returns a command's name and description: to know the options of every command takes longer than many a command runs. */
    private static CommandSpec outline(Command command) {
        CommandSpec outline = CommandSpec.create().name(command.name());
        outline.usageMessage().description(command.description());
        return outline;
    }

    /** Shows the help: {@code imprint} alone is a question. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
