/** What the server says in numbers, as a person reads it. */
import type { StructureRow } from "./model.ts";
import type { ChangeOut, ImageOut, StructureOut } from "./wire/types.ts";

const UNITS: Record<string, string> = { ml: "ml", mm2: "mm²", px: "px" };

/** "kidney_left_2" → "left kidney 2". */
export function titleOf(name: string): string {
  return name.replaceAll("_", " ").replace(/^(.*?) (left|right)( \d+)?$/, "$2 $1$3");
}

export function amount(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 || unit === "px" ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${UNITS[unit] ?? unit}`;
}

export function rowOf(one: StructureOut): StructureRow {
  return {
    name: one.name,
    title: titleOf(one.name),
    label: one.label ?? 0,
    colour: one.colour ?? "#888888",
    found: one.found,
    reason: one.reason,
    isShown: !one.hidden,
    isActive: one.active,
    side: one.side,
    concept: one.concept,
    size: sizeOf(one),
  };
}

function sizeOf(one: StructureOut): string {
  if (typeof one.volume_ml === "number") return amount(one.volume_ml, "ml");
  if (typeof one.area_mm2 === "number") return amount(one.area_mm2, "mm2");
  return amount(one.area_px ?? one.voxels, "px");
}

/** "liver +12.3 ml −0.4 ml"; empty where no voxel changed. */
export function changeOf(change: ChangeOut): string {
  const { name, kind, added, removed, unit } = change;
  const title = titleOf(name);
  if (kind === "removed") return `${title} gone`;
  const parts = [added > 0 && `+${amount(added, unit)}`, removed > 0 && `−${amount(removed, unit)}`].filter(Boolean);
  return parts.length ? `${title} ${parts.join(" ")}` : "";
}

/** "CT · 512 × 512 × 200 · 0.8 × 0.8 × 1.5 mm". */
export function factsOf(image: ImageOut): string {
  const shape = image.kind === "picture" ? [...image.shape].reverse() : image.shape;
  const spacing = image.spacing_mm?.map((mm) => Number(mm.toPrecision(3))).join(" × ");
  const modality = image.modality && (image.modality_reason === "stated" ? image.modality : `${image.modality} (assumed)`);
  return [modality, shape.join(" × "), spacing && `${spacing} mm`, ...image.notes].filter(Boolean).join("  ·  ");
}
