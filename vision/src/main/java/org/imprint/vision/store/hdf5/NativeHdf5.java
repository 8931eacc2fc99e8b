package org.imprint.vision.store.hdf5;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Loader;
import org.imprint.core.matrix.Blas;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.UnpackedNatives;

/** Loads the native HDF5 library once. It is not thread-safe: every call into it holds {@link #LOCK}. */
public final class NativeHdf5 {

    static final Object LOCK = new Object();

    private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";

    private static final Optional<String> PROBLEM = load();

    private NativeHdf5() {}

    /**
     * Throws unless the library is there.
     *
     * @param file what was to be written
     */
    public static void require(Path file) {
        if (PROBLEM.isPresent()) {
            throw new DataException(file + ": writing HDF5 needs a native library, which must be one of linux-x86_64, "
                    + "macosx-x86_64, windows-x86_64, was " + Loader.getPlatform() + " (" + PROBLEM.get()
                    + "); reading works everywhere");
        }
    }

    /** Returns whether the library is there. */
    public static boolean isThere() {
        return PROBLEM.isEmpty();
    }

    private static Optional<String> load() {
        try {
            Blas.description(); // loads OpenBLAS, which must not happen while the loader is told to load nothing
            silenceVersionCheck();
            Loader.load(hdf5.class);
            UnpackedNatives.removeNames();
            synchronized (LOCK) {
                hdf5.H5dont_atexit(); // the process may end while another thread is inside
                hdf5.H5open();
                hdf5.H5Eset_auto2(hdf5.H5E_DEFAULT, null, null); // errors become exceptions, not prints
            }
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Initialises the one class that prints a warning when the versions of JavaCPP and its HDF5 differ, while the loader
     * says that no libraries are wanted, which is when it stays silent. The newest HDF5 that JavaCPP has is older than the
     * newest JavaCPP; the two work together, as the tests of the store show.
     *
     * <p>The loader's switch is a property of the whole process. The only other library that Imprint loads through it is
     * OpenBLAS, and that is loaded before: a thread that needs it at the same time waits for the initialisation of its
     * class, which was begun first, and never sees the switch.
     */
    private static void silenceVersionCheck() throws ClassNotFoundException {
        synchronized (Loader.class) {
            String before = System.getProperty(LOAD_LIBRARIES);
            System.setProperty(LOAD_LIBRARIES, "false");
            try {
                Class.forName("org.bytedeco.hdf5.presets.hdf5", true, NativeHdf5.class.getClassLoader());
            } finally {
                if (before == null) {
                    System.clearProperty(LOAD_LIBRARIES);
                } else {
                    System.setProperty(LOAD_LIBRARIES, before);
                }
            }
        }
    }
}
