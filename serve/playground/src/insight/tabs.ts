import type { Tab } from "../views/tab.ts";

/** Views that look into a model; one line each. */
export const insightTabs: Tab[] = [];
