package org.imprint.app.backbone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.data.DataException;
import org.imprint.vision.install.BackboneInstaller;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a file of the user's own under a name. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Installs an ONNX file with its descriptor, or weights of your own for a known architecture,",
            "which is recognised by its tensors."
        },
        footer = {"", "Example: imprint backbone import mobilenet.onnx --name mobilenet"})
public final class BackboneImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "FILE.onnx, or PyTorch or safetensors weights.")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name for it. Default: the file's, without its ending.")
    private String name;

    @Option(
            names = "--descriptor",
            paramLabel = "FILE.json",
            description = "Descriptor of an ONNX file that does not lie beside it.")
    private Path descriptor;

    @Option(names = "--licence", paramLabel = "TEXT", description = "Licence of the weights.")
    private String licence;

    @Mixin
    private InstallChoices choices;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        Checks.require(
                !BackboneNames.BUNDLED.equals(chosenName()), "--name must not be the bundled backbone's", chosenName());
        Installation done = choices.run(spec, isOnnx() ? this::onnx : this::weights);
        choices.tell(spec, done);
        return 0;
    }

    private boolean isOnnx() {
        return fileName().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private Installation onnx(BackboneInstaller installer) {
        Path json = descriptor == null ? BackboneDescriptor.pathFor(file) : descriptor;
        if (!Files.isRegularFile(json)) {
            throw new DataException(json + ": there is no such file; it must say how images become the input of " + file
                    + ", see the README for an example");
        }
        return installer.importOnnx(
                chosenName(), file, BackboneDescriptor.read(json), Optional.ofNullable(licence), choices.options());
    }

    private Installation weights(BackboneInstaller installer) {
        Checks.require(
                descriptor == null, "--descriptor is for ONNX files; weights of a known architecture need none", file);
        return installer.importCheckpoint(chosenName(), file, Optional.ofNullable(licence), choices.options());
    }

    private String chosenName() {
        if (name != null) {
            return name;
        }
        int dot = fileName().lastIndexOf('.');
        return dot > 0 ? fileName().substring(0, dot) : fileName();
    }

    private String fileName() {
        return file.toAbsolutePath().normalize().getFileName().toString();
    }
}
