package org.imprint.study.analysis;

import java.util.List;
import java.util.Set;
import org.imprint.lab.sweep.DataChoice;

/** The 48 groups of the published comparison: four backbones, three data sets, four tasks of digits. */
final class PublishedGroups {

    private static final Set<String> BACKBONES = Set.of("resnet18", "resnet50", "vit_b_16", "swin_b");
    private static final Set<String> DATA_SETS = Set.of("MNIST", "FashionMNIST", "CIFAR10");
    private static final Set<List<Integer>> TASKS = Set.of(
            List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), List.of(0, 2, 4, 6, 8), List.of(1, 3, 5, 7, 9), List.of(0, 1, 2));

    private PublishedGroups() {}

    static boolean contain(DataChoice data) {
        return BACKBONES.contains(data.backbone())
                && data.dataSets().size() == 1
                && DATA_SETS.contains(data.dataSets().get(0))
                && data.mapping().isIdentity()
                && !data.task().isContinual()
                && TASKS.contains(data.task().splits().get(0));
    }
}
