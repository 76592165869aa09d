/** Files that are dropped or chosen: whole folders are walked, as DICOM comes in them. */

export interface Chosen {
  /** Path inside what was dropped, with `/`. */
  readonly path: string;
  readonly file: File;
}

/** Listen for files over an element. */
export function acceptDrops(
  area: HTMLElement,
  hover: (isOver: boolean) => void,
  take: (files: readonly Chosen[]) => void,
): void {
  let depth = 0;
  const isFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  const over = (change: number): void => {
    depth = Math.max(0, depth + change);
    hover(depth > 0);
  };
  area.addEventListener("dragenter", (event) => isFiles(event) && over(1));
  area.addEventListener("dragleave", (event) => isFiles(event) && over(-1));
  area.addEventListener("dragover", (event) => isFiles(event) && event.preventDefault());
  area.addEventListener("drop", (event) => {
    if (!isFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    over(-depth);
    void gather(event.dataTransfer).then((files) => files.length && take(files));
  });
}

/** Listen to a file field. */
export function acceptChoice(field: HTMLInputElement, take: (files: readonly Chosen[]) => void): void {
  field.addEventListener("change", () => {
    const files = [...(field.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    field.value = "";
    if (files.length) take(files);
  });
}

async function gather(transfer: DataTransfer): Promise<Chosen[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const plain = [...transfer.files].map((file) => ({ path: file.name, file }));
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  return (await Promise.all(entries.map(walk))).flat();
}

async function walk(entry: FileSystemEntry): Promise<Chosen[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.name.startsWith(".")) return [];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(walk))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
