import "./style/app.css";
import { render } from "preact";
import { keepWaiting } from "./state/adding.ts";
import { followAddress } from "./state/place.ts";
import { takeToken, watchConnection } from "./state/session.ts";
import { listenForShortcuts } from "./state/shortcuts.ts";
import { failed, keepUp, start } from "./state/store.ts";
import { restoreTheme } from "./state/theme.ts";
import { App } from "./views/App.tsx";

restoreTheme();
watchConnection();
await takeToken();
followAddress();
listenForShortcuts();
keepWaiting();
const page = document.getElementById("page");
if (page) {
  render(<App />, page);
}
await start().catch(failed);
keepUp();
