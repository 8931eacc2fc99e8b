package org.imprint.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.imprint.app.command.AnalyzeCommand;
import org.imprint.app.command.BackboneCommand;
import org.imprint.app.command.CollapseCommand;
import org.imprint.app.command.DataSetCommand;
import org.imprint.app.command.EmbedCommand;
import org.imprint.app.command.EvaluateCommand;
import org.imprint.app.command.MapCommand;
import org.imprint.app.command.QuickstartCommand;
import org.imprint.app.command.ReportCommand;
import org.imprint.app.command.ReproduceCommand;
import org.imprint.app.command.ResultsCommand;
import org.imprint.app.command.RunCommand;
import org.imprint.app.command.StatusCommand;
import org.imprint.app.k8s.K8sCommand;
import org.imprint.app.option.Converters;
import org.imprint.app.output.OutputPlaces;
import org.imprint.app.text.Terminal;
import org.imprint.vision.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The {@code imprint} command.
 *
 * <p>Exit codes: 0 all was done; 1 part of the work failed; 2 wrong usage or input that cannot be used.
 */
@Command(
        name = "imprint",
        description = "Adds classes to a frozen image model without training.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Start with: imprint quickstart"})
public final class Main implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            QuickstartCommand.class,
            BackboneCommand.class,
            DataSetCommand.class,
            EmbedCommand.class,
            EvaluateCommand.class,
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

    /** Returns the version of this build. */
    public static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development build)" : version;
    }

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    /** Runs the command line and returns its exit code; everything for people goes to the two writers. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine line = line(args);
        line.setOut(new Terminal(out));
        line.setErr(new Terminal(err));
        line.setExecutionStrategy(Main::runWithPlaces);
        line.setExecutionExceptionHandler(new OneSentence());
        line.setParameterExceptionHandler(new WrongUsage());
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            return OneSentence.tell(e, err);
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
        OutputPlaces places;
        try {
            places = OutputPlaces.of(last.commandSpec());
        } catch (DataException e) {
            throw new ExecutionException(last.commandSpec().commandLine(), e.getMessage(), e);
        }
        try (places) {
            return new CommandLine.RunLast().execute(parsed);
        }
    }

    /** Returns what can parse a command line: the command that is named first, whole, and of the others what help says of them. */
    static CommandLine line(String... args) {
        CommandLine line = new CommandLine(new Main());
        for (Class<?> type : COMMANDS) {
            Command command = type.getAnnotation(Command.class);
            if (args.length > 0 && command.name().equals(args[0])) {
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

    /** Tells the user in one sentence what was wrong; the stack trace only when asked for by IMPRINT_TRACE. */
    private static final class OneSentence implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
            PrintWriter err = line.getErr();
            Optional<String> scarce = Scarcity.sentence(e);
            boolean expected = UserErrors.isExpected(e) || scarce.isPresent();
            err.println("imprint: " + (expected ? "" : "internal error, please report it: ")
                    + indented(scarce.orElseGet(() -> UserErrors.sentence(e))));
            if (System.getenv("IMPRINT_TRACE") != null) {
                e.printStackTrace(err);
            } else if (!expected) {
                err.println("imprint: set IMPRINT_TRACE=1 to see where it happened");
            }
            return expected ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        }

        /** Tells what the machine has too little of. */
        static int tell(Error e, PrintWriter err) {
            err.println("imprint: " + indented(Scarcity.sentence(e).orElseGet(e::toString)));
            if (System.getenv("IMPRINT_TRACE") != null) {
                e.printStackTrace(err);
            }
            return CommandLine.ExitCode.SOFTWARE;
        }

        /** Only we begin a line with our name, whatever a file is called. */
        private static String indented(String sentence) {
            return sentence.replaceAll("\\R(imprint:)", "\n  $1");
        }
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"imprint " + version()};
        }
    }
}
