"""The peer of train.bench.mjs: the same generator, discriminator, losses and batch in eager PyTorch, as its manual
writes them. Pictures come from one tensor in memory.

    python3 train_peer.py PICTURES.f32 SETTINGS_JSON THREADS float32|bfloat16

Reads numbers of steps from standard input, a line each; answers {"ms": per step, "cpu": in processor time, "d_loss": mean, "g_loss": mean}.
"""
import json
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

LEAK = 0.2


class Place(nn.Module):
    def __init__(self, channels, side):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1, channels, side, side))

    def forward(self, x):
        return x + self.bias


class StyleConv(nn.Module):
    def __init__(self, before, after, style, side):
        super().__init__()
        self.conv = nn.Conv2d(before, after, 3, padding=1)
        self.style = nn.Linear(style, after)
        self.bias = Place(after, side)
        nn.init.zeros_(self.style.weight)

    def forward(self, x, w):
        gain = 1 + self.style(w)[:, :, None, None]
        return F.leaky_relu(self.bias(self.conv(x) * gain), LEAK)


class Generator(nn.Module):
    def __init__(self, z, size, widths):
        super().__init__()
        code, quarter, half, style = widths
        self.side, self.channels = size // 4, code
        self.map_a, self.map_b = nn.Linear(z, style), nn.Linear(style, style)
        self.code = nn.Linear(style, code * self.side**2)
        self.code_bias = Place(code, self.side)
        nn.init.normal_(self.code_bias.bias)
        self.quarter = StyleConv(code, quarter, style, self.side)
        self.half_a = StyleConv(quarter, half, style, 2 * self.side)
        self.half_b = StyleConv(half, half, style, 2 * self.side)
        self.out = nn.Conv2d(half, 12, 3, padding=1)
        self.out_bias = Place(12, 2 * self.side)

    def forward(self, z):
        z = z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8)
        w = F.leaky_relu(self.map_b(F.leaky_relu(self.map_a(z), LEAK)), LEAK)
        h = self.code_bias(self.code(w).view(-1, self.channels, self.side, self.side))
        h = F.interpolate(self.quarter(h, w), scale_factor=2)
        h = self.out_bias(self.out(self.half_b(self.half_a(h, w), w)))
        return torch.tanh(F.pixel_shuffle(h.float(), 2))


class Discriminator(nn.Module):
    def __init__(self, widths, features):
        super().__init__()
        self.convs = nn.ModuleList()
        before = 3
        for i, width in enumerate(widths):
            down = i % 2 == 0
            self.convs.append(nn.Conv2d(before, width, 4 if down else 3, stride=2 if down else 1, padding=1))
            before = width
        self.last = nn.Conv2d(before + 1, before, 3, padding=1)
        self.dense, self.score = nn.Linear(before * 16, features), nn.Linear(features, 1)

    def forward(self, x):
        for conv in self.convs:
            x = F.leaky_relu(conv(x), LEAK)
        n = x.size(0)
        grouped = x.float().view(8, n // 8, *x.shape[1:])
        deviation = (grouped.var(0, unbiased=False) + 1e-8).sqrt().mean((1, 2, 3)).repeat(8).view(n, 1, 1, 1)
        x = torch.cat([x, deviation.expand(n, 1, *x.shape[2:]).to(x.dtype)], 1)
        x = F.leaky_relu(self.last(x), LEAK)
        return self.score(F.leaky_relu(self.dense(x.flatten(1)), LEAK).float()).float()


def he(module):
    if isinstance(module, (nn.Conv2d, nn.Linear)) and module.weight.any():
        nn.init.kaiming_normal_(module.weight, LEAK)
        nn.init.zeros_(module.bias)


class Run:
    def __init__(self, pictures, settings, dtype):
        self.pictures, self.settings, self.bfloat16 = pictures, settings, dtype == "bfloat16"
        torch.manual_seed(1)
        size = pictures.size(-1)
        self.g = Generator(settings["z-size"], size, settings["trunk-widths"]).apply(he)
        self.average = Generator(settings["z-size"], size, settings["trunk-widths"]).requires_grad_(False)
        self.average.load_state_dict(self.g.state_dict())
        self.d = Discriminator(settings["d-widths"], settings["d-features"]).apply(he)
        betas = (float(settings["beta1"]), float(settings["beta2"]))  # JSON knows no 0.0
        share = settings["r1-every"] / (settings["r1-every"] + 1)
        self.adam_g = torch.optim.Adam(self.g.parameters(), settings["lr-g"], betas)
        self.adam_d = torch.optim.Adam(self.d.parameters(), settings["lr-d"] * share, [b**share for b in betas])
        self.done = 0

    def cast(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16)

    def step(self):
        batch = self.settings["batch"]
        reals = self.pictures[torch.randint(len(self.pictures), (batch,))]
        with self.cast():
            fakes = self.g(torch.randn(batch, self.settings["z-size"]))
        with self.cast():
            on_fakes, on_reals = self.d(fakes.detach()), self.d(reals)
        d_loss = F.softplus(on_fakes).mean() + F.softplus(-on_reals).mean()
        self.adam_d.zero_grad()
        d_loss.backward()
        self.adam_d.step()
        if self.settings["r1-gamma"] > 0 and self.done % self.settings["r1-every"] == 0:
            self.penalise(reals)
        self.d.requires_grad_(False)
        with self.cast():
            score = self.d(fakes)
        g_loss = F.softplus(-score).mean()
        self.adam_g.zero_grad()
        g_loss.backward()
        self.adam_g.step()
        self.d.requires_grad_(True)
        with torch.no_grad():
            kept = min(0.5 ** (batch / self.settings["ema-pictures"]), 1 - 1 / (self.done + 2))
            for slow, quick in zip(self.average.parameters(), self.g.parameters()):
                slow.lerp_(quick, 1 - kept)
        self.done += 1
        return d_loss.item(), g_loss.item()

    def penalise(self, reals):
        x = reals.clone().requires_grad_(True)
        with self.cast():
            score = self.d(x).sum()
        (gradient,) = torch.autograd.grad(score, x, create_graph=True)
        r1 = gradient.square().sum((1, 2, 3)).mean()
        self.adam_d.zero_grad()
        (r1 * self.settings["r1-gamma"] / 2 * self.settings["r1-every"]).backward()
        self.adam_d.step()


def main():
    file, settings, threads, dtype = sys.argv[1:]
    if int(threads):
        torch.set_num_threads(int(threads))
    settings = json.loads(settings)
    numbers = torch.from_numpy(numpy.fromfile(file, numpy.float32))
    run = Run(numbers.view(-1, 3, settings["size"], settings["size"]), settings, dtype)
    for line in sys.stdin:
        began, worked = time.perf_counter(), time.process_time()
        losses = [run.step() for _ in range(int(line))]
        ms = 1000 * (time.perf_counter() - began) / len(losses)
        cpu = 1000 * (time.process_time() - worked) / len(losses)
        d_loss, g_loss = (sum(column) / len(losses) for column in zip(*losses))
        print(json.dumps({"ms": ms, "cpu": cpu, "d_loss": d_loss, "g_loss": g_loss}), flush=True)


main()
