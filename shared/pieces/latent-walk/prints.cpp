#include "shared/pieces/latent-walk/prints.h"

#include <algorithm>

namespace reverie::pieces {

namespace {

// A call that gives more numbers than this would hold up the next wish, and may pass what a tensor holds.
constexpr std::int64_t most_numbers = 2'000'000;

std::size_t rows_a_call(const Model& model) {
  if (const std::int64_t batch = batch_of(model); batch > 0) return static_cast<std::size_t>(batch);
  const Port* port = model.output_of_kind(PortKind::image);
  const std::int64_t numbers = std::max<std::int64_t>(port->channels() * port->width() * port->height(), 1);
  return static_cast<std::size_t>(std::max<std::int64_t>(most_numbers / numbers, 1));
}

}  // namespace

void Prints::forget() {
  calls_.clear();
  asked_.clear();
  failed_ = false;
}

void Prints::ask(Stage& stage, const LoadedModel& loaded, const Wish& wish, int tag) {
  if (wish == asked_ && tag == asked_tag_) return;
  // An answer in another order has no place any more.
  if (wish.size() != asked_.size() || tag != asked_tag_) {
    for (const Call& call : calls_) loaded.session->cancel(call.ticket);
    calls_.clear();
  }
  asked_ = wish;
  asked_tag_ = tag;
  const std::size_t each = rows_a_call(*loaded.model);
  for (std::size_t first = 0; first < wish.size(); first += each) {
    submit(stage, loaded, first, std::min(each, wish.size() - first));
  }
}

void Prints::submit(Stage& stage, const LoadedModel& loaded, std::size_t first, std::size_t count) {
  Result<NamedTensors> inputs = inputs_from_rows(*loaded.model, std::span(asked_).subspan(first, count));
  if (!inputs) return fail(stage, loaded, inputs.error().message);
  const std::string lane = first == 0 ? lane_ : lane_ + "-" + std::to_string(first);
  const Ticket ticket = loaded.session->submit(std::move(*inputs), {lane, Policy::latest});
  calls_.push_back({ticket, first, count, asked_.size(), asked_tag_});
}

void Prints::collect(Stage& stage, const LoadedModel& loaded) {
  const auto over = [&](const Call& call) {
    const TicketState state = loaded.session->poll(call.ticket);
    if (state == TicketState::ready || state == TicketState::failed) take(stage, loaded, call);
    return state != TicketState::pending;
  };
  std::erase_if(calls_, over);
}

void Prints::take(Stage& stage, const LoadedModel& loaded, const Call& call) {
  const Result<NamedTensors> outputs = loaded.session->take(call.ticket);
  if (!outputs) return fail(stage, loaded, outputs.error().message);
  const Port* port = loaded.model->output_of_kind(PortKind::image);
  const auto output = std::find_if(outputs->begin(), outputs->end(),
                                   [&](const NamedTensor& named) { return named.name == port->name; });
  if (output == outputs->end() || output->tensor.shape().empty() ||
      output->tensor.shape()[0] < static_cast<std::int64_t>(call.count)) {
    return fail(stage, loaded,
                "The model " + loaded.model->id + " gave no picture under " + port->name +
                    " for each code; the last ones stay.");
  }
  std::vector<Print> fresh;
  for (std::size_t i = 0; i < call.count; ++i) {
    Result<Image> image = image_from_tensor(output->tensor, static_cast<std::int64_t>(i), port->range);
    if (!image) return fail(stage, loaded, image.error().message);
    fresh.push_back(std::make_shared<const Image>(std::move(*image)));
  }
  if (tag_ != call.tag || pictures_.size() != call.all) pictures_.assign(call.all, nullptr);
  std::copy(fresh.begin(), fresh.end(), pictures_.begin() + static_cast<std::ptrdiff_t>(call.first));
  tag_ = call.tag;
  scaling_ = port->scaling;
  by_ = loaded.model;
  failed_ = false;
}

// What another network drew must not stay under the name of this one.
void Prints::fail(Stage& stage, const LoadedModel& loaded, const std::string& sentence) {
  failed_ = true;
  if (by_ != loaded.model) pictures_.clear();
  stage.report(sentence);
}

}  // namespace reverie::pieces
