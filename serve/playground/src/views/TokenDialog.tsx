import { useState } from "preact/hooks";
import { openSession } from "../api/client.ts";
import { ApiFailure, sentenceOf } from "../api/failure.ts";
import { connection } from "../state/session.ts";
import { failed, start } from "../state/store.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

/** Asks for the token that the server printed when it started. */
export function TokenDialog() {
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (event: Event) => {
    event.preventDefault();
    try {
      await openSession(token.trim());
    } catch (reason) {
      const wrong = reason instanceof ApiFailure && reason.status === 401;
      setProblem(wrong ? "This is not the token of this server" : sentenceOf(reason));
      return;
    }
    connection.value = "connected";
    await start().catch(failed);
  };
  return (
    <Dialog title="This server wants a token" onClose={() => (connection.value = "starting")}>
      <p>It printed one when it started; the address that it printed has it as well.</p>
      <form class="row" onSubmit={(event) => void open(event)}>
        <label class="grow">
          <span class="label">Token</span>
          <input
            class="field"
            type="password"
            autocomplete="off"
            data-focus
            value={token}
            aria-invalid={problem !== null}
            aria-describedby="token-problem"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <Button kind="main" type="submit" disabled={token.trim() === ""}>Open</Button>
      </form>
      <p id="token-problem" class="bad" role="alert">{problem}</p>
    </Dialog>
  );
}
