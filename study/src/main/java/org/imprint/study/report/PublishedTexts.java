package org.imprint.study.report;

import java.util.List;
import org.imprint.lab.result.Interner;
import org.imprint.lab.sweep.PublishedJson;

/**
 * The texts that published ids are made from, so that the page can make them: an id is 16 bytes that do not compress, its text
 * is shared by thousands of runs.
 *
 * @param seconds distinct second pieces of groups, which hold whole label mappings
 * @param groups first piece, place of the second, third piece of each group
 * @param methods three pieces of each configuration
 */
record PublishedTexts(List<String> seconds, List<GroupText> groups, List<PublishedJson.Pieces> methods) {

    /** The pieces of a group. */
    record GroupText(String first, int second, String third) {}

    static PublishedTexts of(RunTable table) {
        Interner<String> seconds = new Interner<>();
        List<GroupText> groups = table.groups().stream()
                .map(PublishedJson::pieces)
                .map(p -> new GroupText(p.first(), seconds.number(p.second()), p.third()))
                .toList();
        return new PublishedTexts(
                seconds.values(),
                groups,
                table.methods().stream().map(PublishedJson::pieces).toList());
    }
}
