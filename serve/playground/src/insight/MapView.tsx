import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as api from "../api/client.ts";
import type { Example, ExampleMap } from "../api/types.ts";
import { chosen, failed } from "../state/store.ts";
import { announce } from "../state/toasts.ts";
import { theme } from "../state/theme.ts";
import { Button } from "../ui/Button.tsx";
import { count, counted } from "../ui/digits.ts";
import { Thumbnail } from "../ui/Thumbnail.tsx";
import { deleteAll, imagesOf, moveAll } from "./actions.ts";
import { drawMap } from "./drawMap.ts";
import { LabelBar, labelByKey } from "./LabelBar.tsx";
import { signOf } from "./palette.ts";
import { fit, inside, type Look, PointGrid, pointsOf } from "./points.ts";
import { useAnswer } from "./useAnswer.ts";
import { Waiting } from "./Waiting.tsx";

const MARGIN = 24;
const NEAR = 10;
const PAGE = 1000;
const STEP = 60;

const asked = (name: string) => api.exampleMap(name);

/** What stays as it is when the map is drawn anew after a change. */
interface Kept {
  model: string;
  look: Look | null;
  hidden: ReadonlySet<string>;
  tool: "lasso" | "move";
}

/** All examples on two axes; what lies together is chosen and labelled together. */
export function MapView() {
  const answer = useAnswer(asked);
  const kept = useRef<Kept>({ model: "", look: null, hidden: new Set(), tool: "lasso" });
  if (kept.current.model !== chosen.value) {
    kept.current = { model: chosen.value, look: null, hidden: new Set(), tool: "lasso" };
  }
  return answer.value === null
    ? <Waiting answer={answer} words="Finding the two axes" />
    : <MapOf map={answer.value} kept={kept.current} key={`${chosen.value} ${answer.value.revision}`} />;
}

function MapOf({ map, kept }: { map: ExampleMap; kept: Kept }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const points = useMemo(() => pointsOf(map.points, map.classes.map((each) => each.count)), [map]);
  const grid = useMemo(() => new PointGrid(points), [points]);
  const look = useRef(kept.look);
  const lasso = useRef<number[]>([]);
  const marks = useRef(new Uint8Array(points.n));
  const hover = useRef(-1);
  const drawing = useRef(0);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(
    () => new Set(map.classes.flatMap((each, place) => (kept.hidden.has(each.name) ? [place] : []))),
  );
  const [marked, setMarked] = useState(0);
  const [tool, setTool] = useState(kept.tool);
  const [seen, setSeen] = useState<{ example: Example; x: number; y: number } | null>(null);
  useEffect(() => {
    kept.hidden = new Set(map.classes.filter((_, place) => hidden.has(place)).map((each) => each.name));
    kept.tool = tool;
  }, [kept, map, hidden, tool]);
  const draw = useCallback(() => {
    kept.look = look.current;
    drawing.current ||= requestAnimationFrame(() => {
      drawing.current = 0;
      if (canvas.current && look.current) {
        const ink = getComputedStyle(canvas.current).getPropertyValue("--ink").trim();
        drawMap(
          canvas.current,
          { points, look: look.current, shown: (place) => !hidden.has(place), chosen: marks.current, ink, lasso: lasso.current, hover: hover.current },
          devicePixelRatio,
        );
      }
    });
  }, [points, hidden]);
  useEffect(() => {
    const box = frame.current;
    const seenCanvas = canvas.current;
    if (!box || !seenCanvas) {
      return undefined;
    }
    let wide = 0;
    const sizes = new ResizeObserver(() => {
      const isAsBefore = wide === 0 || wide === box.clientWidth;
      wide = box.clientWidth;
      seenCanvas.width = Math.round(box.clientWidth * devicePixelRatio);
      seenCanvas.height = Math.round(box.clientHeight * devicePixelRatio);
      look.current = (isAsBefore && look.current) || fit(points, box.clientWidth, box.clientHeight, MARGIN);
      draw();
    });
    sizes.observe(box);
    return () => sizes.disconnect();
  }, [points, draw]);
  useEffect(draw, [draw, theme.value]);
  const setMarks = (which: (i: number) => boolean, add: boolean) => {
    let total = 0;
    for (let i = 0; i < points.n; i++) {
      const on = (add && marks.current[i] === 1) || (!hidden.has(points.of[i] as number) && which(i));
      marks.current[i] = on ? 1 : 0;
      total += on ? 1 : 0;
    }
    setMarked(total);
    announce(`${imagesOf(total)} chosen`);
    draw();
  };
  const choosePolygon = (polygon: number[], add: boolean) => {
    const at = look.current as Look;
    setMarks((i) => inside(polygon, (points.x[i] as number) * at.scale + at.dx, at.dy - (points.y[i] as number) * at.scale), add);
  };
  const zoom = (by: number, x: number, y: number) => {
    const at = look.current as Look;
    look.current = { scale: at.scale * by, dx: x - (x - at.dx) * by, dy: y - (y - at.dy) * by };
    draw();
  };
  const pan = (dx: number, dy: number) => {
    const at = look.current as Look;
    look.current = { ...at, dx: at.dx + dx, dy: at.dy + dy };
    draw();
  };
  const middle = () => [(frame.current?.clientWidth ?? 0) / 2, (frame.current?.clientHeight ?? 0) / 2] as const;
  const pick = (x: number, y: number) => {
    const at = look.current as Look;
    return grid.nearest((x - at.dx) / at.scale, (at.dy - y) / at.scale, NEAR / at.scale, (i) => !hidden.has(points.of[i] as number));
  };
  const press = (event: PointerEvent) => {
    const element = canvas.current;
    if (!element || event.button > 1) {
      return;
    }
    element.setPointerCapture(event.pointerId);
    const panning = tool === "move" || event.button === 1;
    let [lastX, lastY] = [event.offsetX, event.offsetY];
    lasso.current = panning ? [] : [lastX, lastY];
    const move = (now: PointerEvent) => {
      if (panning) {
        pan(now.offsetX - lastX, now.offsetY - lastY);
      } else if (Math.hypot(now.offsetX - lastX, now.offsetY - lastY) > 3) {
        lasso.current.push(now.offsetX, now.offsetY);
        draw();
      } else {
        return;
      }
      [lastX, lastY] = [now.offsetX, now.offsetY];
    };
    const end = (now: PointerEvent) => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
      const polygon = lasso.current;
      lasso.current = [];
      const add = now.shiftKey || now.ctrlKey || now.metaKey;
      if (!panning && polygon.length >= 6) {
        choosePolygon(polygon, add);
      } else if (!panning) {
        const i = pick(now.offsetX, now.offsetY);
        setMarks((each) => each === i, add);
      }
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
  };
  const asking = useRef(0);
  const preview = (event: PointerEvent) => {
    if (event.buttons !== 0) {
      return;
    }
    const i = pick(event.offsetX, event.offsetY);
    if (i === hover.current) {
      return;
    }
    hover.current = i;
    draw();
    const mine = ++asking.current;
    if (i < 0) {
      setSeen(null);
      return;
    }
    const [x, y] = [event.offsetX, event.offsetY];
    api.examples(chosen.value, { offset: i, limit: 1 }).then((page) => {
      const example = page.examples[0];
      if (mine === asking.current && example && page.revision === map.revision) {
        setSeen({ example, x, y });
      }
    }, () => undefined);
  };
  const idsMarked = async (model: string) => {
    const ids = new Set<string>();
    for (let from = 0; from < points.n; from += PAGE) {
      const to = Math.min(points.n, from + PAGE);
      if (marks.current.subarray(from, to).includes(1)) {
        const page = await api.examples(model, { offset: from, limit: PAGE });
        if (page.revision !== map.revision) {
          throw new Error("The model has changed meanwhile; choose again");
        }
        page.examples.forEach((each) => marks.current[each.index] === 1 && ids.add(each.id));
      }
    }
    return ids;
  };
  const label = (name: string) => {
    const given = marks.current.slice();
    const place = map.classes.findIndex((each) => each.name === name);
    const model = chosen.value;
    void idsMarked(model).then((ids) => moveAll(ids, name, model)).then((well) => {
      if (well) {
        // The map of the new revision takes seconds when there are many; until it comes, this one shows what was done.
        given.forEach((on, i) => on === 1 && place >= 0 && (points.of[i] = place));
        setMarks(() => false, false);
      }
    }).catch(failed);
  };
  const remove = () => {
    const model = chosen.value;
    void idsMarked(model).then((ids) => deleteAll(ids, model)).catch(failed);
  };
  const keys = (event: KeyboardEvent) => {
    const [x, y] = middle();
    const arrow = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
    if (arrow) {
      event.preventDefault();
      pan(arrow[0] as number, arrow[1] as number);
    } else if (event.key === "+" || event.key === "=" || event.key === "-") {
      zoom(event.key === "-" ? 1 / 1.25 : 1.25, x, y);
    } else if (event.key === "0") {
      look.current = fit(points, 2 * x, 2 * y, MARGIN);
      draw();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const size = Math.min(x, y) / 2;
      choosePolygon([x - size, y - size, x + size, y - size, x + size, y + size, x - size, y + size], event.shiftKey);
    } else if (event.key === "Escape") {
      setMarks(() => false, false);
    } else {
      labelByKey(event, label, remove);
    }
  };
  return (
    <div class="map-view">
      <LabelBar chosen={marked} verb="Move to class" onLabel={label} onDelete={remove} onClear={() => setMarks(() => false, false)} />
      <div class="map-parts">
        <div class="map-frame" ref={frame}>
          <canvas
            ref={canvas}
            class={`map ${tool}`}
            tabIndex={0}
            role="application"
            aria-label={`Map of ${counted(points.n, "example")}. Arrow keys move, plus and minus zoom, 0 shows all, Enter chooses what is in the square in the middle.`}
            onPointerDown={press}
            onPointerMove={preview}
            onPointerLeave={() => {
              hover.current = -1;
              setSeen(null);
              draw();
            }}
            onWheel={(event) => {
              event.preventDefault();
              zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
            }}
            onKeyDown={keys}
          />
          {seen && (
            <div class="map-preview" style={{ left: `${Math.min(seen.x + 14, (frame.current?.clientWidth ?? 0) - 150)}px`, top: `${Math.min(seen.y + 14, (frame.current?.clientHeight ?? 0) - 170)}px` }}>
              <span class="map-picture"><Thumbnail id={seen.example.id} name={seen.example.name} has={seen.example.thumbnail} /></span>
              <b>{seen.example.class}</b>
              <span class="soft small">{seen.example.name}</span>
            </div>
          )}
          <div class="map-tools row">
            <Button small kind={tool === "lasso" ? "main" : "plain"} aria-pressed={tool === "lasso"} onClick={() => setTool("lasso")}>Lasso</Button>
            <Button small kind={tool === "move" ? "main" : "plain"} aria-pressed={tool === "move"} onClick={() => setTool("move")}>Move</Button>
            <Button small aria-label="Zoom in" onClick={() => zoom(1.4, ...middle())}>+</Button>
            <Button small aria-label="Zoom out" onClick={() => zoom(1 / 1.4, ...middle())}>−</Button>
            <Button small onClick={() => keys(new KeyboardEvent("keydown", { key: "0" }))}>All</Button>
          </div>
        </div>
        <Legend map={map} hidden={hidden} onHidden={setHidden} onChoose={(place) => setMarks((i) => points.of[i] === place, true)} />
      </div>
      <p class="soft small">Axes: {map.axes}.</p>
    </div>
  );
}

function Legend({ map, hidden, onHidden, onChoose }: {
  map: ExampleMap;
  hidden: ReadonlySet<number>;
  onHidden: (hidden: ReadonlySet<number>) => void;
  onChoose: (place: number) => void;
}) {
  const turn = (place: number) => {
    const next = new Set(hidden);
    if (!next.delete(place)) {
      next.add(place);
    }
    onHidden(next);
  };
  return (
    <section class="legend" aria-label="Classes">
      <div class="row">
        <Button small kind="quiet" disabled={hidden.size === 0} onClick={() => onHidden(new Set())}>Show all</Button>
        <Button small kind="quiet" disabled={hidden.size > 0} onClick={() => onHidden(new Set(map.classes.keys()))}>Hide all</Button>
      </div>
      <ul class="legend-list">
        {map.classes.map((each, place) => (
          <li key={each.name}>
            <label class="check">
              <input type="checkbox" checked={!hidden.has(place)} onChange={() => turn(place)} />
              <Sign place={place} /> <span class="legend-name">{each.name}</span> <span class="soft small">{count(each.count)}</span>
            </label>
            <button type="button" class="link small" aria-label={`Choose all of ${each.name}`} onClick={() => onChoose(place)}>choose</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const FORMS = {
  circle: "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10z", square: "M3.5 3.5h9v9h-9z", triangle: "M8 2.5l5 9.5H3z", diamond: "M8 2l5 6-5 6-5-6z",
  cross: "M3 6.3h10v3.4H3zM6.3 3h3.4v10H6.3z",
};

function Sign({ place }: { place: number }) {
  const sign = signOf(place);
  return <svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d={FORMS[sign.shape]} fill={sign.colour} /></svg>;
}
