package org.imprint.vision.backbone;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.UnpackedNatives;

/**
 * The only door to ONNX Runtime: its telemetry is off before its library is loaded.
 *
 * <p>Left alone, the runtime writes a device id and a queue of events into the user's cache folder and sends them away. It
 * looks at one variable of the environment, once, when its library is loaded; its own {@code setTelemetry(false)} comes too
 * late. A start script may have set the variable; otherwise it is set in this process. A program that used ONNX Runtime before
 * it came here has to set the variable itself.
 */
public final class OnnxRuntime {

    /** Variable of the environment that turns telemetry off when it is {@link #OFF}. */
    public static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    /** The value that turns it off. */
    public static final String OFF = "1";

    private static final String JNA_FOLDER = "jna.tmpdir";

    private OnnxRuntime() {}

    /**
     * Returns the runtime of this process.
     *
     * @throws DataException if telemetry cannot be turned off; the runtime is not loaded then
     */
    public static OrtEnvironment environment() {
        Quiet.BEFORE_LOADING.run();
        OrtEnvironment environment = QuietLoading.of(OrtEnvironment::getEnvironment);
        UnpackedLibraries.REMOVED_AT_EXIT.run();
        Kept.UNTIL_THE_END.run();
        return environment;
    }

    /**
     * Returns options of a session, to be closed by the caller.
     *
     * @throws DataException as {@link #environment}
     */
    public static OrtSession.SessionOptions options() {
        Quiet.BEFORE_LOADING.run();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        UnpackedLibraries.REMOVED_AT_EXIT.run();
        return options;
    }

    /**
     * Returns options of one inference, to be closed by the caller; what goes wrong is thrown, not printed.
     *
     * @throws DataException as {@link #environment}
     */
    static OrtSession.RunOptions runOptions() throws OrtException {
        Quiet.BEFORE_LOADING.run();
        OrtSession.RunOptions options = new OrtSession.RunOptions();
        options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    /**
     * Keeps the runtime while the process ends. Its Java part frees it in a shutdown hook, beside which threads may still be
     * inside and would crash; so it is taken a second time, which is how it counts its users, and the system frees it with the process.
     */
    private enum Kept implements Runnable {
        UNTIL_THE_END;

        private boolean done;

        @Override
        public synchronized void run() {
            if (!done) {
                takeAgain();
                UnpackedNatives.removeNames();
            }
            done = true;
        }

        private static void takeAgain() {
            try {
                Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
                Method take =
                        OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
                api.setAccessible(true);
                take.setAccessible(true);
                int silent = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR.getValue();
                take.invoke(null, api.getLong(null), silent, "imprint");
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw new IllegalStateException("this version of ONNX Runtime cannot be taken twice", e);
            }
        }
    }

    /** Sets the variable once for each process. */
    private enum Quiet implements Runnable {
        BEFORE_LOADING;

        private boolean done;

        @Override
        public synchronized void run() {
            if (!done && !OFF.equals(System.getenv(VARIABLE))) {
                setInProcess();
            }
            done = true;
        }
    }

    /** Java's own view of the environment is a copy; native code asks the C library, on Windows the kernel. */
    private static void setInProcess() {
        String before = System.getProperty(JNA_FOLDER);
        try {
            // JNA would make a folder in the user's cache and leave it there
            System.setProperty(JNA_FOLDER, System.getProperty("java.io.tmpdir"));
            boolean set = Platform.isWindows()
                    ? call("kernel32", "SetEnvironmentVariableA", VARIABLE, OFF) != 0
                    : call(Platform.C_LIBRARY_NAME, "setenv", VARIABLE, OFF, 1) == 0;
            if (!set) {
                throw new DataException(mustBeSet());
            }
        } catch (LinkageError e) {
            throw new DataException(mustBeSet() + " (" + e + ")", e);
        } finally {
            if (before == null) {
                System.clearProperty(JNA_FOLDER);
            } else {
                System.setProperty(JNA_FOLDER, before);
            }
        }
    }

    private static int call(String library, String function, Object... arguments) {
        return NativeLibrary.getInstance(library).getFunction(function).invokeInt(arguments);
    }

    private static String mustBeSet() {
        return "the telemetry of ONNX Runtime cannot be turned off from here; set " + VARIABLE + "=" + OFF
                + " in the environment";
    }
}
