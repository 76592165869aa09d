/** The command algebra as JSON (docs of the project: COMMANDS), as far as the page says it back in words. */

export interface Target {
  readonly concept?: string | null;
  readonly side?: string;
  readonly which?: string;
  readonly ref?: string;
  readonly text?: string;
}

export interface Amount {
  readonly value?: number;
  readonly unit?: string;
  readonly degree?: string;
}

export interface Command {
  readonly op: string;
  readonly targets?: readonly Target[];
  readonly where?: string | readonly string[];
  readonly frame?: string;
  readonly amount?: Amount;
  readonly scope?: { readonly slice?: string; readonly from?: number; readonly to?: number; readonly plane?: string };
  readonly which?: string;
  readonly part?: string;
  readonly low?: number;
  readonly high?: number;
  readonly index?: number;
  readonly plane?: string;
  readonly count?: number;
  readonly preset?: string;
  readonly center?: number;
  readonly width?: number;
  readonly direction?: string;
  readonly what?: string;
  readonly format?: string;
  readonly choose?: number;
  readonly invert?: boolean;
  readonly instead?: boolean;
  readonly another?: boolean;
}

/** What was understood, as short words: the verb first, then each of its particulars. */
export function chips(command: Command): string[] {
  const { scope } = command;
  return [
    command.op,
    ...(command.targets ?? []).map(ofTarget),
    command.what,
    command.which,
    command.part,
    ofAmount(command.amount),
    ...[command.where ?? []].flat().map((where) => (command.frame ? `${where} of the picture` : where)),
    command.low !== undefined && `from ${command.low}`,
    command.high !== undefined && `to ${command.high}`,
    scope?.slice && "this slice",
    scope?.from !== undefined && `slices ${scope.from}–${scope.to} ${scope.plane ?? ""}`,
    command.index !== undefined && String(command.index),
    command.plane,
    command.count !== undefined && command.count !== 1 && `× ${command.count}`,
    command.preset,
    command.center !== undefined && `C ${command.center} W ${command.width}`,
    command.direction,
    command.format,
    command.choose !== undefined && `number ${command.choose}`,
    command.invert && "the other way",
    command.instead && "instead",
    command.another && "a whole one",
  ]
    .filter((word): word is string => typeof word === "string" && word !== "")
    .map(plain);
}

function ofTarget(target: Target): string {
  if (target.ref) return target.ref === "all" ? "everything" : (target.side ?? "the active one");
  const name = target.concept ?? target.text ?? "";
  if (target.side === "both") return target.text ?? `both: ${name}`;
  return [target.which, target.side, name].filter(Boolean).join(" ");
}

function ofAmount(amount?: Amount): string | undefined {
  if (!amount) return undefined;
  return amount.degree ?? `${amount.value} ${amount.unit === "percent" ? "%" : amount.unit}`;
}

const plain = (word: string): string => word.replaceAll("_", " ");
