package org.imprint.study.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What stands in an analysis besides its tables, such as figures. */
public interface Appendix {

    /** Returns its part of the index as Markdown, headings of level 2 downwards; empty for none. */
    String markdown();

    /**
     * Writes its files.
     *
     * @param folder empty, for this alone
     * @return the files, relative to the folder, in order
     * @throws IOException if one cannot be written
     */
    List<Path> write(Path folder) throws IOException;

    /** Returns nothing at all. */
    static Appendix none() {
        return new Appendix() {
            @Override
            public String markdown() {
                return "";
            }

            @Override
            public List<Path> write(Path folder) {
                return List.of();
            }
        };
    }
}
