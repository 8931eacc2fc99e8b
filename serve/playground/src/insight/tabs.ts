import type { Tab } from "../views/tab.ts";
import { Confusion } from "./Confusion.tsx";
import { Curve } from "./Curve.tsx";
import { Doctor } from "./Doctor.tsx";
import { MapView } from "./MapView.tsx";
import { Review } from "./Review.tsx";
import { Use } from "./Use.tsx";

/** Views that look into a model; one line each. */
export const insightTabs: Tab[] = [
  { id: "review", title: "Review", needs: "examples", view: Review },
  { id: "map", title: "Map", needs: "examples", view: MapView },
  { id: "confusion", title: "Confusion", needs: "examples", view: Confusion },
  { id: "curve", title: "Curve", needs: "examples", view: Curve },
  { id: "doctor", title: "Doctor", needs: "examples", view: Doctor },
  { id: "use", title: "Use it", needs: "anything", view: Use },
];
