package org.imprint.app.backbone;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.DownloadException;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.install.WeightSource;
import org.imprint.vision.zoo.Zoo;
import org.imprint.vision.zoo.ZooBackbone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a known backbone from its official weights. */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = "Gets a backbone's official weights, checks them, and turns them into an ONNX file.",
        footer = {
            "",
            "The download goes on where it was when it is run again. Proxies: HTTPS_PROXY, HTTP_PROXY, NO_PROXY.",
            "Example: imprint backbone install vit_b_16 --from vit_b_16-c867db91.pth"
        })
public final class BackboneInstallCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "One of: imprint backbone list.")
    private String name;

    @Option(names = "--from", paramLabel = "FILE", description = "The official file, if it is here already.")
    private Path from;

    @Option(names = "--url", paramLabel = "URL", description = "Another address of the official file.")
    private URI url;

    @Option(
            names = "--any-digest",
            description = "With --from: take a file that is not the official one. It will be marked so.")
    private boolean anyDigest;

    @Mixin
    private InstallChoices choices;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ZooBackbone backbone = Zoo.find(name).orElseThrow(this::unknown);
        Checks.require(from == null || url == null, "only one of --from and --url may be given", url);
        Checks.require(!anyDigest || from != null, "--any-digest needs --from", "no --from");
        Checks.require(
                url == null || ("" + url.getScheme()).matches("https?"), "--url must be http:// or https://", url);
        try {
            choices.tell(spec, choices.run(spec, i -> i.install(backbone, source(), choices.options())));
        } catch (DownloadException e) {
            throw new DataException(
                    e.getMessage() + "\nA file that is here already is taken with: imprint backbone install " + name
                            + " --from FILE",
                    e);
        }
        return 0;
    }

    private DataException unknown() {
        if (name.equals(BackboneNames.BUNDLED)) {
            return new DataException(name + ": comes with this program, there is nothing to install");
        }
        Set<String> names = new LinkedHashSet<>();
        Zoo.all().forEach(b -> names.add(b.card().name()));
        return BackboneNames.unknown(name, names);
    }

    private WeightSource source() {
        if (from != null) {
            return new WeightSource.LocalFile(from, anyDigest);
        }
        return Optional.ofNullable(url)
                .<WeightSource>map(WeightSource.Mirror::new)
                .orElseGet(WeightSource.Official::new);
    }
}
