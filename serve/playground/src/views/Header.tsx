import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { progress } from "../state/adding.ts";
import { goTo, place } from "../state/place.ts";
import { connection } from "../state/session.ts";
import { helpShown } from "../state/shortcuts.ts";
import { model, server } from "../state/store.ts";
import { chooseTheme, nextTheme, theme } from "../state/theme.ts";
import { count } from "../ui/digits.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { placeOfImages } from "./privacy.ts";

const STATES = { starting: "Connecting", connected: "Connected", lost: "Connection lost: trying again", locked: "Locked" };
const THEMES = { system: "as the system", light: "light", dark: "dark" };
const THEME_ICONS = { system: "system", light: "sun", dark: "moon" } as const;

/** The model, how the connection stands, and where images go. */
export function Header({ children }: { children: ComponentChildren }) {
  const now = model.value;
  return (
    <header class="top">
      <div class="top-line">
        <h1 class="brand"><img src="icon.svg" alt="" width="22" height="22" />Imprint</h1>
        <ModelChooser />
        {now && (
          <span class="facts-line soft" data-test="facts">
            <span class="wide-only" title={now.recipe}>
              {now.backbone?.name ?? "embeddings"} · {count(now.dimension)} numbers · {now.recipe.split(":")[0]} ·{" "}
            </span>
            revision <span data-test="revision">{now.revision}</span>
          </span>
        )}
        <span class="spring" />
        <OnTheWay />
        <Privacy />
        <span class={`state ${connection.value}`} role="status" data-test="connection">
          <span class="dot" aria-hidden="true" />
          <span class={connection.value === "connected" ? "wide-only" : ""}>{STATES[connection.value]}</span>
        </span>
        <a class="api-link wide-only" href="openapi.json" target="_blank" rel="noreferrer">API</a>
        <button
          type="button"
          class="icon-button"
          aria-label={`Theme: ${THEMES[theme.value]}; change to ${THEMES[nextTheme()]}`}
          title={`Theme: ${THEMES[theme.value]}`}
          onClick={() => chooseTheme(nextTheme())}
        >
          <Icon name={THEME_ICONS[theme.value]} />
        </button>
        <button type="button" class="icon-button keys-button" aria-label="Keys" title="Keys (?)" onClick={() => (helpShown.value = true)}>
          <span aria-hidden="true">?</span>
        </button>
      </div>
      {children}
    </header>
  );
}

function ModelChooser() {
  const names = server.value?.models ?? [];
  if (names.length < 2) {
    return <strong class="model-name" data-test="model">{place.value.model ?? ""}</strong>;
  }
  return (
    <select class="field" aria-label="Model" value={place.value.model ?? ""} onChange={(event) => goTo({ model: event.currentTarget.value })}>
      {names.map((each) => <option key={each.name} value={each.name}>{each.name}</option>)}
    </select>
  );
}

/** Images on their way, while another view than theirs is shown. */
function OnTheWay() {
  const now = progress.value;
  if (now.state === "idle" || place.value.view === "teach") {
    return null;
  }
  return (
    <button type="button" class="button small quiet" onClick={() => goTo({ view: "teach" })}>
      {count(now.done)} of {count(now.total)} images{now.state === "sending" ? "" : `, ${now.state}`}
    </button>
  );
}

function Privacy() {
  const [shown, setShown] = useState(false);
  const told = placeOfImages(location.hostname);
  return (
    <>
      <button type="button" class="privacy" onClick={() => setShown(true)} data-test="privacy" title={told.short}>
        <Icon name="lock" />
        <span>{told.short}</span>
      </button>
      {shown && (
        <Dialog title="Where images go" onClose={() => setShown(false)}>
          {told.long.map((sentence) => <p key={sentence}>{sentence}</p>)}
          <p>
            <a href="licences.txt" target="_blank" rel="noreferrer">Licences of the parts of this page</a>
            {" · "}
            <a href="openapi.json" target="_blank" rel="noreferrer">All requests it can make (OpenAPI)</a>
          </p>
        </Dialog>
      )}
    </>
  );
}
