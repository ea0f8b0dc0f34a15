"""Tunes all-MiniLM-L6-v2 to tell language of concern from what is like it (decisions 30 and 31).

python3 bench/training/tune-close-encoder.py --from DIR --pieces FILE --out FILE [--start FILE] [--epochs 3] [--rate 1.2e-4] [--threads 2] [--bits 16]

DIR is the model as rules/model/close-encoder-NOTICE.md says where to get it, FILE what pieces-to-tune.ts wrote, `--start` what an earlier run
wrote, or a packed close-encoder.bin: its weights are tuned on. Needs Debian 12's packages python3-torch (1.13.1), python3-onnx and libopenblas0-openmp, and some 13 minutes
of two cores for 40,000 passages and an epoch; not part of `npm run train`, since no library for Node has gradients at a speed that would do.
Same pieces, seed, threads and machine, same numbers.

A text of concern is learned from by the passage that is most of concern, a harmless one by all; both halves of a pair are in one batch, and
the half of concern is to be the higher by a margin.
"""

import argparse
import collections
import json
import math
import random

import numpy as np
import onnx
import onnx.numpy_helper
import torch
import torch.nn as nn
import torch.nn.functional as F

SEED = 1
SIZE, HEADS, LAYERS, BLOCK = 384, 12, 6, 32
# A layer learns so much more slowly than the one above it: what is below says what words mean, and that is to stay.
BELOW = 0.8
HEAD_RATE, DECAY, WARM_UP = 20, 0.01, 0.06
BATCH, NEIGHBOURS, DROPOUT, SMOOTHING, MARGIN = 32, 400, 0.1, 0.03, 0.3
# What is given is the moving mean of the last thousand steps or so: it errs less on new text than where the last step happened to end.
KEPT_A_STEP = 0.999
# Of our tables and of the published ones, within a layer.
LINEAR = {"query": "attn.q_proj", "key": "attn.k_proj", "value": "attn.v_proj", "attended": "attn.o_proj", "inner": "mlp.fc1", "outer": "mlp.fc2"}
NORMS = {"attended.norm": "attention_output_norm_layernorm", "outer.norm": "mlp_output_norm_layernorm"}


def published(folder):
    """The published weights by name, with those of four bits unpacked: a row an output."""
    graph = onnx.load(f"{folder}/onnx/model_q4.onnx").graph
    tables = {table.name: onnx.numpy_helper.to_array(table) for table in graph.initializer}
    weights = {}
    for name, table in tables.items():
        if name.endswith("weight_Q4"):
            rows, blocks, _ = table.shape
            halves = np.stack([(table & 15).astype(np.int32) - 8, (table >> 4).astype(np.int32) - 8], -1)
            steps = tables[name.replace("weight_Q4", "weight_scales")].reshape(rows, blocks, 1)
            weights[name.replace(".MatMul.weight_Q4", ".weight")] = (halves.reshape(rows, blocks, BLOCK) * steps).reshape(rows, -1)
        elif not name.endswith("scales"):
            weights[name.replace(".Add.bias", ".bias")] = table.astype(np.float32)
    return weights


def norm(weights, name):
    layer = nn.LayerNorm(SIZE, eps=1e-12)
    layer.weight.data = torch.tensor(weights[f"{name}.weight"].copy())
    layer.bias.data = torch.tensor(weights[f"{name}.bias"].copy())
    return layer


class Layer(nn.Module):
    def __init__(self, weights, index):
        super().__init__()
        at = f"model.layers.{index}"
        self.parts = nn.ModuleDict()
        for ours, theirs in LINEAR.items():
            matrix = torch.tensor(weights[f"{at}.{theirs}.weight"].astype(np.float32))
            linear = nn.Linear(matrix.shape[1], matrix.shape[0])
            linear.weight.data = matrix
            linear.bias.data = torch.tensor(weights[f"{at}.{theirs}.bias"].copy())
            self.parts[ours] = linear
        self.norms = nn.ModuleList([norm(weights, f"{at}.{theirs}") for theirs in NORMS.values()])

    def forward(self, rows, mask):
        texts, length, _ = rows.shape
        heads = lambda part: self.parts[part](rows).view(texts, length, HEADS, SIZE // HEADS).transpose(1, 2)
        query, key, value = (heads(part) for part in ("query", "key", "value"))
        shares = (query @ key.transpose(-1, -2) / math.sqrt(SIZE // HEADS) + mask).softmax(-1)
        mixed = (shares @ value).transpose(1, 2).reshape(texts, length, SIZE)
        dropped = lambda part, numbers: F.dropout(self.parts[part](numbers), DROPOUT, self.training)
        first = self.norms[0](rows + dropped("attended", mixed))
        return self.norms[1](first + dropped("outer", F.gelu(self.parts["inner"](first))))


class Encoder(nn.Module):
    """The embeddings stay as they are; the layers are tuned."""

    def __init__(self, weights, bits):
        super().__init__()
        self.bits = bits
        table = lambda name: torch.tensor(weights[f".model.embeddings.{name}_embeddings.weight"])
        self.words = nn.Embedding.from_pretrained(table("word"), freeze=True)
        self.register_buffer("positions", table("position") + table("token_type")[0])
        self.norm = norm(weights, "model.layers.-1.embeddings_norm_layernorm").requires_grad_(False)
        self.layers = nn.ModuleList([Layer(weights, index) for index in range(LAYERS)])

    def forward(self, pieces):
        """The mean and the greatest of each passage's pieces behind the last layer."""
        length = max(map(len, pieces))
        places, there = torch.zeros(len(pieces), length, dtype=torch.long), torch.zeros(len(pieces), length)
        for row, own in enumerate(pieces):
            places[row, : len(own)], there[row, : len(own)] = torch.tensor(own), 1
        rows = self.norm(self.words(places) + self.positions[:length])
        # In half the bits the products are three times as fast where the processor has them (AVX-512), half as fast where it has not, and the
        # loss is the same to the third digit.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bits == 16):
            for layer in self.layers:
                rows = layer(rows, ((1 - there) * -1e9)[:, None, None, :])
        rows, there = rows.float(), there[..., None]
        return torch.cat([(rows * there).sum(1) / there.sum(1), (rows - 1e9 * (1 - there)).max(1).values], -1)


def pairs_in(path):
    """Texts that belong together, each with its label and what the lower layers are to read."""
    pairs = collections.OrderedDict()
    for line in open(path):
        row = json.loads(line)
        texts = pairs.setdefault(row["pair"], collections.OrderedDict())
        texts.setdefault(row["text"], {"concern": row["concern"], "passages": []})["passages"].append(row["pieces"])
    return [list(texts.values()) for texts in pairs.values()]


def batches(pairs):
    order = list(range(len(pairs)))
    random.shuffle(order)
    found = []
    longest = lambda index: max(len(passage) for text in pairs[index] for passage in text["passages"])
    for first in range(0, len(order), NEIGHBOURS):
        batch, count = [], 0
        for index in sorted(order[first : first + NEIGHBOURS], key=longest):
            batch.append(pairs[index])
            count += sum(len(text["passages"]) for text in pairs[index])
            if count >= BATCH:
                found.append(batch)
                batch, count = [], 0
        if batch:
            found.append(batch)
    random.shuffle(found)
    return found


def loss_of(batch, encoder, head):
    texts = [text for pair in batch for text in pair]
    owner = torch.tensor([index for index, text in enumerate(texts) for _ in text["passages"]])
    odds = head(F.dropout(encoder([passage for text in texts for passage in text["passages"]]), DROPOUT, True))[:, 0]
    highest = torch.stack([odds[owner == index].max() for index in range(len(texts))])
    concern = torch.tensor([text["concern"] for text in texts]) == 1
    harmless = odds[~concern[owner]]
    against = lambda odds, label: F.binary_cross_entropy_with_logits(odds, torch.full_like(odds, label), reduction="sum")
    loss = against(highest[concern], 1 - SMOOTHING) + against(harmless, SMOOTHING)
    apart, first = [], 0
    for pair in batch:
        own = range(first, first + len(pair))
        apart += [highest[one] - highest[other] for one in own if concern[one] for other in own if not concern[other]]
        first += len(pair)
    if apart:
        loss = loss + MARGIN * F.softplus(1 - torch.stack(apart)).sum()
    return loss / len(odds)


def tune(pairs, encoder, head, epochs, rate):
    rates = [rate * HEAD_RATE] + [rate * BELOW ** (LAYERS - 1 - index) for index in range(LAYERS)]
    groups = [list(part.parameters()) for part in (head, *encoder.layers)]
    optimizer = torch.optim.AdamW([{"params": group} for group in groups], weight_decay=DECAY, lr=rate)
    learning = [weights for group in groups for weights in group]
    means = [weights.detach().clone() for weights in learning]
    steps = epochs * (len(batches(pairs)) + 20)
    step = 0
    encoder.train()
    for epoch in range(epochs):
        for batch in batches(pairs):
            share = min(1, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps)
            step += 1
            for group, own in zip(optimizer.param_groups, rates):
                group["lr"] = own * share
            loss = loss_of(batch, encoder, head)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([weights for group in groups[1:] for weights in group], 1.0)
            optimizer.step()
            kept = min(KEPT_A_STEP, step / (step + 10))
            with torch.no_grad():
                for mean, weights in zip(means, learning):
                    mean.mul_(kept).add_(weights, alpha=1 - kept)
            if step % 50 == 0:
                print(f"epoch {epoch + 1}, step {step} of {steps}: loss {loss.item():.3f}", flush=True)
    for mean, weights in zip(means, learning):
        weights.data = mean


def tables_of(encoder, head):
    yield "concern.matrix", head.weight
    yield "concern.bias", head.bias
    for index in range(LAYERS):
        layer = encoder.layers[index]
        for name, linear in layer.parts.items():
            yield f"{index}.{name}.matrix", linear.weight
            yield f"{index}.{name}.bias", linear.bias
        for name, own in zip(NORMS, layer.norms):
            yield f"{index}.{name}.scale", own.weight
            yield f"{index}.{name}.bias", own.bias


def restore(path, encoder, head):
    """Takes the weights that an earlier run wrote, or those of a packed file (functions/score/model/close-weights.ts)."""
    with open(path, "rb") as file:
        header = json.loads(file.readline())
        if isinstance(header, dict):
            tables = {table["name"]: unpacked(table, file.read(table["length"])) for table in header["tables"]}
        else:
            tables = {table["name"]: np.frombuffer(file.read(4 * table["numbers"]), "<f4") for table in header}
    for name, weights in tables_of(encoder, head):
        weights.data = torch.tensor(tables[name]).view_as(weights)


def unpacked(table, stored):
    """The numbers of a packed table; a matrix has a step for each row. None for what is not tuned."""
    if table["kind"] == "numbers":
        return np.frombuffer(stored, "<f4")
    if table["kind"] != "bytes":
        return None
    steps = np.frombuffer(stored[: 4 * table["rows"]], "<f4")
    return np.frombuffer(stored[4 * table["rows"] :], np.int8).reshape(table["rows"], -1) * steps[:, None]


def main():
    arguments = argparse.ArgumentParser()
    for name in ("--from", "--pieces", "--out"):
        arguments.add_argument(name, required=True, dest=name.strip("-") + "_")
    arguments.add_argument("--start")
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--rate", type=float, default=1.2e-4)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--bits", type=int, choices=(16, 32), default=16)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    encoder, head = Encoder(published(given.from_), given.bits), nn.Linear(2 * SIZE, 1)
    if given.start:
        restore(given.start, encoder, head)
    tune(pairs_in(given.pieces_), encoder, head, given.epochs, given.rate)
    tables = [(name, table.detach().numpy().astype("<f4")) for name, table in tables_of(encoder, head)]
    with open(given.out_, "wb") as out:
        out.write(json.dumps([{"name": name, "numbers": table.size} for name, table in tables]).encode() + b"\n")
        for _, table in tables:
            out.write(table.tobytes())


if __name__ == "__main__":
    main()
