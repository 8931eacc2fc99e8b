import { useState } from "preact/hooks";
import { sendForJson } from "../api/request.ts";
import { teachingObstacle } from "../state/store.ts";
import { Button } from "../ui/Button.tsx";
import { count, counted, percent } from "../ui/digits.ts";
import { Thumbnail } from "../ui/Thumbnail.tsx";
import { deleteAll, moveAll } from "./actions.ts";
import { useAnswer } from "./useAnswer.ts";
import { Waiting } from "./Waiting.tsx";

interface Image {
  name: string;
  class: string;
  id?: string;
}

interface Finding {
  kind: string;
  score: number;
  flagged: boolean;
  reason: string;
  what_to_do: string;
  suggested_class?: string;
  images: Image[];
  leave_out: Image[];
}

interface Diagnosis {
  images: number;
  flagged: number;
  counts: Record<string, { flagged: number; all: number }>;
  findings: Finding[];
  not_looked_for: { kind: string; reason: string }[];
}

const MORE = 50;
const PICTURES = 12;
const asked = (name: string, signal: AbortSignal) => sendForJson<Diagnosis>(`api/${encodeURIComponent(name)}/doctor`, { method: "POST", signal });
const words = (kind: string) => kind.replaceAll("-", " ");

/** What is wrong with the examples, worst first, each with what can be done in one click. */
export function Doctor() {
  const answer = useAnswer(asked);
  return answer.value === null ? <Waiting answer={answer} words="Looking at all examples and all pairs of them" /> : <Findings found={answer.value} />;
}

function Findings({ found }: { found: Diagnosis }) {
  const [kind, setKind] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const [most, setMost] = useState(MORE);
  const wanted = found.findings.filter((each) => (all || each.flagged) && (kind === null || each.kind === kind));
  return (
    <div class="doctor">
      <p class="headline"><b data-test="flagged">{counted(found.flagged, "finding")}</b> <span class="soft">to look at, in {counted(found.images, "image")}</span></p>
      <div class="row filters" role="group" aria-label="Kinds">
        <Button small kind={kind === null ? "main" : "plain"} aria-pressed={kind === null} onClick={() => setKind(null)}>All kinds</Button>
        {Object.entries(found.counts).map(([name, each]) => (
          <Button small key={name} kind={kind === name ? "main" : "plain"} aria-pressed={kind === name} onClick={() => setKind(name)}>
            {words(name)} {count(all ? each.all : each.flagged)}
          </Button>
        ))}
        <label class="check small"><input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} /> also what is within limits</label>
      </div>
      {wanted.length === 0 && <p class="empty">Nothing of this kind was found.</p>}
      <ol class="findings">
        {wanted.slice(0, most).map((each, at) => <Card key={`${each.kind} ${each.images[0]?.id ?? at} ${each.reason}`} finding={each} />)}
      </ol>
      {wanted.length > most && <Button onClick={() => setMost(most + MORE)}>Show {count(Math.min(MORE, wanted.length - most))} more of {count(wanted.length)}</Button>}
      {found.not_looked_for.length > 0 && (
        <details class="soft small">
          <summary>Not looked for</summary>
          <ul>{found.not_looked_for.map((each) => <li key={each.kind}>{words(each.kind)}: {each.reason}</li>)}</ul>
        </details>
      )}
    </div>
  );
}

function Card({ finding }: { finding: Finding }) {
  const first = finding.images[0]?.id;
  const out = finding.leave_out.map((each) => each.id).filter((id) => id !== undefined);
  const why = teachingObstacle.value;
  const to = finding.suggested_class;
  return (
    <li class={finding.flagged ? "card finding" : "card finding mild"}>
      <div class="card-head"><h3>{words(finding.kind)}</h3><span class="soft small">score {percent(finding.score, 0)}</span></div>
      {finding.images.length > 0 && (
        <div class="finding-images">
          {finding.images.slice(0, PICTURES).map((each) => (
            <figure key={each.id ?? each.name}><Thumbnail id={each.id ?? ""} name={each.name} has={each.id !== undefined} /><figcaption class="small">{each.class}</figcaption></figure>
          ))}
          {finding.images.length > PICTURES && <span class="soft">and {count(finding.images.length - PICTURES)} more</span>}
        </div>
      )}
      <p>{finding.reason}</p>
      <p class="soft small">{finding.what_to_do}</p>
      <div class="row">
        {to !== undefined && first !== undefined && <Button small kind="main" why={why} onClick={() => void moveAll(new Set([first]), to)}>Move to {to}</Button>}
        {out.length > 0 && <Button small kind="bad" why={why} onClick={() => void deleteAll(new Set(out))}>Delete {counted(out.length, "image")}</Button>}
        {to !== undefined && first !== undefined && out.length === 0 && <Button small kind="bad" why={why} onClick={() => void deleteAll(new Set([first]))}>Delete</Button>}
      </div>
    </li>
  );
}
