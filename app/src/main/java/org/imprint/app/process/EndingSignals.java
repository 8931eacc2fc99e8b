package org.imprint.app.process;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * While open, the first SIGINT or SIGTERM is something to wait for and ends nothing: native code goes on, and no shutdown hook runs beside
 * it. The second ends the process at once, by code 130 or 143.
 *
 * <p>Where a runtime leaves signals to nobody, these end the process by its shutdown hooks, as they do without this.
 */
public final class EndingSignals implements AutoCloseable {

    private static final int BY_SIGNAL = 128;

    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicBoolean wasInterrupt = new AtomicBoolean();
    private final List<Runnable> undoing = new ArrayList<>();

    /** Begins to take signals. */
    public EndingSignals() {
        // sun.misc.Signal is in every JDK, and in no part of it that compilers know
        for (String name : List.of("INT", "TERM")) {
            try {
                take(name);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return; // as the class says
            }
        }
    }

    private void take(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        int number = (int) type.getMethod("getNumber").invoke(signal);
        Object handler = Proxy.newProxyInstance(
                EndingSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> number;
                        case "toString" -> name;
                        default -> signalled(name.equals("INT"), number);
                    };
                });
        Method handle = type.getMethod("handle", type, handlerType);
        Object before = handle.invoke(null, signal, handler);
        undoing.add(() -> {
            try {
                handle.invoke(null, signal, before);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Void signalled(boolean isInterrupt, int number) {
        if (first.getCount() == 0) {
            Runtime.getRuntime().halt(BY_SIGNAL + number);
        }
        wasInterrupt.set(isInterrupt);
        first.countDown();
        return null;
    }

    /** Acts as the first signal would that a terminal sends. */
    public void stop() {
        wasInterrupt.set(true);
        first.countDown();
    }

    /** Waits for the first. Returns whether somebody pressed Ctrl-C, who waits for the end. */
    public boolean await() throws InterruptedException {
        first.await();
        return wasInterrupt.get();
    }

    @Override
    public void close() {
        undoing.forEach(Runnable::run);
        undoing.clear();
    }
}
