import { useEffect, useRef, useState } from "preact/hooks";
import { enqueue, expectImages, target, waitingToAdd } from "../../state/adding.ts";
import { cameraProblem, cameraState, cameraStream, frameOf, startCamera, stopCamera } from "../../state/camera.ts";
import type { Waiting } from "../../state/queue.ts";
import { announce } from "../../state/toasts.ts";
import { Button } from "../../ui/Button.tsx";
import { counted } from "../../ui/digits.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Video } from "../../ui/Video.tsx";
import { stamp } from "./Teach.tsx";

const FRAME_MILLISECONDS = 125;
const BATCH = 8;
const MOST_WAITING = 64;

/** Takes pictures from the camera into the class that is chosen, as long as a button or Space is held. */
export function Recorder() {
  const video = useRef<HTMLVideoElement>(null);
  const [taken, setTaken] = useState(0);
  const [held, setHeld] = useState(false);
  const name = target.value.trim();
  useEffect(() => (held ? record(video.current, name, setTaken) : undefined), [held]);
  const hold = (down: boolean) => {
    if (down && !held) {
      setTaken(0);
    }
    if (!down && held) {
      announce(`${counted(taken, "picture")} taken for ${name}`);
    }
    setHeld(down);
  };
  if (cameraState.value !== "on" || cameraStream.value === null) {
    return (
      <div class="recorder">
        <Button onClick={() => void startCamera()} disabled={cameraState.value === "asking"}><Icon name="camera" />Use the camera</Button>
        {cameraProblem.value !== null && <p class="bad small" role="alert">{cameraProblem.value}.</p>}
      </div>
    );
  }
  const busy = held && waitingToAdd() >= MOST_WAITING;
  return (
    <div class="recorder">
      <Video stream={cameraStream.value} box={video} recording={held} label="Camera; the square is what is taken" />
      <div class="row">
        <Button
          kind="main"
          aria-pressed={held}
          why={name === "" ? "Choose the class first" : null}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            hold(true);
          }}
          onPointerUp={() => hold(false)}
          onPointerCancel={() => hold(false)}
          onLostPointerCapture={() => hold(false)}
          onBlur={() => hold(false)}
          onContextMenu={(event) => event.preventDefault()}
          onKeyDown={(event) => {
            if (event.key === " " || event.key === "Enter") {
              event.preventDefault();
              hold(true);
            }
          }}
          onKeyUp={(event) => {
            if (event.key === " " || event.key === "Enter") {
              event.preventDefault();
              hold(false);
            }
          }}
        >
          {held ? `Recording: ${taken}` : "Hold to record"}
        </Button>
        <Button kind="quiet" onClick={stopCamera}>Camera off</Button>
      </div>
      <p class="soft small" data-test="taken">
        {name === "" ? "Choose a class above; then hold the button, or Space." : busy
          ? "The server is busy: pictures wait until it catches up."
          : taken > 0 ? `${counted(taken, "picture")} taken for ${name}.` : `Eight pictures a second go to ${name}.`}
      </p>
    </div>
  );
}

/** Takes a frame whenever its time has come and the last one is done; none while too many wait. Returns what ends it. */
function record(video: HTMLVideoElement | null, name: string, told: (taken: number) => void): () => void {
  const start = stamp();
  const end = expectImages();
  let batch: Waiting[] = [];
  let taken = 0;
  let open = true;
  const flush = () => {
    enqueue(batch);
    batch = [];
  };
  const take = async () => {
    if (video === null || waitingToAdd() >= MOST_WAITING) {
      return;
    }
    const image = await frameOf(video);
    if (image === null || !open) {
      return;
    }
    taken++;
    batch.push({ name: `camera-${start}-${String(taken).padStart(4, "0")}.jpg`, class: name, read: () => Promise.resolve(image) });
    told(taken);
    if (batch.length >= BATCH) {
      flush();
    }
  };
  let under = false;
  const tick = () => {
    if (!under) {
      under = true;
      void take().finally(() => (under = false));
    }
  };
  tick();
  const timer = setInterval(tick, FRAME_MILLISECONDS);
  return () => {
    open = false;
    clearInterval(timer);
    flush();
    end();
  };
}
