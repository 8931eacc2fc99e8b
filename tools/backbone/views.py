"""Random views of Fashion-MNIST images, all in PyTorch on batches [N, 1, 28, 28] of values in [0, 1].

A *base* fixes what an image shows: turned by quarter turns, sometimes zoomed in, sometimes only the contour
of a grey level (line drawings are what garments share with other small pictures). A *view* of it is what a
network should see through: a little rotation, scale, shear, shift, elastic warp, line width, contrast, noise.
"""

import math

import torch
from torch.nn import functional as F


def _uniform(n, low, high):
    return torch.empty(n).uniform_(low, high)


def _column(values):
    return values.view(-1, 1, 1, 1)


def _sample(images, grid):
    return F.grid_sample(images, grid, padding_mode="zeros", align_corners=False)


def _affine_grid(images, angle, scale, shear, shift):
    """Grid of output pixels in input coordinates; ``scale`` > 1 zooms in, ``shift`` is [N, 2] in half-images."""
    cos, sin = torch.cos(angle) / scale, torch.sin(angle) / scale
    rows = torch.stack([cos, -sin + shear * cos, shift[:, 0], sin, cos + shear * sin, shift[:, 1]], 1)
    return F.affine_grid(rows.view(-1, 2, 3), images.shape, align_corners=False)


def _dilate(images):
    return F.max_pool2d(images, 3, stride=1, padding=1)


def _erode(images):
    return -_dilate(-images)


def contour(images):
    """Outline, two to three pixels wide, of one random grey level of each image."""
    level = _column(_uniform(len(images), 0.1, 0.6))
    mask = torch.sigmoid((F.avg_pool2d(images, 3, stride=1, padding=1) - level) * 20)
    return (_dilate(mask) - _erode(mask)).clamp(0, 1)


def base(images):
    """Returns (bases, quarter turns [N], zoomed [N])."""
    n = len(images)
    turns = torch.randint(4, (n,))
    zoomed = torch.rand(n) < 0.4
    scale = torch.where(zoomed, _uniform(n, 1.3, 2.2), torch.ones(n))
    reach = (1 - 1 / scale).unsqueeze(1)
    shift = torch.empty(n, 2).uniform_(-1, 1) * reach
    bases = _sample(images, _affine_grid(images, turns * (math.pi / 2), scale, torch.zeros(n), shift))
    drawn = _column((torch.rand(n) < 0.5).float())
    return drawn * contour(bases) + (1 - drawn) * bases, turns, zoomed


def view(images):
    """One random view of each image."""
    n = len(images)
    shift = torch.empty(n, 2).uniform_(-0.2, 0.2)
    grid = _affine_grid(images, _uniform(n, -0.3, 0.3), _uniform(n, 0.75, 1.2), _uniform(n, -0.3, 0.3), shift)
    warp = F.interpolate(0.08 * torch.randn(n, 2, 4, 4), size=images.shape[2:], mode="bicubic", align_corners=True)
    warped = _sample(images, grid + warp.permute(0, 2, 3, 1))
    width = _column(_uniform(n, -0.5, 0.8))
    thick, thin = width.clamp(min=0), (-width).clamp(min=0)
    warped = thick * _dilate(warped) + thin * _erode(warped) + (1 - thick - thin) * warped
    toned = warped.clamp(0, 1) ** _column(_uniform(n, 0.7, 1.4)) * _column(_uniform(n, 0.6, 1.1))
    return (toned + 0.03 * torch.randn_like(toned)).clamp(0, 1)
