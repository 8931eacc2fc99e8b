package org.imprint.app;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprint.app.option.Converters.NoSuchValue;
import org.imprint.core.text.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells in two lines what is wrong with a command line, and where its help is. What is misspelt goes before what is missing: a
 * misspelt option is the reason why its right name is missing.
 */
final class WrongUsage implements IParameterExceptionHandler {

    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][^=]*(=.*)?", Pattern.DOTALL);

    private static final Pattern OPTION_NAME = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern RANGE = Pattern.compile("in [(\\[]-?[0-9][^)\\]]*[)\\]]");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("imprint: " + misspelt(line, args).orElseGet(() -> sentence(e, line)));
        err.println("Help: " + line.getCommandSpec().qualifiedName() + " --help");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Returns the sentence for the first word that looks like an option and is none. */
    private static Optional<String> misspelt(CommandLine line, String[] args) {
        Collection<String> known = line.getCommandSpec().optionsMap().keySet();
        List<String> words = Arrays.asList(args);
        int end = words.contains("--") ? words.indexOf("--") : args.length;
        return words.subList(afterCommands(line, words), end).stream()
                .filter(OPTION.asMatchPredicate())
                .map(word -> word.split("=", 2)[0])
                .filter(Predicate.not(known::contains))
                .filter(name -> name.startsWith("--") || !known.contains(name.substring(0, 2)))
                .findFirst()
                .map(name -> name + " is no option of " + line.getCommandSpec().qualifiedName()
                        + Spelling.hint(name, known));
    }

    /** Returns the place behind the names of the commands that lead here. */
    private static int afterCommands(CommandLine line, List<String> words) {
        int at = 0;
        for (CommandLine c = line; c.getParent() != null; c = c.getParent()) {
            at = Math.max(at, words.indexOf(c.getCommandName()) + 1);
        }
        return at;
    }

    private static String sentence(ParameterException e, CommandLine line) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            Collection<String> commands = line.getSubcommands().keySet();
            String here = line.getCommandSpec().qualifiedName();
            return commands.isEmpty()
                    ? here + " takes no more words, was given '" + word + "'"
                    : "'" + word + "' is no command of " + here + Spelling.hint(word, commands);
        }
        if (e instanceof MissingParameterException missing) {
            return line.getCommandSpec().qualifiedName() + " needs "
                    + missing.getMissing().stream().map(WrongUsage::label).collect(Collectors.joining(joint(missing)));
        }
        if (e.getCause() instanceof NoSuchValue value) {
            return value.getMessage();
        }
        if (e instanceof MutuallyExclusiveArgsException) {
            return "of "
                    + OPTION_NAME
                            .matcher(e.getMessage())
                            .results()
                            .map(MatchResult::group)
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + " only one may be given";
        }
        return choice(e).or(() -> number(e)).orElseGet(() -> firstLine(e.getMessage()));
    }

    /** Of a group of which only one may be given, one is missing and not all. */
    private static String joint(MissingParameterException missing) {
        boolean isChoice = missing.getMissing().stream()
                .allMatch(a -> a.group() != null && a.group().exclusive());
        return isChoice ? " or " : ", ";
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    /** Returns the sentence for a word that is none of the constants of an option's type. */
    private static Optional<String> choice(ParameterException e) {
        if (e.getArgSpec() == null
                || e.getValue() == null
                || !e.getArgSpec().type().isEnum()) {
            return Optional.empty();
        }
        List<String> names = Arrays.stream(e.getArgSpec().type().getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
        return Optional.of(label(e.getArgSpec()).split(" ", 2)[0] + " must be one of " + String.join(", ", names)
                + ", was " + e.getValue() + Spelling.hint(e.getValue(), names));
    }

    /** Returns the sentence for a word that is no number, with the range that the help of its option states. */
    private static Optional<String> number(ParameterException e) {
        if (e.getArgSpec() == null || e.getValue() == null) {
            return Optional.empty();
        }
        Class<?> type = e.getArgSpec().auxiliaryTypes()[0];
        boolean isWhole =
                List.of(int.class, Integer.class, long.class, Long.class).contains(type);
        if (!isWhole && !List.of(double.class, Double.class).contains(type)) {
            return Optional.empty();
        }
        Matcher range = RANGE.matcher(String.join(" ", e.getArgSpec().description()));
        return Optional.of(
                label(e.getArgSpec()).split(" ", 2)[0] + " must be a " + (isWhole ? "whole number" : "number")
                        + (range.find() ? " " + range.group() : "") + ", was " + e.getValue());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("wrong usage");
    }
}
