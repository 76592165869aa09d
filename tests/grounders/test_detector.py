"""What holds for every detector, seen on a tiny random Grounding DINO."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from checkpoints import save_grounding_dino
from scipy.optimize import linear_sum_assignment

from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import open_grounder
from limis.grounders.tuning import Tuning
from limis.progress import silent
from limis.protocols import Grounding, Query, View
from limis.runtime.rgb import as_rgb
from limis.runtime.torch_device import Precision, Runner

CUDA = torch.cuda.is_available()
LUNG, HEART, LIVER, KIDNEY = (Query(name, name) for name in ("lung", "heart", "liver", "kidney"))


def view(seed: int = 0) -> View:
    return View(np.random.default_rng(seed).random((48, 64)).astype(np.float32), "CT")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_grounding_dino(tmp_path_factory.mktemp("grounder"))


@pytest.fixture
def fresh(folder: Path) -> PhraseGrounder:
    """An engine of one's own."""
    return open_grounder(str(folder), "cpu")


@pytest.fixture(scope="module")
def shared(folder: Path) -> PhraseGrounder:
    return open_grounder(str(folder), "cpu")


def tuned(grounder: PhraseGrounder, **settings: Any) -> PhraseGrounder:
    return PhraseGrounder(grounder.info, grounder.detector, Tuning(**{"threshold": 0, "nms_iou": 1, **settings}))


def only(grounder: PhraseGrounder, *queries: Query, seen: View | None = None) -> Grounding:
    return grounder.ground([seen or view()], queries, silent)[0][0]


def logits_of(grounder: PhraseGrounder, *queries: Query, seen: View) -> tuple[torch.Tensor, torch.Tensor]:
    """Per box, the best logit of the first query and of all its rivals, from the model itself."""
    (text,) = grounder.texts(queries, "CT")
    with torch.inference_mode():
        logits = grounder.detector.detect(grounder.detector.prepare([as_rgb(seen)]), text.ids)[0][0]
    names, rivals = ([logits[:, span].amax(1) for span in spans] for spans in vars(text.places[0]).values())
    return torch.stack(names).amax(0), torch.stack(rivals).amax(0)


def test_a_box_that_is_more_like_a_rival_is_not_taken(shared: PhraseGrounder) -> None:
    taken = lost = 0
    for seed in range(6):
        own, rival = logits_of(tuned(shared), LIVER, KIDNEY, seen=view(seed))
        mine = own[own >= rival].sigmoid().numpy()
        held = only(tuned(shared), LIVER, KIDNEY, seen=view(seed))
        assert held.present == (len(held.boxes_xyxy) > 0)
        assert len(held.boxes_xyxy) <= len(mine)
        assert all(np.abs(mine - score).min() < 1e-6 for score in held.scores)
        taken, lost = taken + len(held.boxes_xyxy), lost + len(own) - len(mine)
    assert taken > 10
    assert lost > 10


def test_rivals_that_were_not_asked_for_count_and_can_be_switched_off(shared: PhraseGrounder) -> None:
    unasked = tuned(shared).texts([LIVER], "CT")[0]
    assert [p.rivals for p in tuned(shared, rivals=0).texts([LIVER], "CT")[0].places] == [()]
    tokens = shared.detector.tokenizer.convert_ids_to_tokens(unasked.ids)
    assert tokens[1:4] == ["liver", ".", "kidney"]
    assert unasked.places[0].rivals == (slice(3, 4),)
    assert tuned(shared).texts([LIVER], "fundus photography")[0].places[0].rivals == ()


def test_the_best_of_several_names_counts(shared: PhraseGrounder) -> None:
    """The vocabulary's nuclei are called "nuclei" as well."""
    query = Query("nucleus", "nuclei")
    (text,) = tuned(shared, rivals=0).texts([query], None)
    assert shared.detector.tokenizer.convert_ids_to_tokens(text.ids)[1:-1] == ["nucleus", ".", "nuclei", "."]
    with torch.inference_mode():
        logits = shared.detector.detect(shared.detector.prepare([as_rgb(view())]), text.ids)[0][0]
    best = float(logits[:, [1, 3]].sigmoid().amax())
    assert only(tuned(shared, rivals=0), query).score == pytest.approx(best)


def test_each_concept_has_its_own_threshold(shared: PhraseGrounder) -> None:
    scores = [g.score for g in tuned(shared, rivals=0).ground([view()], [LUNG, LIVER], silent)[0]]
    strict = {"lung": min(1, scores[0] * 0.999), "liver": 1}
    lung, liver = tuned(shared, rivals=0, thresholds=strict).ground([view()], [LUNG, LIVER], silent)[0]
    assert lung.present
    assert (lung.scores >= strict["lung"] - 1e-6).all()
    assert liver.present == (scores[1] == 1)


def test_what_somebody_insists_on_is_shown_at_its_likeliest_place(shared: PhraseGrounder) -> None:
    strict = tuned(shared, threshold=1)
    unseen = next(q for q in (LUNG, HEART, LIVER, KIDNEY) if not only(strict, q).present)
    insisted = only(strict, Query(unseen.concept, unseen.text, insisted=True))
    assert insisted.present
    assert len(insisted.boxes_xyxy) == 1
    assert insisted.remark.startswith("the likeliest place, because you insist: the model does not see it")
    assert only(strict, unseen).remark == ""


def test_a_text_is_encoded_once_and_a_picture_once(fresh: PhraseGrounder) -> None:
    model = fresh.detector.runner.model.model
    runs = {"text": 0, "picture": 0}
    model.text_backbone.encoder.register_forward_hook(lambda *_: runs.update(text=runs["text"] + 1))
    model.backbone.conv_encoder.register_forward_hook(lambda *_: runs.update(picture=runs["picture"] + 1))
    words = ("lung", "heart", "kidney", "liver", "pale", "thing")
    many = [Query(None, f"{a} {b}") for a in words for b in words if a != b]
    texts = len(fresh.texts(many, "CT"))
    once = fresh.ground([view(0), view(1), view(0)], many, silent)
    assert texts > 2
    assert runs == {"text": texts, "picture": 3}
    for first, third in zip(once[0], once[2], strict=True):
        assert first.score == third.score


def test_what_does_not_fit_into_memory_gives_the_same_in_smaller_passes_and_on_the_cpu(fresh: PhraseGrounder) -> None:
    views = [view(seed) for seed in range(4)]
    expected = tuned(fresh).ground(views, [LUNG, LIVER], silent)
    detector, sizes = fresh.detector, list[int]()
    detector.runner.device = "cpu:0"

    def refuse(_: Any, inputs: dict[str, Any]) -> None:
        sizes.append(len(pixels := inputs["pixel_values"]))
        if len(pixels) > (1 if detector.runner.device == "cpu" else 0) and len(sizes) < 9:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")

    detector.runner.model.register_forward_pre_hook(lambda m, _, kwargs: refuse(m, kwargs), with_kwargs=True)
    told: list[tuple[str, int, int]] = []
    answers = tuned(fresh).ground(views, [LUNG, LIVER], lambda *call: told.append(call))
    assert sizes[:6] == [4, 2, 1, 4, 2, 1]
    assert all(done <= total for _, done, total in told)
    assert told[-1] == ("grounding", 4, 4)
    assert all(b >= a for (_, a, _), (_, b, _) in pairwise(told))
    assert tuned(fresh).info.device == "cpu"
    for ours, theirs in zip(chain(*answers), chain(*expected), strict=True):
        assert ours.remark == "cpu:0 ran out of memory: on the CPU from now on"
        assert ours.score == pytest.approx(theirs.score, abs=1e-5)
    assert only(tuned(fresh), LUNG).remark == ""  # it is said once


@pytest.mark.parametrize("family", ["GroundingDino", "MMGroundingDino"])
@pytest.mark.parametrize(
    "device",
    ["cpu", pytest.param("cuda:0", marks=[pytest.mark.gpu, pytest.mark.skipif(not CUDA, reason="there is no GPU")])],
)
def test_bfloat16_finds_what_float32_finds(tmp_path: Path, family: str, device: str) -> None:
    """Boxes to 2 % of the picture and scores to 0.1. Every place of the picture is a query, so that none is chosen."""
    places = 8 * 11 + 4 * 6 + 2 * 3 + 1 * 2
    folder = save_grounding_dino(tmp_path, family=family, num_queries=places)
    exact, rough = seen_in(folder, "cpu", "float32"), seen_in(folder, device, "bfloat16")
    distance = (exact[:, None] - rough).abs()
    apart = distance[linear_sum_assignment(distance.sum(-1))]
    assert apart[:, -4:].amax() < 0.02
    assert apart[:, :-4].amax() < 0.1
    assert apart.amax() > 0


def seen_in(folder: Path, device: str, precision: Precision) -> torch.Tensor:
    """What a model sees in one view: a row per box, of scores and then of the box."""
    engine = open_grounder(str(folder), "cpu")
    detector = engine.detector
    ranks = detector.runner.model.model.query_position_embeddings.weight
    ranks.data[:] = ranks.data[0]  # it does not matter which query comes first
    detector.runner = Runner(detector.runner.model, device, precision)
    (text,) = engine.texts([LUNG, LIVER, HEART], "CT")

    def work(views: Sequence[View]) -> list[torch.Tensor]:
        logits, boxes = detector.detect(detector.prepare([as_rgb(v) for v in views]), text.ids)
        return [torch.cat([logits[0, :, : len(text.ids)].float().sigmoid(), boxes[0].float()], dim=1).cpu()]

    return detector.runner.run([view()], 1, work, "testing")[0]


def test_attention_is_the_fused_kind_where_transformers_has_it(shared: PhraseGrounder) -> None:
    config = shared.detector.runner.model.config
    assert config.text_config._attn_implementation == "sdpa"
    assert config.backbone_config._attn_implementation == "sdpa"
