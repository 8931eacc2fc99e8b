import type { ComponentType } from "preact";

/** A view of the page. `needs` says what a model must have for it. */
export interface Tab {
  id: string;
  title: string;
  needs: "anything" | "images" | "examples";
  view: ComponentType;
}
