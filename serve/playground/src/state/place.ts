import { signal } from "@preact/signals";

/** Which model and which view the page shows; it is in the address, so that a reload or a link comes back to it. */
export interface Place {
  model: string | null;
  view: string;
}

export const FIRST_VIEW = "teach";

/** Reads `#/model/view`; what is no such fragment is the start. */
export function placeOf(fragment: string): Place {
  const found = /^#\/([^/]*)(?:\/([^/?]*))?/.exec(fragment);
  if (!found) {
    return { model: null, view: FIRST_VIEW };
  }
  return { model: decoded(found[1] ?? "") || null, view: decoded(found[2] ?? "") || FIRST_VIEW };
}

/** Writes what `placeOf` reads. */
export function fragmentOf(place: Place): string {
  return `#/${encodeURIComponent(place.model ?? "")}/${encodeURIComponent(place.view)}`;
}

/** Reads a token out of `#token=…`; null if there is none. */
export function tokenOf(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token === null || token === "" ? null : token;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

export const place = signal<Place>({ model: null, view: FIRST_VIEW });

/** Goes somewhere, with an entry in the browser's history. */
export function goTo(next: Partial<Place>): void {
  const to = { ...place.value, ...next };
  if (to.model !== place.value.model || to.view !== place.value.view) {
    history.pushState(null, "", fragmentOf(to));
    place.value = to;
  }
}

/** Follows the browser's back and forward. */
export function followAddress(): void {
  place.value = placeOf(location.hash);
  const follow = () => {
    place.value = placeOf(location.hash);
  };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
}
