"""Trains the backbone on Fashion-MNIST: class and quarter turn by cross-entropy, instances by contrast."""

import time

import torch
from torch import nn
from torch.nn import functional as F

import views
from net import DIMENSION, Backbone

TURNS = 4
TEMPERATURE = 0.2


def contrast(first, second):
    """NT-Xent: each row of one matrix [N, d] must find its partner among the 2N - 1 rows of both."""
    rows = F.normalize(torch.cat([first, second]))
    logits = rows @ rows.T / TEMPERATURE
    logits.fill_diagonal_(-1e9)
    partners = torch.arange(len(rows)).roll(len(first))
    return F.cross_entropy(logits, partners)


class Heads(nn.Module):
    """What sits on the embedding during training only: a classifier and a projection."""

    def __init__(self, classes):
        super().__init__()
        self.classify = nn.Linear(DIMENSION, classes * TURNS)
        self.project = nn.Sequential(nn.ReLU(), nn.Linear(DIMENSION, DIMENSION), nn.ReLU(), nn.Linear(DIMENSION, 64))

    def loss(self, embeddings, targets, whole, class_weight):
        """``embeddings`` holds two views [2N, d]; classes count only where the ``whole`` garment is seen."""
        logits = self.classify(embeddings)[whole.repeat(2)]
        labels = F.cross_entropy(logits, targets[whole].repeat(2), label_smoothing=0.1)
        return class_weight * labels + contrast(*self.project(embeddings).chunk(2))

    def accuracy(self, embeddings, labels):
        """Accuracy in % of the classifier on upright images (arrays); the four turns of a class count as one."""
        with torch.no_grad():
            guesses = self.classify(torch.from_numpy(embeddings)).argmax(dim=1) // TURNS
        return 100 * float((guesses.numpy() == labels).mean())


def train(images, labels, normalise, settings):
    """Returns (backbone, heads), trained; ``images`` [n, 1, 28, 28] in [0, 1], ``labels`` 0 .. C-1, ``normalise`` a function."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    backbone, heads = Backbone(), Heads(int(labels.max()) + 1)
    backbone.to(memory_format=torch.channels_last)
    parameters = [*backbone.parameters(), *heads.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=settings.rate, weight_decay=0.01)
    steps = len(images) // settings.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=settings.epochs * steps)
    started = time.time()
    for epoch in range(settings.epochs):
        total = 0.0
        for rows in torch.randperm(len(images))[: steps * settings.batch].view(steps, -1):
            bases, turns, zoomed = views.base(images[rows])
            pixels = normalise(torch.cat([views.view(bases), views.view(bases)]))
            embeddings = backbone(pixels.contiguous(memory_format=torch.channels_last))
            loss = heads.loss(embeddings, labels[rows] * TURNS + turns, ~zoomed, settings.class_weight)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss)
        print(f"epoch {epoch + 1}/{settings.epochs}: loss {total / steps:.4f}, {time.time() - started:.0f} s", flush=True)
    return backbone.eval().to(memory_format=torch.contiguous_format), heads.eval()
