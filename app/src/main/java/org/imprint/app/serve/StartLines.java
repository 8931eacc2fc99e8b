package org.imprint.app.serve;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.text.Digits;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.guard.Doorway;
import org.imprint.serve.guard.tls.TlsIdentity;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** What is told when a server has started. @param makesToken whether nobody but this server knows its token */
record StartLines(ServeOptions options, boolean makesToken, int port) {

    private static final Duration SOON = Duration.ofDays(14);

    /** Tells it: what is wrong with the way it was started on {@code err}. */
    void print(ServedModels models, PrintWriter out, PrintWriter err) {
        models.all().forEach(m -> out.println(sentence(m)));
        if (options.readOnly()) {
            out.println("read-only: nothing can be changed");
        }
        out.println(who());
        options.tls().ifPresent(identity -> tell(identity, out, err));
        boolean elsewhere = !Doorway.isLoopback(options.host());
        if (elsewhere && options.tls().isEmpty()) {
            err.println(
                    "imprint: warning: without TLS the token and all images can be read on their way: --tls-cert, --tls-key");
        }
        if (options.access().token().isEmpty() && !options.access().hosts().isEmpty()) {
            err.println("imprint: warning: whoever comes in by "
                    + options.access().hosts().get(0) + " needs no token: --require-token");
        }
        out.println(url());
        out.flush();
        err.flush();
    }

    private static String sentence(ServedModel model) {
        int classes = model.state().classes().size();
        int examples =
                model.state().classes().stream().mapToInt(LearnedClass::learned).sum();
        String of =
                model.backbone().map(b -> "images by " + b.descriptor().name()).orElseGet(() -> "embeddings");
        return model.name() + ": " + of + ", " + Digits.count(classes) + (classes == 1 ? " class" : " classes") + ", "
                + Digits.count(examples, "example");
    }

    private String who() {
        boolean here = Doorway.isLoopback(options.host());
        if (options.access().token().isEmpty()) {
            return "for this machine only";
        }
        return (here ? "for this machine only; " : "for other machines as well; ") + "needs the token"
                + (makesToken ? ", which is told this once" : "");
    }

    private static void tell(TlsIdentity identity, PrintWriter out, PrintWriter err) {
        Instant now = Clock.systemUTC().instant();
        String day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(identity.expires());
        out.println("certificate valid until " + day);
        if (identity.expires().isBefore(now.plus(SOON))) {
            err.println("imprint: warning: the certificate "
                    + (identity.expires().isBefore(now) ? "has ended on " : "ends on ") + day);
        }
    }

    private String url() {
        String host = Doorway.isEverywhere(options.host()) ? "localhost" : Doorway.inUrls(options.host());
        String secret = options.access()
                .token()
                .filter(token -> makesToken)
                .map(token -> "#token=" + token.text())
                .orElse("");
        return (options.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port + "/" + secret;
    }
}
