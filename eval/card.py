"""Writing numbers where people read them: a model set's card, and the README's accuracy table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from limis.errors import InputError, say
from limis.eval.data import SMALLEST_VOXELS, Provenance
from limis.eval.phrasing import absence_in_volumes, best_part, interval, number, presence_text
from limis.eval.turns import turns_table

__all__ = ["BEGIN", "END", "accuracy_table", "model_card", "with_block"]

BEGIN = "<!-- accuracy:begin -->"
END = "<!-- accuracy:end -->"
_WEAK_DICE = 0.3


def model_card(
    manifest: Mapping[str, Any], summary: Mapping[str, Any], sources: Sequence[Provenance], notes: Sequence[str] = ()
) -> str:
    """Write a model set's card.

    Args:
        manifest: ``set.json`` of the set: ``name``, ``licence``, ``notice``, ``summary``, ``concepts``.
        summary: As `limis.eval.summary.summarise` gives it.
        sources: What trained the set.
        notes: Known failures that no table shows, a sentence each.

    Returns:
        Markdown.
    """
    parts = [
        f"# {manifest['name']}\n\n{manifest['summary']}",
        f"Licence of the weights: {manifest['licence']}." + (f" {manifest['notice']}" if manifest["notice"] else ""),
        "Not a medical device: for research, not for diagnosis or treatment.",
        "## Accuracy on held-out subjects\n\n" + _protocol_table({manifest["name"]: summary}),
        "## Things that are not there\n\n" + (presence_text(summary, manifest.get("presence")) or "Not measured."),
        "## By concept\n\n" + _concept_table(manifest, summary),
        "## Volumes\n\n" + _volumes_text(summary),
        "## Known failures\n\n" + _failures(summary, notes),
        "## Training\n\n" + _training_text(manifest),
        "## Training data\n\n" + _source_table(sources),
    ]
    return "\n\n".join(parts) + "\n"


def accuracy_table(
    summaries: Mapping[str, Mapping[str, Any]], manifests: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> str:
    """The README's accuracy table.

    Args:
        summaries: Name of each model set → its summary.
        manifests: Name of each model set → its ``set.json``, where there is one.

    Returns:
        Markdown, without the markers.
    """
    presence = [
        f"**{name}**, things that are not there: {told}"
        for name, summary in summaries.items()
        if (told := presence_text(summary, manifests.get(name, {}).get("presence")))
    ]
    presence += [f"**{name}**, {told}" for name, summary in summaries.items() if (told := absence_in_volumes(summary))]
    words = turns_table(summaries)
    return "\n\n".join([_protocol_table(summaries), *presence, *([words] if words else [])])


def with_block(path: Path, block: str) -> str:
    """A file's text with another one between its accuracy markers.

    Args:
        path: A text file with `BEGIN` and `END`, each once.
        block: What stands between them.

    Raises:
        InputError: A marker is missing or stands there twice.
    """
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or text.count(BEGIN) + text.count(END) != 2:
        raise InputError(
            say(
                f"no place for the accuracy table in {path.name}",
                expected=f"one {BEGIN} and, below it, one {END}",
                got=f"{text.count(BEGIN)} and {text.count(END)} of them",
                next_step="Add the two comment lines where the table belongs",
            )
        )
    return f"{before}{BEGIN}\n{block.strip()}\n{END}{after}"


def _protocol_table(summaries: Mapping[str, Mapping[str, Any]]) -> str:
    head = [
        "| models | protocol | pairs | Dice | box IoU | pairs, patients, cases | left/right swaps |",
        "|---|---|---|---|---|---|---|",
    ]
    lines = [
        f"| {name} | {protocol} | {which} | {interval(numbers['dice'])} | {interval(numbers['box_iou'])} "
        f"| {numbers['pairs']}, {numbers['dice']['clusters']}, {numbers['cases']} "
        f"| {numbers['swaps']['swapped']} of {numbers['swaps']['judged']} |"
        for name, summary in summaries.items()
        for which in ("known", "all")
        if which in summary
        for protocol, numbers in summary[which]["protocols"].items()
    ]
    foot = "Mean over (dataset, concept, side) pairs of the mean over cases, with a 95 % interval by patients."
    return "\n".join([*head, *lines]) + f"\n\n{foot}"


def _concept_table(manifest: Mapping[str, Any], summary: Mapping[str, Any]) -> str:
    text, box = ({_key(line): line for line in _concepts(summary, name)} for name in ("text", "box"))
    head = [
        "| concept | imaging | training subjects | Dice by text | box IoU by text | found | Dice by true box | n |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines = [
        f"| {concept} | {kind} | {_subjects(manifest, concept, kind)} | {_mean(text, key, 'dice')} "
        f"| {_mean(text, key, 'box_iou')} | {number(text[key]['found']) if key in text else '–'} "
        f"| {_mean(box, key, 'dice')} | {(text.get(key) or box[key])['cases']} |"
        for key in sorted({*text, *box})
        for concept, kind in [key]
    ]
    measured = {concept for concept, _ in {*text, *box}} | {line["concept"] for line in _concepts(summary, "volumes")}
    untested = sorted(set(manifest["concepts"]) - measured)
    foot = f"Learned but not measured here: {', '.join(untested)}." if untested else ""
    return "\n".join([*head, *lines]) + (f"\n\n{foot}" if foot else "")


def _volumes_text(summary: Mapping[str, Any]) -> str:
    """A row for what the set knows, a line for the rest: volumes are labelled with far more than a set has learned."""
    part = best_part(summary)["protocols"].get("volumes")
    everything = summary["all"]["protocols"].get("volumes")
    if everything is None:
        return "Not measured."
    swaps = everything["swaps"]
    told = (
        "Whole held-out volumes, by one sentence that names all their labelled structures of at least "
        f"{SMALLEST_VOXELS} voxels (n = {everything['cases']}, patients {everything['dice']['clusters']}). Left "
        f"and right were swapped in {swaps['swapped']} of the {swaps['judged']} where that can be judged."
    )
    known = _concepts(summary, "volumes", best_part(summary))
    rows = [
        f"| {line['concept']} | {line['modality']} | {number(line['dice']['mean'])} | {number(line['found'])} "
        f"| {line['cases']} |"
        for line in known
    ]
    mean = [] if part is None else [f"| mean over pairs | | {interval(part['dice'])} | | {part['cases']} |"]
    table = ["| concept | imaging | Dice | found | n |", "|---|---|---|---|---|", *rows, *mean] if known else []
    others = _unknown(everything["concepts"], known)
    absent = absence_in_volumes(summary)
    return "\n\n".join(text for text in (told, "\n".join(table), others, absent[:1].upper() + absent[1:]) if text)


def _unknown(lines: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]) -> str:
    """One line about the structures that a set has not learned well enough to say that it knows them."""
    mine = {_key(line) for line in known}
    rest = [line for line in lines if _key(line) not in mine]
    kinds: dict[str, list[str]] = {}
    for line in rest:
        kinds.setdefault(line["modality"], []).append(f"{line['concept']} {number(line['dice']['mean'])}")
    listed = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in kinds.items())
    cases = sum(line["cases"] for line in rest)
    return f"Not known, yet asked for (n = {cases}, Dice): {listed}." if rest else ""


def _failures(summary: Mapping[str, Any], notes: Sequence[str]) -> str:
    weak = [
        (
            line["dice"]["mean"],
            f"- {line['concept']} in {line['modality']}{where}: Dice {number(line['dice']['mean'])}",
        )
        for lines, where in (
            (_concepts(summary, "text"), ""),
            (_concepts(summary, "volumes", best_part(summary)), " volumes"),
        )
        for line in lines
        if line["dice"]["mean"] is not None and line["dice"]["mean"] < _WEAK_DICE
    ]
    lines = [text for _, text in sorted(weak)]
    errors = sum(numbers["failures"] for numbers in summary["all"]["protocols"].values())
    errors += sum(summary["all"].get(part, {}).get("failures", 0) for part in ("presence", "presence_volumes"))
    counted = [f"- {errors} questions ended in an error; each counts as a wrong answer."] if errors else []
    return "\n".join([*lines, *counted, *(f"- {note}" for note in notes)]) or "None below Dice 0.3."


def _training_text(manifest: Mapping[str, Any]) -> str:
    command = f"`limis train embedded --data INDEX --set {manifest['name']} --weights limis/weights`"
    efforts = [
        f"{role}: {effort['steps']} steps in {effort['minutes']:.0f} minutes"
        for role, effort in manifest.get("trained", {}).items()
        if effort
    ]
    return f"{command}, on CPU" + (f" ({'; '.join(efforts)})." if efforts else ".")


def _source_table(sources: Sequence[Provenance]) -> str:
    head = ["| dataset | imaging | patients | images | licence | tier |", "|---|---|---|---|---|---|"]
    lines = [
        f"| {source.dataset} | {_listed(source.modalities)} | {len(source.subjects)} | {len(source.images)} "
        f"| {_listed(source.licences)} | {_listed(source.tiers)} |"
        for source in sources
    ]
    return "\n".join([*head, *lines])


def _concepts(
    summary: Mapping[str, Any], protocol: str, part: Mapping[str, Any] | None = None
) -> list[Mapping[str, Any]]:
    """The table by concept of a protocol, over everything that was asked or one part of it."""
    return (part or summary["all"])["protocols"].get(protocol, {}).get("concepts", [])


def _key(line: Mapping[str, Any]) -> tuple[str, str]:
    return line["concept"], line["modality"]


def _subjects(manifest: Mapping[str, Any], concept: str, kind: str) -> int:
    return manifest["concepts"].get(concept, {}).get("subjects", {}).get(kind, 0)


def _mean(lines: Mapping[tuple[str, str], Mapping[str, Any]], key: tuple[str, str], metric: str) -> str:
    return number(lines[key][metric]["mean"]) if key in lines else "–"


def _listed(names: set[str]) -> str:
    return "; ".join(sorted(names)).replace("|", "/")
