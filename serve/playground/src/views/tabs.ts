import { insightTabs } from "../insight/tabs.ts";
import { Ask } from "./ask/Ask.tsx";
import type { Tab } from "./tab.ts";
import { Teach } from "./teach/Teach.tsx";

/** All views, in the order in which they are shown. */
export const tabs: Tab[] = [
  { id: "teach", title: "Teach", needs: "anything", view: Teach },
  { id: "ask", title: "Ask", needs: "images", view: Ask },
  ...insightTabs,
];
