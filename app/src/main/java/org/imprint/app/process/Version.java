package org.imprint.app.process;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the manifest of its jar says it. */
public final class Version implements IVersionProvider {

    /** Returns the version of this build. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(development build)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"imprint " + current()};
    }
}
