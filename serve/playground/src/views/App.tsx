import { useEffect } from "preact/hooks";
import { goTo, place } from "../state/place.ts";
import { connection } from "../state/session.ts";
import { helpShown } from "../state/shortcuts.ts";
import { imageObstacle, model, server } from "../state/store.ts";
import { openDialogs } from "../ui/Dialog.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { Header } from "./Header.tsx";
import { KeysHelp } from "./KeysHelp.tsx";
import { TokenDialog } from "./TokenDialog.tsx";
import type { Tab } from "./tab.ts";
import { tabs } from "./tabs.ts";

/** The whole page. */
export function App() {
  const tab = tabs.find((each) => each.id === place.value.view) ?? tabs[0];
  const title = [model.value?.name, tab?.title, "Imprint"].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>Skip to content</a>
      <Header>
        <Tabs label="Views" tabs={tabs} chosen={tab?.id ?? ""} onChoose={(view) => goTo({ view })} />
      </Header>
      <main id="main" tabIndex={-1}>
        {tab && (
          <section
            class={`panel-${tab.id}`}
            role="tabpanel"
            id={`panel-${tab.id}`}
            aria-labelledby={`tab-${tab.id}`}
          >
            <Content tab={tab} />
          </section>
        )}
      </main>
      {openDialogs.value === 0 && <Toasts />}
      {helpShown.value && <KeysHelp />}
      {connection.value === "locked" && <TokenDialog />}
    </>
  );
}

function Content({ tab }: { tab: Tab }) {
  const now = model.value;
  if (now === null) {
    const empty = server.value !== null && server.value.models.length === 0;
    return <p class="empty">{empty ? "This server serves no model." : "Waiting for the server …"}</p>;
  }
  if (tab.needs === "images" && imageObstacle.value !== null) {
    return <p class="empty">{imageObstacle.value}.</p>;
  }
  if (tab.needs === "examples" && !now.keepsExamples) {
    return <p class="empty">This model keeps no examples, so that there is nothing to show here.</p>;
  }
  const View = tab.view;
  return <View key={now.name} />;
}

function skip(event: MouseEvent) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
