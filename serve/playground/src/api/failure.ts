/** Why a request has no answer. Status 0: the server could not be reached. */
export class ApiFailure extends Error {
  readonly status: number;
  /** Seconds after which the server wants to be asked again, if it said so. */
  readonly retryAfter: number | null;

  constructor(status: number, sentence: string, retryAfter: number | null = null) {
    super(sentence);
    this.name = "ApiFailure";
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Returns whether the same request may do better later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** Returns whether the request was given up by this page itself. */
  static isAbort(reason: unknown): boolean {
    return reason instanceof DOMException && reason.name === "AbortError";
  }
}

/** Returns the sentence that tells people what went wrong. */
export function sentenceOf(reason: unknown): string {
  if (reason instanceof Error) {
    return reason.message;
  }
  return String(reason);
}

/** Returns seconds of a Retry-After header: a number of seconds or a date; null if it is neither. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") {
    return null;
  }
  const seconds = Number(header);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds);
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}
