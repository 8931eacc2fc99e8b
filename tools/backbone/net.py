"""The backbone: a small convolutional network whose embedding keeps a coarse spatial layout."""

from torch import nn

DIMENSION = 128


def _stage(channels_in, channels_out, stride):
    """3x3 convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(),
    )


class Backbone(nn.Module):
    """Pixels [N, 1, 28, 28] to embeddings [N, 128].

    Five convolutions (28, 14, 14, 7, 7 pixels a side), a 3x3 grid of overlapping averages, one linear map.
    """

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            _stage(1, 24, 1), _stage(24, 48, 2), _stage(48, 48, 1), _stage(48, 80, 2), _stage(80, 64, 1),
            nn.AvgPool2d(3, stride=2),
            nn.Flatten(),
        )
        self.embed = nn.Sequential(nn.Linear(64 * 9, DIMENSION, bias=False), nn.BatchNorm1d(DIMENSION))

    def forward(self, pixels):
        return self.embed(self.features(pixels))
