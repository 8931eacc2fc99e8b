import { useState } from "preact/hooks";
import { thumbnailAddress } from "../api/client.ts";
import { chosen } from "../state/store.ts";

/** The small picture of an example, fetched when it comes into view; its name where there is none. */
export function Thumbnail({ id, name, has = true }: { id: string; name: string; has?: boolean }) {
  const [missing, setMissing] = useState(false);
  if (!has || missing) {
    return <span class="thumbnail none" title={name}>{name.split("/").at(-1)}</span>;
  }
  return (
    <img
      class="thumbnail"
      src={thumbnailAddress(chosen.value, id)}
      alt={name}
      title={name}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setMissing(true)}
    />
  );
}
