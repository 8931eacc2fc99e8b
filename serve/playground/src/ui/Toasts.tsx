import { announcement, closeToast, toasts } from "../state/toasts.ts";
import { Icon } from "./Icon.tsx";

/** The messages of now, and what is told to screen readers alone. */
export function Toasts() {
  return (
    <>
      <div class="toasts" role="status" aria-live="polite" aria-label="Messages" data-test="toasts">
        {toasts.value.map((toast) => (
          <div class={`toast ${toast.tone}`} key={toast.id} role={toast.tone === "bad" ? "alert" : undefined}>
            <span class="toast-text">{toast.text}</span>
            {toast.action && (
              <button
                type="button"
                class="toast-action"
                onClick={() => {
                  toast.action?.run();
                  closeToast(toast.id);
                }}
              >
                {toast.action.label}
              </button>
            )}
            <button type="button" class="icon-button" aria-label="Close message" onClick={() => closeToast(toast.id)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
      <div class="unseen" aria-live="polite">{announcement.value}</div>
    </>
  );
}
