package org.imprint.core.matrix;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Loads OpenBLAS once, tells the JNI binding where it is, and keeps it on one thread. */
final class NativeLibrary {

    /** Held here because the log manager keeps loggers weakly; the binding announces itself on every start. */
    private static final Logger BINDING_LOG = Logger.getLogger("dev.ludovic.netlib");

    private static final String DESCRIPTION = load();

    private NativeLibrary() {}

    static boolean available() {
        return DESCRIPTION != null;
    }

    static String description() {
        return DESCRIPTION;
    }

    private static String load() {
        BINDING_LOG.setLevel(Level.WARNING);
        try {
            // The presets carry OpenBLAS twice, LAPACK included in both files. blas_set_num_threads speaks to this copy
            // alone,
            // so this one has to compute; the other would keep all cores busy and make sums depend on their number.
            String path = Loader.load(openblas_nolapack.class);
            String library = Loader.getLoadedLibraries().getOrDefault("openblas_nolapack@.0", path);
            System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
            System.setProperty("dev.ludovic.netlib.lapack.nativeLibPath", library);
            openblas_nolapack.blas_set_num_threads(1);
            dev.ludovic.netlib.blas.NativeBLAS.getInstance();
            dev.ludovic.netlib.lapack.NativeLAPACK.getInstance();
            return openblas_nolapack.OPENBLAS_VERSION.trim();
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            return null; // no build of OpenBLAS for this machine: the Java BLAS takes over
        }
    }
}
