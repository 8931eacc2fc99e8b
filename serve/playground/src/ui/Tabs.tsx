import { useEffect, useRef } from "preact/hooks";

/** Tabs that arrow keys, Home and End walk; the panel is labelled `panel-{id}` by the caller. */
export function Tabs({ label, tabs, chosen, onChoose }: {
  label: string;
  tabs: { id: string; title: string }[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bar = list.current;
    const tab = bar?.querySelector<HTMLElement>(`#tab-${chosen}`);
    if (bar && tab) {
      bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
    }
  }, [chosen]);
  const walk = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) {
      return;
    }
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next) {
      onChoose(next.id);
      list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
    }
  };
  useEffect(() => {
    list.current?.querySelector(`#tab-${chosen}`)?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [chosen]);
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={walk}>
      {tabs.map((tab) => (
        <button
          type="button"
          key={tab.id}
          id={`tab-${tab.id}`}
          role="tab"
          class="tab"
          aria-selected={tab.id === chosen}
          aria-controls={tab.id === chosen ? `panel-${tab.id}` : undefined}
          tabIndex={tab.id === chosen ? 0 : -1}
          onClick={() => onChoose(tab.id)}
        >
          {tab.title}
        </button>
      ))}
    </div>
  );
}
