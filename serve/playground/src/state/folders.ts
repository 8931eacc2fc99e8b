import type { Waiting } from "./queue.ts";

/** A file with where it lay: `birds/heron/1.jpg`, or `1.jpg` if it came alone. */
export interface Found {
  path: string;
  type: string;
  read: () => Promise<Blob>;
}

/** Images sorted into classes by their folders; `loose` have none. */
export interface Plan {
  classes: { name: string; images: Found[] }[];
  loose: Found[];
  others: number;
}

const IMAGE = /\.(jpe?g|png|bmp|gif|webp|tiff?)$/i;

const isImage = (found: Found) => found.type.startsWith("image/") || IMAGE.test(found.path);

/**
 * Sorts files into classes: a folder whose sub-folders hold images gives a class for each of these; a folder without gives itself.
 * Hidden files and files that are no images are counted in `others`.
 */
export function planOf(files: Found[]): Plan {
  const seen = files.filter((file) => !file.path.split("/").some((part) => part.startsWith(".")));
  const images = seen.filter(isImage);
  const deep = new Set(images.filter((file) => file.path.split("/").length > 2).map(rootOf));
  const classes = new Map<string, Found[]>();
  const loose: Found[] = [];
  for (const image of images) {
    const parts = image.path.split("/");
    const name = deep.has(rootOf(image)) ? (parts.length > 2 ? parts[1] : undefined) : parts.length > 1 ? parts[0] : undefined;
    if (name === undefined) {
      loose.push(image);
    } else {
      const mates = classes.get(name);
      if (mates) {
        mates.push(image);
      } else {
        classes.set(name, [image]);
      }
    }
  }
  const sorted = [...classes].map(([name, mates]) => ({ name, images: mates }));
  sorted.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return { classes: sorted, loose, others: files.length - images.length };
}

const rootOf = (file: Found) => file.path.split("/")[0] ?? "";

/** Returns images as they wait for their turn in a class. */
export const waitingFor = (images: Found[], className: string): Waiting[] =>
  images.map((image) => ({ name: image.path, class: className, read: image.read }));

/** Returns picked files; those of a picked folder know their path. */
export const foundIn = (files: Iterable<File>): Found[] =>
  [...files].map((file) => ({
    path: file.webkitRelativePath || file.name,
    type: file.type,
    read: () => Promise.resolve(file),
  }));

/** Walks what was dropped. It must be called while the drop is told: browsers take the entries back afterwards. */
export function foundInDrop(transfer: DataTransfer): Promise<Found[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) {
    return Promise.resolve(foundIn(transfer.files));
  }
  return walked(entries);
}

async function walked(entries: FileSystemEntry[]): Promise<Found[]> {
  const found: Found[] = [];
  const open = [...entries];
  for (let entry = open.shift(); entry !== undefined; entry = open.shift()) {
    if (entry.isDirectory) {
      open.push(...(await childrenOf(entry as FileSystemDirectoryEntry)));
    } else {
      found.push(fileOf(entry as FileSystemFileEntry));
    }
  }
  return found;
}

function fileOf(entry: FileSystemFileEntry): Found {
  const read = () => new Promise<Blob>((resolve, reject) => entry.file(resolve, reject));
  return { path: entry.fullPath.replace(/^\//, ""), type: "", read };
}

/** A folder tells its entries by the hundred, until it tells none. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}
