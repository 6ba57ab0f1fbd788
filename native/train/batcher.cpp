#include "native/train/batcher.h"

#include "native/train/machine.h"

namespace reverie {

DatasetShape shape_of(const Dataset& dataset) {
  DatasetShape shape;
  shape.size = dataset.size;
  shape.layered = dataset.kind == DatasetKind::layers;
  shape.count = dataset.count;
  for (const LabelAxis& axis : dataset.axes) shape.axes.emplace_back(axis.name, static_cast<int>(axis.labels.size()));
  return shape;
}

Batch Batcher::draw(Purpose purpose, std::int64_t step, int rows) const {
  const std::size_t axes = dataset_.axes.size();
  Batch batch;
  batch.pictures = torch::empty({rows, 3, dataset_.size, dataset_.size});
  for (const LabelAxis& axis : dataset_.axes) {
    batch.labels.push_back(torch::zeros({rows, static_cast<std::int64_t>(axis.labels.size())}));
  }
  if (dataset_.kind == DatasetKind::pictures) batch.items = torch::empty({rows}, torch::kInt64);
  std::vector<std::int32_t> labels(axes);
  for (int row = 0; row < rows; ++row) {
    float* out = batch.pictures.data_ptr<float>() + batch.pictures.stride(0) * row;
    const Random chosen = random_at(seed_, purpose, step, row);
    sample_from_dataset(dataset_, chosen, out, labels.data());
    if (batch.items.defined()) batch.items.data_ptr<std::int64_t>()[row] = item_of_sample(dataset_, chosen);
    for (std::size_t a = 0; a < axes; ++a) {
      if (labels[a] >= 0) batch.labels[a].data_ptr<float>()[batch.labels[a].stride(0) * row + labels[a]] = 1;
    }
  }
  batch.pictures = laid_out(batch.pictures.to(machine_.device), machine_);
  for (torch::Tensor& y : batch.labels) y = y.to(machine_.device);
  if (batch.items.defined()) batch.items = batch.items.to(machine_.device);
  return batch;
}

Fixed fixed_from_batch(const Batch& reals, std::uint64_t seed, int z_size) {
  const std::int64_t rows = reals.pictures.size(0);
  Fixed fixed{normals_at(seed, Purpose::grid, 1, rows, z_size), {}};
  for (const torch::Tensor& y : reals.labels) {
    auto labels = y.clone().to(torch::kCPU);
    labels.narrow(0, 0, rows / 2).zero_();
    fixed.labels.push_back(labels);
  }
  return fixed;
}

Result<Image> grid_from_pictures(const torch::Tensor& pictures) {
  const auto whole = pictures.to(torch::kCPU).to(torch::kFloat32).contiguous();
  const int size = static_cast<int>(whole.size(2)), count = static_cast<int>(whole.size(0));
  const float* data = whole.data_ptr<float>();
  auto tensor = Tensor::from_floats(whole.sizes().vec(), std::vector<float>(data, data + whole.numel()));
  auto grid = Image::create(size * grid_columns, size * ((count + grid_columns - 1) / grid_columns));
  if (!tensor) return tensor.error();
  if (!grid) return grid;
  for (int i = 0; i < count; ++i) {
    const auto picture = image_from_tensor(*tensor, i, ValueRange{-1, 1});
    if (!picture) return picture;
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x) {
        grid->set(i % grid_columns * size + x, i / grid_columns * size + y, picture->at(x, y));
      }
  }
  return grid;
}

}  // namespace reverie
