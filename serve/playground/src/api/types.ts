/** What the server says of itself. */
export interface Welcome {
  version: string;
  readOnly: boolean;
  models: ModelName[];
}

/** A model in the list of all. */
export interface ModelName {
  name: string;
  kind: "images" | "embeddings";
  classes: number;
  examples: number;
}

/** One model: what it is, and the sentences of what undo and redo would do. */
export interface Model {
  name: string;
  kind: "images" | "embeddings";
  revision: number;
  readOnly: boolean;
  dimension: number;
  backbone: { name: string; sha256: string; width: number; height: number } | null;
  recipe: string;
  classes: number;
  examples: number;
  keepsExamples: boolean;
  unknown: { falseReject: number | null; score: string | null };
  probabilities: string | null;
  undo: string | null;
  redo: string | null;
}

export interface LearnedClass {
  name: string;
  examples: number;
  proxies: number;
  threshold: number | null;
  borrowed: boolean;
  keepsExamples: boolean;
}

export interface Classes {
  revision: number;
  classes: LearnedClass[];
}

/** One example; `index` is its place in the order of all, class by class. */
export interface Example {
  index: number;
  id: string;
  name: string;
  source: string | null;
  class: string;
  thumbnail: boolean;
  doubt: number | null;
  answer: string | null;
}

export interface Examples {
  revision: number;
  total: number;
  examples: Example[];
}

export interface ScoredLabel {
  label: string;
  score: number;
  probability: number | null;
}

export interface Neighbour {
  id: string;
  name: string;
  label: string;
  cosine: number;
}

/** The answer for one image. */
export interface Prediction {
  name: string;
  label: string;
  score: number;
  probability: number | null;
  unknown: boolean;
  knownScore: number | null;
  threshold: number | null;
  top: ScoredLabel[];
  set: string[] | null;
  nearest: Neighbour[] | null;
}

/** An image that could not be used. */
export interface Unusable {
  name: string;
  error: string;
}

export interface Predictions {
  revision: number;
  predictions: (Prediction | Unusable)[];
}

/** What every change answers. */
export interface Change {
  revision: number;
  change: string;
}

export interface Added extends Change {
  added: number;
  known: { name: string; class: string }[];
  elsewhere: { name: string; class: string }[];
  unusable: { name: string; reason: string }[];
  ids: string[];
}

export interface HistoryEntry {
  number: number;
  at: string;
  change: string;
  undoable: boolean;
}

export interface History {
  entries: HistoryEntry[];
  undone: HistoryEntry[];
}

/** What a rate of false rejects would cost on the examples that the model keeps. */
export interface UnknownCost {
  falseReject: number;
  refused: number;
  examples: number;
  classes: { name: string; threshold: number | null; borrowed: boolean; refused: number }[];
}

export interface Explanation {
  prediction: Prediction;
  proxies: { class: string; proxy: number; similarity?: number; distance?: number }[];
  nearest: Neighbour[];
}

export interface Estimate {
  value: number;
  from: number;
  to: number;
}

export interface Confused {
  true: string;
  answer: string;
  count: number;
  ids: string[];
}

export interface Evaluation {
  how: "leave-one-out" | "images";
  exact: boolean;
  images: number;
  accuracy: Estimate;
  meanRecall: number;
  classes: { name: string; n: number; recall: number | null; precision: number | null }[];
  confusion: Confused[];
}

/** All examples in two dimensions; `points` is base64 of little-endian float32 [n, 2], in the order of `Example.index`. */
export interface ExampleMap {
  revision: number;
  n: number;
  axes: string;
  classes: { name: string; count: number }[];
  points: string;
}

export interface LearningCurve {
  sizes: number[];
  accuracies: number[];
  twice: (Estimate & { n: number }) | null;
  classes: { name: string; n: number; twice: (Estimate & { n: number }) | null }[];
}
