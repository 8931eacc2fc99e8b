import { signal } from "@preact/signals";
import { openSession } from "../api/client.ts";
import { ApiFailure } from "../api/failure.ts";
import { onOutcome } from "../api/request.ts";
import { tokenOf } from "./place.ts";

/** How the server and this page stand. */
export type Connection = "starting" | "connected" | "lost" | "locked";

export const connection = signal<Connection>("starting");

/** Keeps the connection's state by what requests meet. */
export function watchConnection(): void {
  onOutcome((failure) => {
    if (failure === null) {
      connection.value = "connected";
    } else if (failure.status === 0) {
      connection.value = "lost";
    } else if (failure.status === 401) {
      connection.value = "locked";
    } else {
      connection.value = "connected";
    }
  });
}

/** Takes the token out of the address at once, so that it is in no history and no screenshot, and opens a session by it. */
export async function takeToken(): Promise<void> {
  const token = tokenOf(location.hash);
  if (token === null) {
    return;
  }
  history.replaceState(null, "", location.pathname + location.search);
  try {
    await openSession(token);
  } catch (reason) {
    if (!(reason instanceof ApiFailure)) {
      throw reason;
    }
  }
}
