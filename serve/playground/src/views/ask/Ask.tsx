import { useEffect, useRef, useState } from "preact/hooks";
import { album, answer, askAbout, asked, askLive, askProblem, clear, comeBack, freeze, give, live, teachShown } from "../../state/asking.ts";
import { cameraProblem, cameraState, cameraStream, startCamera, stopCamera } from "../../state/camera.ts";
import { foundIn, foundInDrop, type Found, planOf } from "../../state/folders.ts";
import { isSingleKey } from "../../state/shortcuts.ts";
import { changing, failed, revision, teachingObstacle } from "../../state/store.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Video } from "../../ui/Video.tsx";
import { Answer } from "./Answer.tsx";
import { Nearest } from "./Nearest.tsx";
import { ThisIs } from "./ThisIs.tsx";
import { UnknownCard } from "./UnknownCard.tsx";

const MOST = 100;

/** What an image is answered, why, and how to put it right. */
export function Ask() {
  const over = useGiving();
  const now = revision.value;
  useEffect(comeBack, [now]);
  useEffect(() => () => {
    if (live.value) {
      live.value = false;
      clear();
    }
    stopCamera();
  }, []);
  useDigits();
  const said = answer.value;
  return (
    <div class={over ? "ask over" : "ask"}>
      <Picture />
      <div class="ask-answer">
        {askProblem.value !== null && <p class="bad" role="alert">{askProblem.value}.</p>}
        {said === null && askProblem.value === null && <p class="empty">The answer comes here: give an image, or use the camera.</p>}
        {said !== null && <Answer said={said} />}
        {said !== null && <ThisIs said={said} />}
      </div>
      <div class="ask-more">
        <UnknownCard />
      </div>
      {said?.nearest != null && said.nearest.length > 0 && <Nearest nearest={said.nearest} />}
    </div>
  );
}

/** A digit says that the image is of the class at that place. */
function useDigits(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const label = answer.value?.top[Number(event.key) - 1]?.label;
      if (label !== undefined && isSingleKey(event) && teachingObstacle.value === null && changing.value === 0) {
        event.preventDefault();
        void teachShown(label);
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function Picture() {
  const input = useRef<HTMLInputElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const stream = cameraStream.value;
  const on = live.value && stream !== null;
  useEffect(() => (on ? askLive(() => video.current) : undefined), [on]);
  const useCamera = async () => {
    clear();
    await startCamera();
    live.value = cameraState.value === "on";
  };
  const off = () => {
    live.value = false;
    stopCamera();
    clear();
  };
  return (
    <section class="card picture" aria-label="Image">
      <div class="picture-frame">
        {on && <Video stream={stream} box={video} label="Camera, asked about live" />}
        {!on && asked.value !== null && <img class="asked" src={asked.value.url} alt={asked.value.name} />}
        {!on && asked.value === null && <p class="soft">Drop an image here, or paste one.</p>}
      </div>
      <div class="row centred">
        <Button small onClick={() => input.current?.click()}><Icon name="image" />Image …</Button>
        {on
          ? (
            <>
              <Button small kind="main" onClick={() => freeze()}><Icon name="pause" />Freeze</Button>
              <Button small onClick={off}>Camera off</Button>
            </>
          )
          : <Button small onClick={() => void useCamera()} disabled={cameraState.value === "asking"}><Icon name="camera" />Live camera</Button>}
      </div>
      {cameraProblem.value !== null && <p class="bad small" role="alert">{cameraProblem.value}.</p>}
      {!on && asked.value !== null && <p class="soft small asked-name">{asked.value.name}</p>}
      {!on && album.value.length > 1 && (
        <div class="album" role="group" aria-label="Images that were given">
          {album.value.map((each) => (
            <button
              type="button" key={each.url} class="album-cell" aria-label={each.name} aria-pressed={each === asked.value}
              onClick={() => void askAbout(each)}
            >
              <img src={each.url} alt="" loading="lazy" decoding="async" class="thumbnail" />
            </button>
          ))}
        </div>
      )}
      <input
        ref={input} type="file" class="unseen" tabIndex={-1} multiple accept="image/*" aria-label="Image to ask about" data-test="ask-image"
        onChange={(event) => {
          const files = foundIn(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
          void take(files);
        }}
      />
    </section>
  );
}

async function take(found: Found[]): Promise<void> {
  const plan = planOf(found);
  const images = [...plan.classes.flatMap((each) => each.images), ...plan.loose].slice(0, MOST);
  if (images.length === 0) {
    failed(new Error("None of these files is an image"));
    return;
  }
  live.value = false;
  stopCamera();
  give(await Promise.all(images.map(async (each) => ({ name: each.path, image: await each.read() }))));
}

/** Images may be dropped and pasted anywhere on the page; returns whether some hover over it. */
function useGiving(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        foundInDrop(event.dataTransfer).then(take).catch(failed);
      }
    };
    const paste = (event: ClipboardEvent) => {
      const files = foundIn(event.clipboardData?.files ?? []);
      if (files.length > 0) {
        event.preventDefault();
        take(files).catch(failed);
      }
    };
    addEventListener("dragover", hover);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragover", hover);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, []);
  return over;
}
