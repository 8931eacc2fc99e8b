import type { RefObject } from "preact";
import { looksAtPerson } from "../state/camera.ts";
import { useEffect } from "preact/hooks";

/** The camera, mirrored if it looks at the person; only its middle square is seen and taken. */
export function Video({ stream, box, label, recording = false }: {
  stream: MediaStream;
  box: RefObject<HTMLVideoElement | null>;
  label: string;
  recording?: boolean;
}) {
  useEffect(() => {
    if (box.current && box.current.srcObject !== stream) {
      box.current.srcObject = stream;
    }
  }, [stream, box]);
  return (
    <div class={`camera${recording ? " recording" : ""}${looksAtPerson(stream) ? " mirrored" : ""}`}>
      <video ref={box} autoplay muted playsInline aria-label={label} />
    </div>
  );
}
