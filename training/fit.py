"""Teaches the network: all tasks at once, by documents, seeded.

Here belong the losses and the schedule. What is right is said in `examples`.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from assets.enriched.annotate.events.features import Rows
from training.examples import SKIP, Example
from training.network import Network, Pair
from training.renaming import SHARE, name_words, renamed

# How much each task counts. The first is a mean over words, the others are means over triggers.
WEIGHTS = {"tag": 14.0, "st": 0.6, "ce": 0.3, "role": 0.6, "time": 0.7, "place": 0.3, "co": 0.4}
BATCH = 6  # documents
ENCODER_RATE, HEAD_RATE, DECAY, WARM = 1.5e-4, 8e-4, 0.01, 0.08


@dataclass(frozen=True, slots=True)
class Cycle:
    """A run of the schedule: the rate rises, then falls towards nothing at `epochs`; it ends after `stop` of these."""

    epochs: int
    stop: int
    rate: float = 1.0


# One cycle: with names exchanged and twice the documents, a restart of the rate has not been needed.
CYCLES = (Cycle(7, 7),)
AVERAGED = 3  # the weights are the mean of those after each of the last epochs (Izmailov et al. 2018)


def fit(network: Network, examples: Sequence[Example], cycle: Cycle, seed: int) -> None:
    """Trains in place for one cycle. Progress goes to standard output, a line an epoch."""
    epochs = cycle.epochs
    shuffled = random.Random(seed)
    torch.manual_seed(seed)
    encoder = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    known = {id(parameter) for parameter in encoder}
    others = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    groups = [
        {"params": encoder, "lr": cycle.rate * ENCODER_RATE},
        {"params": others, "lr": cycle.rate * HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = epochs * -(-len(examples) // BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    began = time.monotonic()
    names = name_words([example.read.article for example in examples])
    network.train()
    kept: list[dict[str, Tensor]] = []
    for epoch in range(cycle.stop):
        told: dict[str, float] = {}
        batches = _batches([_seen(example, names, shuffled) for example in examples], shuffled)
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, batch)
            total = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            for name, part in parts.items():
                told[name] = told.get(name, 0.0) + float(part.detach()) / len(batches)
        said = " ".join(f"{name} {value:.3f}" for name, value in told.items())
        kept = [*kept, {name: value.detach().clone() for name, value in network.state_dict().items()}][-AVERAGED:]
        print(f"epoch {epoch + 1} of {cycle.stop}, {time.monotonic() - began:.0f} s: {said}", flush=True)
    network.load_state_dict({name: sum(each[name] for each in kept) / len(kept) for name in kept[0]})
    network.eval()


def _seen(example: Example, names: Sequence[str], chance: random.Random) -> Example:
    """A document as it is or, by `SHARE`, with other names."""
    if chance.random() >= SHARE:
        return example
    return replace(example, pieces=renamed(example.read.article, names, chance))


def _batches(examples: Sequence[Example], shuffled: random.Random) -> list[list[Example]]:
    """Batches of documents of like length, in random order."""
    order = list(examples)
    shuffled.shuffle(order)
    batches = []
    for at in range(0, len(order), BATCH * 8):
        near = sorted(order[at : at + BATCH * 8], key=lambda example: len(example.pieces.ids))
        batches += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    shuffled.shuffle(batches)
    return batches


def losses(network: Network, batch: Sequence[Example]) -> dict[str, Tensor]:
    """The mean loss of every task over a batch."""
    vectors = network.vectors(batch)
    words = torch.cat([torch.from_numpy(example.words) for example in batch])
    tag = functional.cross_entropy(network.tag(torch.cat(vectors)).float(), words, ignore_index=SKIP)
    sums: dict[str, list[Tensor]] = {"st": [], "ce": [], "role": [], "time": [], "place": [], "co": []}
    for example, here in zip(batch, vectors, strict=True):
        if example.triggers:
            _of_document(network, example, here, sums)
    count = sum(len(example.triggers) for example in batch) + 1
    zero = torch.zeros(())
    return {"tag": tag} | {name: torch.stack(parts).sum() / count if parts else zero for name, parts in sums.items()}


def _of_document(network: Network, example: Example, vectors: Tensor, sums: dict[str, list[Tensor]]) -> None:
    there = vectors[[trigger.word for trigger in example.triggers]]
    statuses = torch.tensor([trigger.status for trigger in example.triggers])
    central = torch.tensor([trigger.central for trigger in example.triggers])
    sums["st"].append(functional.cross_entropy(network.st(there).float(), statuses, reduction="sum"))
    said = network.ce(there).float()[:, 0]
    sums["ce"].append(functional.binary_cross_entropy_with_logits(said, central, reduction="sum"))
    roles = role_scores(network, example, vectors)
    if roles is not None:
        right = torch.tensor([role for trigger in example.triggers for role in trigger.roles])
        sums["role"].append(functional.cross_entropy(roles, right, reduction="sum"))
    for name, pair, own in (("time", network.time, network.tsp), ("place", network.place, network.psp)):
        for number, trigger in enumerate(example.triggers):
            rows, right_ones = (
                (trigger.days, trigger.right_days) if name == "time" else (trigger.places, trigger.right_places)
            )
            good = torch.tensor(right_ones)
            if good.any():
                scores = _scores(pair, vectors, trigger.word, rows)
                mine = torch.cat([there[number], torch.tensor(trigger.numbers)])
                scores = torch.cat([scores, own(mine[None]).float()[0]])
                sums[name].append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[good], 0))
    if example.pairs:
        ones, others = (there[[pair[side] for pair in example.pairs]] for side in (0, 1))
        said = network.co(ones, others, torch.tensor(example.pair_numbers)).float()[:, 0]
        loss = functional.binary_cross_entropy_with_logits(said, torch.tensor(example.pair_same), reduction="sum")
        sums["co"].append(2 * loss / max(1, len(example.triggers) - 1))


def _scores(pair: Pair, vectors: Tensor, word: int, rows: Rows) -> Tensor:
    return _said(pair, vectors, word, rows)[:, 0] if rows.which else torch.zeros(0)


def _said(pair: Pair, vectors: Tensor, word: int, rows: Rows) -> Tensor:
    """What a head says of all candidates of one trigger."""
    spans = torch.tensor(rows.spans)
    there = (vectors[spans[:, 0]] + vectors[spans[:, 1] - 1]) / 2
    out: Tensor = pair(vectors[word][None], there, torch.tensor(rows.numbers)).float()
    return out


def role_scores(network: Network, example: Example, vectors: Tensor) -> Tensor | None:
    """Scores of no part (0) and of each role, for every member of every trigger, by its best place."""
    found = []
    for trigger in example.triggers:
        rows = trigger.members
        if not rows.which:
            continue
        at = {which: number for number, which in enumerate(dict.fromkeys(rows.which))}
        said = _said(network.role, vectors, trigger.word, rows)
        index = torch.tensor([at[which] for which in rows.which])[:, None].expand(-1, said.shape[1])
        best = torch.full((len(at), said.shape[1]), -1e4).scatter_reduce(0, index, said, "amax", include_self=False)
        found.append(torch.cat([torch.zeros(len(at), 1), best], 1))
    return torch.cat(found) if found else None
