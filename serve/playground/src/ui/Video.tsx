import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** The camera, mirrored as people know themselves; only its middle square is seen and taken. */
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
    <div class={recording ? "camera recording" : "camera"}>
      <video ref={box} autoplay muted playsInline aria-label={label} />
    </div>
  );
}
