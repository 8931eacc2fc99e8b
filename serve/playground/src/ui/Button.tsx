import type { ComponentChildren, JSX } from "preact";

type Attributes = Omit<JSX.IntrinsicElements["button"], "class" | "className" | "size">;

/** A button; `kind` is how much it asks to be pressed, `why` the reason why it cannot be. */
export function Button(
  { kind = "plain", small, why, children, title, disabled, ...rest }: Attributes & {
    kind?: "plain" | "main" | "quiet" | "bad";
    small?: boolean;
    why?: string | null | undefined;
    children: ComponentChildren;
  },
) {
  return (
    <button
      type="button"
      {...rest}
      class={`button ${kind}${small ? " small" : ""}`}
      disabled={Boolean(why) || Boolean(disabled)}
      title={why ?? title}
    >
      {children}
    </button>
  );
}
