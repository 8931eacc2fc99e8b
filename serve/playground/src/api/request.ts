import { ApiFailure, retryAfterOf } from "./failure.ts";

/** A request to this page's own server. */
export interface Asked {
  method?: "GET" | "POST";
  json?: unknown;
  form?: FormData;
  image?: Blob;
  bearer?: string;
  accept?: string;
  signal?: AbortSignal | undefined;
}

type Listener = (failure: ApiFailure | null) => void;
let listener: Listener = () => undefined;

/** Tells of every request whether the server was reached: null, or the failure. */
export function onOutcome(told: Listener): void {
  listener = told;
}

/** Asks, and returns the answer if its status is 2xx. @throws ApiFailure otherwise */
export async function send(path: string, asked: Asked = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: asked.accept ?? "application/json" };
  let body: BodyInit | null = null;
  if (asked.json !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(asked.json);
  } else if (asked.form) {
    body = asked.form;
  } else if (asked.image) {
    headers["Content-Type"] = asked.image.type || "application/octet-stream";
    body = asked.image;
  }
  if (asked.bearer) {
    headers["Authorization"] = `Bearer ${asked.bearer}`;
  }
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: asked.method ?? "GET",
      headers,
      body,
      signal: asked.signal ?? null,
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch (reason) {
    if (ApiFailure.isAbort(reason)) {
      throw reason;
    }
    throw told(new ApiFailure(0, "The server cannot be reached"));
  }
  if (!answer.ok) {
    const retryAfter = retryAfterOf(answer.headers.get("Retry-After"), Date.now());
    throw told(new ApiFailure(answer.status, await reasonOf(answer), retryAfter));
  }
  listener(null);
  return answer;
}

/** Asks for JSON. @throws ApiFailure */
export async function sendForJson<T>(path: string, asked: Asked = {}): Promise<T> {
  return (await (await send(path, asked)).json()) as T;
}

function told(failure: ApiFailure): ApiFailure {
  listener(failure);
  return failure;
}

async function reasonOf(answer: Response): Promise<string> {
  try {
    const body: unknown = await answer.json();
    if (typeof body === "object" && body !== null && "error" in body && typeof body.error === "string") {
      return body.error;
    }
  } catch {
    return `The server answered ${answer.status}`;
  }
  return `The server answered ${answer.status}`;
}
