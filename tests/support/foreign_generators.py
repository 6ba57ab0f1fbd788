"""Small generators in PyTorch, exported by PyTorch's own exporter: what `reverie import` meets outside.

  python3 foreign_generators.py export FOLDER                 writes FOLDER/<name>.onnx for every generator below
  python3 foreign_generators.py draw (NAME INPUT OUTPUT)...   draws from the numbers of INPUT with PyTorch, writes OUTPUT

Weights come from a fixed seed, so both calls speak of the same network. INPUT and OUTPUT are little-endian float32, as
in golden files: the code of one row, then one weight for each class.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

CODE = 24
CLASSES = 7


def trunk(code, width, colors):
    """The DCGAN of everybody's first tutorial, 4 → 8 → 16 pixels."""
    return nn.Sequential(
        nn.ConvTranspose2d(code, width, 4, 1, 0, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(True),
        nn.ConvTranspose2d(width, width // 2, 4, 2, 1, bias=False),
        nn.BatchNorm2d(width // 2),
        nn.ReLU(True),
        nn.ConvTranspose2d(width // 2, colors, 4, 2, 1, bias=False),
        nn.Tanh(),
    )


class Dcgan(nn.Module):
    """(N,Z,1,1) → (N,3,16,16) in [-1,1]."""

    def __init__(self):
        super().__init__()
        self.main = trunk(CODE, 32, 3)

    def forward(self, z):
        return self.main(z)


class Embedded(nn.Module):
    """(N,Z) and the index of a class → (N,3,16,16): the class is an embedding beside the code."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(CLASSES, 10)
        self.main = trunk(CODE + 10, 32, 3)

    def forward(self, z, label):
        x = torch.cat([z, self.embed(label)], 1)
        return self.main(x.view(x.size(0), -1, 1, 1))


class Counted(nn.Module):
    """(N,Z) and an index that is compared, not looked up: only the largest weight can decide."""

    def __init__(self):
        super().__init__()
        self.main = trunk(CODE + 1, 32, 3)

    def forward(self, z, label):
        x = torch.cat([z, label.to(z.dtype).unsqueeze(1) / CLASSES], 1)
        return self.main(x.view(x.size(0), -1, 1, 1))


class OneHot(nn.Module):
    """(N,Z) and a one-hot row → (N,1,16,16) in [0,1]: grey, a sigmoid at the end, a frozen view inside."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(CODE + CLASSES, 8 * 4 * 4)
        self.main = nn.Sequential(
            nn.Upsample(scale_factor=2),
            nn.Conv2d(8, 8, 3, padding=1),
            nn.BatchNorm2d(8),
            nn.LeakyReLU(0.2),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(8, 1, 3, padding=1),
            nn.Sigmoid(),
        )

    def forward(self, z, onehot):
        x = self.first(torch.cat([z, onehot], 1))
        return self.main(x.view(x.shape[0], 8, 4, 4))


class Rows(nn.Module):
    """(N,Z) uniform → (N,784) in [-1,1]: the fully connected GAN on digits, a picture as one row of numbers."""

    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(nn.Linear(CODE, 64), nn.LeakyReLU(0.2), nn.Linear(64, 784), nn.Tanh())

    def forward(self, z):
        return self.main(z)


class Bytes(nn.Module):
    """(N,Z) → (N,16,16,3) from 0 to 255: colours last, as TensorFlow has them."""

    def __init__(self):
        super().__init__()
        self.main = trunk(CODE, 32, 3)

    def forward(self, z):
        picture = self.main(z.view(z.size(0), -1, 1, 1))
        return ((picture + 1) * 127.5).permute(0, 2, 3, 1)


class Attention(nn.Module):
    """(N,Z) → (N,3,16,16): self-attention, as in SAGAN; computed shapes all over."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(CODE, 16 * 4 * 4)
        self.query, self.key, self.value = (nn.Conv2d(16, size, 1) for size in (4, 4, 16))
        self.last = nn.Conv2d(16, 3, 3, padding=1)

    def forward(self, z):
        x = nn.functional.interpolate(self.first(z).view(-1, 16, 4, 4), scale_factor=4, mode="bilinear")
        rows, channels, height, width = x.shape
        query, key, value = (part(x).view(rows, -1, height * width) for part in (self.query, self.key, self.value))
        seen = torch.bmm(value, torch.softmax(torch.bmm(query.transpose(1, 2), key) / 4, -1).transpose(1, 2))
        return torch.tanh(self.last(x + 0.5 * seen.view(rows, channels, height, width)))


class ConditionalNorm(nn.Module):
    """(N,Z) and an index → (N,3,16,16): the index is looked up twice, for the scale and shift of a norm."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(CODE, 16 * 4 * 4)
        self.norms = nn.ModuleList(nn.BatchNorm2d(16, affine=False) for _ in range(2))
        self.tables = nn.ModuleList(nn.Embedding(CLASSES, 32) for _ in range(2))
        self.convs = nn.ModuleList(nn.Conv2d(16, 16, 3, padding=1) for _ in range(2))
        self.last = nn.Conv2d(16, 3, 3, padding=1)

    def forward(self, z, label):
        x = self.first(z).view(z.size(0), 16, 4, 4)
        for norm, table, conv in zip(self.norms, self.tables, self.convs):
            scale, shift = table(label).chunk(2, 1)
            x = norm(conv(nn.functional.interpolate(x, scale_factor=2)))
            x = nn.functional.silu(x * (1 + scale[..., None, None]) + shift[..., None, None])
        return torch.tanh(self.last(x) / 3)


class Stubborn(nn.Module):
    """(2,Z), nothing else: each row of the batch has offsets of its own, so that the batch cannot be opened."""

    def __init__(self):
        super().__init__()
        self.offsets = nn.Parameter(torch.randn(2, CODE) * 0.3)
        self.main = trunk(CODE, 32, 3)

    def forward(self, z):
        return self.main((z + self.offsets).view(2, CODE, 1, 1))


ZED = torch.zeros(1, CODE)
SQUARE = torch.zeros(1, CODE, 1, 1)
INDEX = torch.zeros(1, dtype=torch.int64)
ROW = torch.zeros(1, CLASSES)

# name: (class, example inputs, names of the inputs, names of dynamic batches or None for a frozen batch)
GENERATORS = {
    "dcgan": (Dcgan, (SQUARE,), ["input"], True),
    "frozen": (Dcgan, (SQUARE,), ["input"], False),
    "frozen-four": (Dcgan, (SQUARE.repeat(4, 1, 1, 1),), ["input"], False),
    "embedded": (Embedded, (ZED, INDEX), ["noise", "label"], True),
    "embedded-frozen": (Embedded, (ZED, INDEX), ["noise", "label"], False),
    "counted": (Counted, (ZED, INDEX), ["noise", "label"], True),
    "one-hot": (OneHot, (ZED, ROW), ["z", "digit"], True),
    "one-hot-frozen": (OneHot, (ZED, ROW), ["z", "digit"], False),
    "attention": (Attention, (ZED,), ["z"], True),
    "conditional-norm": (ConditionalNorm, (ZED, INDEX), ["z", "y"], True),
    "stubborn": (Stubborn, (ZED.repeat(2, 1),), ["z"], False),
    "rows": (Rows, (ZED,), ["z"], True),
    "bytes": (Bytes, (ZED,), ["z"], True),
}


def network(name):
    """The network of that name with weights that give pictures of contrast, the same each time."""
    torch.manual_seed(2026)
    net = GENERATORS[name][0]()
    with torch.no_grad():
        for module in net.modules():
            if isinstance(module, (nn.ConvTranspose2d, nn.Conv2d, nn.Linear)):
                module.weight.mul_(3)
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.uniform_(-0.2, 0.2)
                module.running_var.uniform_(0.5, 1.5)
            if isinstance(module, nn.BatchNorm2d) and module.affine:
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)
    return net.eval()


def export(folder):
    for name, (_, examples, inputs, dynamic) in GENERATORS.items():
        axes = {key: {0: "batch"} for key in [*inputs, "picture"]} if dynamic else None
        torch.onnx.export(network(name), examples, str(Path(folder) / f"{name}.onnx"), input_names=inputs,
                          output_names=["picture"], dynamic_axes=axes, opset_version=17, dynamo=False)


def draw(name, source, target):
    numbers = torch.from_numpy(np.fromfile(source, dtype="<f4"))
    code, weights = numbers[:CODE], numbers[CODE:]
    _, examples, _, _ = GENERATORS[name]
    rows = examples[0].shape[0]  # the first of them is drawn
    arguments = [code.view(1, *examples[0].shape[1:]).repeat(rows, *[1] * (examples[0].dim() - 1))]
    if len(examples) > 1:
        whole = examples[1].dtype == torch.int64
        arguments.append(weights.argmax().view(1) if whole else weights.view(1, -1))
    with torch.no_grad():
        picture = network(name)(*arguments)[:1]
    picture.numpy().astype("<f4").tofile(target)


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1] == "export":
        export(sys.argv[2])
    else:  # all in one call: loading PyTorch takes longer than everything else
        for at in range(2, len(sys.argv), 3):
            draw(*sys.argv[at : at + 3])
