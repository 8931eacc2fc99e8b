package org.imprint.cluster.manifest;

import org.imprint.core.Named;

/** From how many nodes a volume can be mounted. */
public enum AccessMode implements Named {
    /** From one node: every cluster has such volumes, and all pods run on that node. */
    ONE_NODE("ReadWriteOnce"),
    /** From many nodes at once, such as NFS. */
    MANY_NODES("ReadWriteMany");

    private final String wireName;

    AccessMode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
