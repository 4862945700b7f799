"""Trains networks on all 50,000 training images of CIFAR-10, on one GPU, in PyTorch.

Provenance only: it tells how bundled networks came about. Neither the product nor a test depends on it; what needs no
GPU is `npm run train`. It starts from folders with an untrained network as `saveNetwork` writes one, model.json and
weights.bin, so that names, shapes and order are the studio's own. It writes such folders, with the recipe beside.

    npm run data
    npm run train -- --model NAME --epochs 0    # writes public/models/NAME, untrained
    python3 training/train.py --out DIR public/models/NAME...

All networks train at the same time, each on a CUDA stream of its own, its step one CUDA graph. Convolutions run in
bfloat16, weights and their updates in float32. The same seed gives other weights every time: cuDNN picks its algorithms
by their speed. No test image is read; the accuracy in a bundled training.json is by the studio's own `evaluate`.
"""

import argparse
import json
import math
import shutil
import threading
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

MEAN, DEVIATION = (0.4914, 0.4822, 0.4465), (0.247, 0.2435, 0.2616)  # cifar10Scaling
SIDE, CROP_PADDING = 32, 4
MOMENTUM, WEIGHT_DECAY, WARM_UP = 0.9, 5e-4, 0.1


# The graph of layers of a model.json


class Network:
    """A network's layers, and its weights by name ("conv1/kernel") as PyTorch lays them out."""

    def __init__(self, folder, device):
        self.topology = folder / "model.json"
        model = json.loads(self.topology.read_text())
        self.layers = model["modelTopology"]["model_config"]["config"]["layers"]
        [manifest] = model["weightsManifest"]
        self.entries = manifest["weights"]
        stored = np.frombuffer((folder / "weights.bin").read_bytes(), "<f4")
        sizes = [math.prod(entry["shape"]) for entry in self.entries]
        self.weights = {
            entry["name"]: to_torch(torch.tensor(values.reshape(entry["shape"]))).to(device)
            for entry, values in zip(self.entries, np.split(stored, np.cumsum(sizes)[:-1]), strict=True)
        }

    def logits(self, images, training):
        """Class scores [N, classes] of images [N, 3, 32, 32]; `training` normalises by the batch's own moments."""
        values = {}
        for layer in self.layers:
            inputs = [values[name] for name, *_ in (layer["inbound_nodes"] or [[]])[0]]
            prefix = layer["name"] + "/"
            weights = {key.removeprefix(prefix): w for key, w in self.weights.items() if key.startswith(prefix)}
            compute = LAYERS[layer["class_name"]]
            values[layer["name"]] = compute(layer["config"], weights, *(inputs or [images]), training=training)
        return values[self.layers[-1]["name"]]

    def trainable(self):
        return {name: weight for name, weight in self.weights.items() if "/moving_" not in name}

    def save(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.topology, folder)
        stored = [from_torch(self.weights[entry["name"]].detach().cpu()).numpy() for entry in self.entries]
        (folder / "weights.bin").write_bytes(b"".join(values.astype("<f4").tobytes() for values in stored))


def to_torch(weight):
    """From [height, width, in, out] to [out, in, height, width]; depthwise has [height, width, C, 1]."""
    if weight.ndim == 4:
        depthwise = weight.shape[3] == 1
        permuted = weight.permute((2, 3, 0, 1) if depthwise else (3, 2, 0, 1))
        return permuted.contiguous(memory_format=torch.channels_last)
    return weight.t().contiguous() if weight.ndim == 2 else weight


def from_torch(weight):
    if weight.ndim == 4:
        depthwise = weight.shape[1] == 1
        return weight.permute((2, 3, 0, 1) if depthwise else (2, 3, 1, 0))
    return weight.t() if weight.ndim == 2 else weight


def convolution(config, weights, image, groups, kernel):
    """A convolution with TensorFlow's "same" padding, whose odd pixel goes to the right and to the bottom."""
    assert config["padding"] == "same" and not config["use_bias"]
    margins = []
    for size, window, stride in zip(image.shape[:1:-1], config["kernel_size"][::-1], config["strides"][::-1]):
        total = max((math.ceil(size / stride) - 1) * stride + window - size, 0)
        margins += [total // 2, total - total // 2]
    left, right, top, bottom = margins
    if left == right and top == bottom:
        return F.conv2d(image, weights[kernel], stride=config["strides"], padding=(top, left), groups=groups)
    return F.conv2d(F.pad(image, margins), weights[kernel], stride=config["strides"], groups=groups)


def conv2d(config, weights, image, training):
    return convolution(config, weights, image, 1, "kernel")


def depthwise_conv2d(config, weights, image, training):
    return convolution(config, weights, image, image.shape[1], "depthwise_kernel")


def batch_normalization(config, weights, image, training):
    """Keras' momentum is the share of the average that stays, PyTorch's the share that is replaced."""
    moments = weights["moving_mean"], weights["moving_variance"]
    rates = {"momentum": 1 - config["momentum"], "eps": config["epsilon"]}
    return F.batch_norm(image, *moments, weights["gamma"], weights["beta"], training=training, **rates)


LAYERS = {
    "InputLayer": lambda config, weights, image, training: image,
    "Conv2D": conv2d,
    "DepthwiseConv2D": depthwise_conv2d,
    "BatchNormalization": batch_normalization,
    "ReLU": lambda config, weights, image, training: F.relu(image),
    "MaxPooling2D": lambda config, weights, image, training: F.max_pool2d(image, config["pool_size"]),
    "Add": lambda config, weights, left, right, training: left + right,
    "GlobalAveragePooling2D": lambda config, weights, image, training: image.mean((2, 3)),
    "Dense": lambda config, weights, features, training: F.linear(features, weights["kernel"], weights["bias"]),
}


# Images


def scaled(images):
    """Bytes [..., 3] as the networks want them."""
    return (images / 255 - torch.tensor(MEAN, device=images.device)) / torch.tensor(DEVIATION, device=images.device)


def training_images(folder, device):
    """Images [50000, 40, 40, 3], scaled, within a margin of zeros, and labels [50000]."""
    Image.MAX_IMAGE_PIXELS = None
    sprites = [np.asarray(Image.open(folder / f"data_batch_{number}.png")) for number in range(1, 6)]
    images = torch.tensor(np.concatenate(sprites).reshape(-1, SIDE, SIDE, 3)).to(device)
    labels = torch.tensor(json.loads((folder / "train_labels.json").read_text())).to(device)
    assert len(images) == len(labels)
    return F.pad(scaled(images), (0, 0) + 2 * (CROP_PADDING, CROP_PADDING)), labels


def cropped(images, items, down, right, mirrored):
    """Crops [N, 3, 32, 32] of images within their margin, some of them flipped."""
    along = torch.arange(SIDE, device=images.device)
    rows = down[:, None] + along
    columns = right[:, None] + torch.where(mirrored[:, None], SIDE - 1 - along, along)
    return images[items[:, None, None], rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


# Training


def learning_rate(base, progress):
    """After the share `progress` of the training: a warm-up, then half a cosine."""
    if progress < WARM_UP:
        return base * progress / WARM_UP
    return base / 2 * (1 + math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP)))


class Training:
    """One network's training: an epoch's draws lie on the GPU; a step is a CUDA graph that takes the next of them."""

    def __init__(self, folder, images, labels, options):
        self.name, self.images, self.labels, self.options = folder.name, images, labels, options
        self.network = Network(folder, images.device)
        self.parameters = list(self.network.trainable().values())
        self.decays = [WEIGHT_DECAY * name.endswith("kernel") for name in self.network.trainable()]
        self.velocities = [torch.zeros_like(parameter) for parameter in self.parameters]
        for parameter in self.parameters:
            parameter.requires_grad_()
        self.steps, batch, device = len(labels) // options.batch, options.batch, images.device
        self.items = torch.zeros(self.steps, batch, dtype=torch.int64, device=device)
        self.down, self.right = torch.zeros_like(self.items), torch.zeros_like(self.items)
        self.mirrored = torch.zeros(self.steps, batch, dtype=torch.bool, device=device)
        self.rates = torch.zeros(self.steps, device=device)
        self.position = torch.zeros(1, dtype=torch.int64, device=device)
        self.loss = torch.zeros((), device=device)
        self.random = torch.Generator(device).manual_seed(options.seed)
        self.stream = torch.cuda.Stream()
        self.graph = torch.cuda.CUDAGraph()

    def capture(self):
        """Records a step. Returns what the state was: the steps before it have changed that, see `restore`."""
        kept = [tensor.detach().clone() for tensor in self.state()]
        self.stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self.stream):
            for _ in range(3):
                self.step()
        with torch.cuda.graph(self.graph, stream=self.stream):
            self.step()
        return kept

    def state(self):
        return [*self.network.weights.values(), *self.velocities, self.position, self.loss]

    @torch.no_grad()
    def restore(self, kept):
        for tensor, value in zip(self.state(), kept, strict=True):
            tensor.copy_(value)

    def step(self):
        draw = [values[self.position][0] for values in (self.items, self.down, self.right, self.mirrored)]
        with torch.autocast("cuda", torch.bfloat16, cache_enabled=False):
            logits = self.network.logits(cropped(self.images, *draw), training=True)
        loss = F.cross_entropy(logits.float(), self.labels[draw[0]])
        gradients = torch.autograd.grad(loss, self.parameters)
        self.descend(gradients, self.rates[self.position][0])
        self.loss += loss.detach()
        self.position += 1

    @torch.no_grad()
    def descend(self, gradients, rate):
        """SGD with Nesterov momentum: v = m v + g; w = w - rate (g + m v)."""
        slopes = [torch.add(g, w, alpha=decay) for g, w, decay in zip(gradients, self.parameters, self.decays)]
        torch._foreach_mul_(self.velocities, MOMENTUM)
        torch._foreach_add_(self.velocities, slopes)
        directions = torch._foreach_add(slopes, self.velocities, alpha=MOMENTUM)
        torch._foreach_mul_(directions, -rate)
        torch._foreach_add_(self.parameters, directions)

    @torch.no_grad()
    def begin_epoch(self, epoch, epochs):
        def draw(most):
            return torch.randint(most, self.items.shape, device=self.items.device, generator=self.random)

        order = torch.randperm(len(self.labels), device=self.items.device, generator=self.random)
        self.items.copy_(order[: self.items.numel()].view_as(self.items))
        self.down.copy_(draw(2 * CROP_PADDING + 1))
        self.right.copy_(draw(2 * CROP_PADDING + 1))
        self.mirrored.copy_(draw(2) == 1)
        progress = [(epoch + step / self.steps) / epochs for step in range(self.steps)]
        self.rates.copy_(torch.tensor([learning_rate(self.options.rate, share) for share in progress]))
        self.position.zero_()
        self.loss.zero_()

    def steps_within(self, seconds):
        """Measures the steps a second, while the other networks train too."""
        with torch.cuda.stream(self.stream):
            start, count = time.perf_counter(), 0
            while time.perf_counter() - start < seconds:
                self.position.zero_()
                for _ in range(20):
                    self.graph.replay()
                self.stream.synchronize()
                count += 20
            self.rhythm = count / (time.perf_counter() - start)

    def run(self, epochs):
        start = time.perf_counter()
        with torch.cuda.stream(self.stream):
            for epoch in range(epochs):
                self.begin_epoch(epoch, epochs)
                for _ in range(self.steps):
                    self.graph.replay()
                self.stream.synchronize()
                if (epoch + 1) % 10 == 0 or epoch + 1 == epochs:
                    loss, seconds = self.loss.item() / self.steps, time.perf_counter() - start
                    print(f"{self.name}: epoch {epoch + 1}/{epochs}, loss {loss:.4f}, {seconds:.0f} s", flush=True)
        folder = self.options.out / self.name
        self.network.save(folder)
        recipe = {
            "epochs": epochs,
            "batchSize": self.options.batch,
            "optimiser": f"SGD, Nesterov momentum {MOMENTUM}, weight decay 5e-4 on kernels",
            "learningRate": self.options.rate,
            "schedule": {"kind": "cosine", "warmUp": WARM_UP},
            "augmentation": f"pad {CROP_PADDING}, random crop, random flip",
            "seed": self.options.seed,
            "machine": f"one {torch.cuda.get_device_name()}",
        }
        (folder / "training.json").write_text(json.dumps(recipe, indent=2) + "\n")


def all_at_once(works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+", help="untrained networks")
    parser.add_argument("--images", type=Path, default=Path("public/datasets/cifar10-full"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=200, help="at most")
    parser.add_argument("--seconds", type=float, default=math.inf, help="fewer epochs if they would take longer")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.backends.cudnn.benchmark = True
    images, labels = training_images(options.images, "cuda")
    trainings = [Training(folder, images, labels, options) for folder in options.folders]
    kept = [training.capture() for training in trainings]
    all_at_once([lambda training=training: training.steps_within(5) for training in trainings])
    plans = []
    for training, before in zip(trainings, kept):
        training.restore(before)
        epochs = int(min(options.epochs, options.seconds * training.rhythm / training.steps))
        print(f"{training.name}: {1000 / training.rhythm:.2f} ms a step, {epochs} epochs", flush=True)
        plans.append(lambda training=training, epochs=epochs: training.run(epochs))
    torch.cuda.synchronize()
    all_at_once(plans)


if __name__ == "__main__":
    main()
