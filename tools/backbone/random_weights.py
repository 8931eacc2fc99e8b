"""Writes random weights of a known backbone in the layout of its official file, for measurements without a network.

Usage: /usr/bin/python3 tools/backbone/random_weights.py resnet18 /tmp/resnet18.pth [SEED]

Needs torch (Debian: python3-torch). Names and shapes are those of the test fixtures. As in the official files, ResNet's weights
are nn.Parameter objects without num_batches_tracked, and ViT's MLP layers are called linear_1 and linear_2.
"""

import collections
import json
import math
import pathlib
import sys

import torch

MODELS = pathlib.Path(__file__).resolve().parents[2] / "vision/src/test/resources/backbones/models"
FILES = {"convnextv2-femto-1k-224": "convnextv2_femto"}


def tensor(name, shape):
    if name.endswith("running_var"):
        return torch.ones(shape)
    if name.endswith("weight") and len(shape) == 1 and ".grn." not in name:
        return torch.ones(shape) + 0.1 * torch.randn(shape)
    if len(shape) < 2 or ".grn." in name:
        return 0.1 * torch.randn(shape)
    return torch.randn(shape) / math.sqrt(math.prod(shape[1:]))


def main():
    model, path = sys.argv[1], sys.argv[2]
    torch.manual_seed(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    listing = json.loads((MODELS / (FILES.get(model, model) + ".state_dict.json")).read_text())["tensors"]
    weights = collections.OrderedDict()
    for entry in listing:
        name, shape = entry["name"], entry["shape"]
        if entry["dtype"] != "float32":
            if model.startswith("resnet"):
                continue
            weights[name] = torch.zeros(shape, dtype=torch.int64)
            continue
        value = tensor(name, shape)
        if model.startswith("resnet") and "running" not in name:
            value = torch.nn.Parameter(value)
        weights[name.replace(".mlp.0.", ".mlp.linear_1.").replace(".mlp.3.", ".mlp.linear_2.")
                if model == "vit_b_16" else name] = value
    torch.save(weights, path)


main()
