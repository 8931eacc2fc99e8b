import { useState } from "preact/hooks";
import * as api from "../api/client.ts";
import { model } from "../state/store.ts";
import { announce, toast } from "../state/toasts.ts";
import { Button } from "../ui/Button.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { snippetsOf, TOKEN } from "./snippets.ts";

const LOOPBACK = /^(localhost|127\.|\[::1\])/;

/** What can be taken along: the classifier as a file, and how programs ask this server. */
export function Use() {
  const [tab, setTab] = useState("curl");
  const now = model.value;
  if (now === null) {
    return null;
  }
  const token = !LOOPBACK.test(location.hostname);
  const snippets = snippetsOf({ address: location.origin, model: now.name, token, kind: now.kind, dimension: now.dimension });
  const shown = snippets.find((each) => each.id === tab) ?? snippets[0];
  const copy = () => {
    navigator.clipboard.writeText(shown?.code ?? "").then(() => announce("Copied"), () => toast("The browser does not let this page copy", { tone: "bad" }));
  };
  return (
    <div class="use">
      <section class="card" aria-label="Download">
        <h2>Take it along</h2>
        <div class="row">
          <a class="button main" href={api.exportAddress(now.name, "imprint")} download={`${now.name}.imprint`}>Download {now.name}.imprint</a>
          <a class="button" href={api.exportAddress(now.name, "onnx")} download={`${now.name}.onnx`}>Download {now.name}.onnx</a>
        </div>
        <p class="soft small">
          The .imprint file is the whole classifier with its examples{now.keepsExamples ? ", their embeddings and small pictures" : ""}: it can be taught further, here or by the
          command line. The .onnx file answers in any ONNX runtime and is not taught any more.
        </p>
      </section>
      <section class="card" aria-label="Use it from code">
        <h2>Use it from code</h2>
        <div class="code-head">
          <Tabs label="Languages" tabs={snippets} chosen={shown?.id ?? ""} onChoose={setTab} />
          <span class="spring" />
          <Button small onClick={copy}>Copy</Button>
        </div>
        <pre class="code" tabIndex={0} id={`panel-${shown?.id}`} role="tabpanel" aria-labelledby={`tab-${shown?.id}`}><code>{shown?.code}</code></pre>
        {token && <p class="soft small">Put the token that the server showed at its start in the place of {TOKEN}.</p>}
        <p class="soft small">All that this server answers is described at <a href="openapi.json">openapi.json</a>.</p>
      </section>
    </div>
  );
}
