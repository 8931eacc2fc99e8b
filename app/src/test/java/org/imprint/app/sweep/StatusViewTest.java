package org.imprint.app.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatusViewTest {

    @Test
    void tellsOfEachOfSeveralProcessesOnlyWhatChanged() {
        StringWriter out = new StringWriter();
        StatusView view = new StatusView(Path.of("store"), new PrintWriter(out, true));
        for (String ofA : new String[] {"a: 1", "a: 1", "a: 2"}) {
            view.tell(Path.of("a.seg"), ofA);
            view.tell(Path.of("b.seg"), "b: 7");
        }
        assertThat(out.toString().lines()).containsExactly("a: 1", "b: 7", "a: 2");
    }
}
