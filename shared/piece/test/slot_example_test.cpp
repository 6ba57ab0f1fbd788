// The smallest piece that plays a network. docs/write-a-piece.md quotes it, so it is kept short and read by beginners.
#include <gtest/gtest.h>

#include "shared/latent/latent.h"
#include "shared/piece/test/support.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

class Dream final : public Piece {
 public:
  void setup(Stage& /*stage*/) override {}

  // [ask]
  void update(Stage& stage) override {
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr) return;  // the slot is empty: nothing to dream of yet
    const std::string& seed = stage.params().text("seed");
    if (seed != asked_) {
      asked_ = seed;
      if (Result<NamedTensors> inputs = inputs_for(*loaded->model, seed))
        ticket_ = loaded->session->submit(std::move(*inputs), {"picture", Policy::latest});
    }
    collect(stage, *loaded);
  }
  // [/ask]

  // [take]
  // A picture takes as long as it takes; until it is there the last one stays on the canvas.
  void collect(Stage& stage, const LoadedModel& loaded) {
    if (ticket_ == 0 || loaded.session->poll(ticket_) == TicketState::pending) return;
    const Result<NamedTensors> outputs = loaded.session->take(std::exchange(ticket_, 0));
    if (!outputs) return stage.report(outputs.error().message);  // a sentence for the person
    const Port* port = loaded.model->output_of_kind(PortKind::image);
    Result<Image> image = image_from_tensor(outputs->front().tensor, 0, port->range);
    if (image) picture_ = std::make_shared<const Image>(std::move(*image));
  }

  bool settled(Stage& stage) override {
    if (const LoadedModel* loaded = stage.slot("generator")) collect(stage, *loaded);
    return ticket_ == 0;
  }
  // [/take]

  void slot_changed(Stage& /*stage*/, std::string_view /*slot*/) override {
    ticket_ = 0;
    asked_ = "";
  }

  // [wait]
  void draw(const Stage& stage, Canvas& canvas) override {
    canvas.background({250, 247, 242});
    const ModelPreview* preview = stage.preview("generator");
    std::shared_ptr<const Image> shown = picture_;
    if (!shown && preview) shown = preview->pictures[stage.tick() / 60 % preview->pictures.size()];
    if (shown) canvas.image(shown, 0, 0, stage.width(), stage.height());
  }
  // [/wait]

  std::string description(const Stage& /*stage*/) const override { return "What a network dreams."; }

 private:
  // [inputs]
  // One code from the seed for the latent; zeros leave every label to it.
  static Result<NamedTensors> inputs_for(const Model& model, const std::string& seed) {
    NamedTensors inputs;
    for (const Port& port : model.inputs) {
      const std::int64_t size = port.shape[1].size;
      Result<Tensor> tensor = Tensor::zeros({1, size});
      if (tensor && port.kind == PortKind::latent)
        tensor = Tensor::from_floats({1, size}, latent_from_seed(seed_from_text(seed), 0, static_cast<int>(size)));
      if (!tensor) return tensor.error();
      inputs.push_back({port.name, std::move(*tensor)});
    }
    return inputs;
  }
  // [/inputs]

  std::string asked_;
  Ticket ticket_ = 0;
  std::shared_ptr<const Image> picture_;
};

TEST(SlotExample, ShowsAnotherPictureForAnotherSeed) {
  Dream dream;
  Stage stage(Clock::offline, 12, 12);
  ParamSpec seed;
  seed.name = "seed";
  seed.kind = ParamKind::text;
  seed.initial = std::string("one");
  ASSERT_TRUE(stage.params().declare(seed).ok());
  const auto drawn = [&] {
    dream.update(stage);
    for (int i = 0; i < 100 && !dream.settled(stage); ++i) {
    }
    Canvas canvas(12, 12);
    dream.draw(stage, canvas);
    return canvas.take();
  };
  EXPECT_EQ(drawn().commands.size(), 1u);
  stage.fill_slot("generator", test::loaded(test::small_model(), 2));
  const DisplayList one = drawn();
  ASSERT_EQ(one.commands.size(), 2u);
  ASSERT_TRUE(stage.params().set("seed", std::string("two")).ok());
  const DisplayList two = drawn();
  EXPECT_NE(std::get<ImageCommand>(one.commands[1]).image->rgba(),
            std::get<ImageCommand>(two.commands[1]).image->rgba());
  EXPECT_EQ(stage.take_problem(), "");
}

TEST(SlotExample, ShowsWhatThePackageBringsUntilThen) {
  Dream dream;
  Stage stage(Clock::live, 12, 12);
  const auto preview = test::preview_of(test::small_model(), 3);
  stage.set_preview("generator", preview);
  for (int i = 0; i < 60; ++i) stage.advance();
  Canvas canvas(12, 12);
  dream.draw(stage, canvas);
  const DisplayList list = canvas.take();
  ASSERT_EQ(list.commands.size(), 2u);
  EXPECT_EQ(std::get<ImageCommand>(list.commands[1]).image, preview->pictures[1]);
}

}  // namespace
}  // namespace reverie
