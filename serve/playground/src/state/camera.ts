import { signal } from "@preact/signals";
import { sentenceOf } from "../api/failure.ts";

const SIDE = 320;
const QUALITY = 0.9;

export type CameraState = "off" | "asking" | "on" | "refused";

export const cameraState = signal<CameraState>("off");
export const cameraProblem = signal<string | null>(null);

/** The picture of the camera while a view shows it. */
export const cameraStream = signal<MediaStream | null>(null);

let asked = 0;

/** Asks for a camera. The browser asks the person; it grants cameras to secure pages alone, and loopback counts as one. */
export async function startCamera(): Promise<void> {
  const mine = ++asked;
  cameraProblem.value = null;
  if (!("mediaDevices" in navigator)) {
    cameraState.value = "refused";
    cameraProblem.value = "Browsers give cameras only to pages by https or from this machine (127.0.0.1)";
    return;
  }
  cameraState.value = "asking";
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: { ideal: "environment" } },
      audio: false,
    });
    if (mine !== asked) {
      stop(stream);
      return;
    }
    for (const track of stream.getVideoTracks()) {
      track.addEventListener("ended", stopCamera);
    }
    cameraStream.value = stream;
    cameraState.value = "on";
  } catch (reason) {
    if (mine === asked) {
      cameraState.value = "refused";
      cameraProblem.value = saidOf(reason);
    }
  }
}

export function stopCamera(): void {
  asked++;
  if (cameraStream.value) {
    stop(cameraStream.value);
  }
  cameraStream.value = null;
  cameraState.value = "off";
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}

function saidOf(reason: unknown): string {
  if (reason instanceof DOMException && reason.name === "NotAllowedError") {
    return "The browser was told not to give the camera to this page";
  }
  if (reason instanceof DOMException && reason.name === "NotFoundError") {
    return "There is no camera";
  }
  return `The camera cannot be used: ${sentenceOf(reason)}`;
}

/** Returns whether a camera looks at the person, who wants to be seen as in a mirror. */
export const looksAtPerson = (stream: MediaStream) => stream.getVideoTracks()[0]?.getSettings().facingMode !== "environment";

/** The middle square of a picture: where it starts and its side. */
export function squareOf(width: number, height: number): { x: number; y: number; side: number } {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}

const canvas = () => {
  const made = document.createElement("canvas");
  made.width = SIDE;
  made.height = SIDE;
  return made;
};

/** Takes the middle square of what a video shows now, as a JPEG; null before it shows anything. */
export function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { x, y, side } = squareOf(video.videoWidth, video.videoHeight);
  const paper = canvas();
  const pen = paper.getContext("2d");
  if (side === 0 || pen === null) {
    return Promise.resolve(null);
  }
  pen.drawImage(video, x, y, side, side, 0, 0, SIDE, SIDE);
  return new Promise((resolve) => paper.toBlob(resolve, "image/jpeg", QUALITY));
}
