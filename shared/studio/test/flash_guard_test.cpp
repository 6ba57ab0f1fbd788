#include "shared/studio/flash_guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "shared/canvas/raster.h"
#include "shared/model/stub_session.h"
#include "shared/piece/player.h"
#include "shared/studio/test/harness.h"

namespace reverie {
namespace {

using Frame = std::vector<std::uint8_t>;  // flash_cells RGB

Frame filled(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  Frame frame;
  for (int i = 0; i < flash_cells; ++i) frame.insert(frame.end(), {red, green, blue});
  return frame;
}

// What a person sees: the guard looks two frames late, as in the window, and eases in 8-bit colours.
class Seen {
 public:
  // Returns the most flashes in any second so far.
  int show(const Frame& frame, double elapsed) {
    now_ += elapsed;
    late_.push_back(frame);
    if (late_.size() > 2) {
      guard_.look(late_.front(), 3, now_ - 2 * elapsed);
      late_.erase(late_.begin());
    }
    const double part = guard_.easing() && !shown_.empty() ? std::ceil(guard_.part(elapsed) * 255) / 255 : 1;
    eased_ |= part < 1;
    if (shown_.empty()) shown_ = frame;
    for (std::size_t i = 0; i < frame.size(); ++i) {
      const double mixed = shown_[i] + part * (frame[i] - static_cast<double>(shown_[i]));
      shown_[i] = static_cast<std::uint8_t>(std::lround(mixed));
    }
    seen_.look(shown_, 3, now_);
    raw_.look(frame, 3, now_);
    most_raw_ = std::max(most_raw_, raw_.flashes());
    return most_ = std::max(most_, seen_.flashes());
  }
  bool eased() const { return eased_; }
  int most() const { return most_; }
  int most_raw() const { return most_raw_; }
  const Frame& shown() const { return shown_; }

 private:
  FlashGuard guard_;
  FlashMeter seen_, raw_;
  std::vector<Frame> late_;
  Frame shown_;
  double now_ = 0;
  bool eased_ = false;
  int most_ = 0, most_raw_ = 0;
};

Seen strobe(double hertz, const Frame& one, const Frame& other, double duty = 0.5, double seconds = 6) {
  Seen seen;
  for (int i = 0; i < static_cast<int>(seconds * 60); ++i) {
    const double turn = i / 60.0 * hertz;
    seen.show(turn - std::floor(turn) < duty ? one : other, 1.0 / 60);
  }
  return seen;
}

const Frame black = filled(0, 0, 0), white = filled(255, 255, 255);

TEST(FlashMeter, CountsPairsOfChangesInASecond) {
  EXPECT_EQ(strobe(2, black, white).most_raw(), 2);
  EXPECT_EQ(strobe(3, black, white).most_raw(), 3);
  EXPECT_EQ(strobe(4, black, white).most_raw(), 4);
  EXPECT_GT(strobe(10, black, white).most_raw(), 5);
}

TEST(FlashMeter, ALittleLessThanATenthIsNoFlash) {
  // Relative luminance 0.216 against 0.294 and 0.335.
  EXPECT_EQ(strobe(10, filled(128, 128, 128), filled(147, 147, 147)).most_raw(), 0);
  EXPECT_GT(strobe(10, filled(128, 128, 128), filled(156, 156, 156)).most_raw(), 3);
}

TEST(FlashMeter, TwoBrightPicturesAreNoFlash) {
  EXPECT_EQ(strobe(10, filled(232, 232, 232), white).most_raw(), 0);  // 0.807 and 1
}

TEST(FlashMeter, ASmallSpotIsNoFlashAndAQuarterOfAFieldIs) {
  const auto spot = [](int columns, int rows) {
    Frame frame = black;
    for (int y = 6; y < 6 + rows; ++y) {
      for (int x = 10; x < 10 + columns; ++x) {
        for (int c = 0; c < 3; ++c) frame[static_cast<std::size_t>((y * flash_columns + x) * 3 + c)] = 255;
      }
    }
    return frame;
  };
  EXPECT_EQ(strobe(10, black, spot(4, 4)).most_raw(), 0);  // 16 of 66 cells
  EXPECT_GT(strobe(10, black, spot(5, 4)).most_raw(), 3);  // 20
}

TEST(FlashMeter, SaturatedRedFlashesWithoutMuchLuminance) {
  EXPECT_GT(strobe(8, filled(255, 0, 0), filled(0, 110, 110)).most_raw(), 3);
  EXPECT_GT(strobe(8, filled(150, 0, 0), black).most_raw(), 3);
  EXPECT_EQ(strobe(8, filled(0, 0, 150), black).most_raw(), 0);  // as blue as that red, and no flash
}

TEST(FlashGuard, LeavesThreeASecondAlone) {
  for (const double hertz : {1.0, 2.0, 3.0}) {
    const Seen seen = strobe(hertz, black, white);
    EXPECT_FALSE(seen.eased()) << hertz;
    EXPECT_LE(seen.most(), 3) << hertz;
  }
}

TEST(FlashGuard, NoStrobeGetsThrough) {
  for (const double hertz : {3.5, 4.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0}) {
    for (const double duty : {0.2, 0.5, 0.8}) {
      for (const Frame& dark : {black, filled(40, 0, 0), filled(90, 90, 90)}) {
        const Seen seen = strobe(hertz, dark, white, duty);
        EXPECT_LE(seen.most(), 3) << hertz << " Hz, " << duty;
      }
    }
    EXPECT_LE(strobe(hertz, filled(255, 0, 0), filled(0, 0, 255)).most(), 3) << hertz << " Hz, red and blue";
  }
}

TEST(FlashGuard, IsGoneWhenAllIsCalmAgain) {
  Seen seen;
  for (int i = 0; i < 180; ++i) seen.show(i / 3 % 2 == 0 ? black : white, 1.0 / 60);
  EXPECT_TRUE(seen.eased());
  for (int i = 0; i < 240; ++i) seen.show(filled(10, 200, 30), 1.0 / 60);
  EXPECT_EQ(seen.shown(), filled(10, 200, 30));
  EXPECT_LE(seen.most(), 3);
}

// --- the pieces ---

Frame small_frame(const DisplayList& list) {
  constexpr float width = 640, height = 360, density = 0.25f;
  const Result<Image> image = raster_from_display_list(list, width, height, density);
  Frame frame(flash_cells * 3);
  if (!image) return frame;
  constexpr int side = 5;  // 160 × 90 pixels
  for (int cell = 0; cell < flash_cells; ++cell) {
    const int left = cell % flash_columns * side, top = cell / flash_columns * side;
    for (std::size_t c = 0; c < 3; ++c) {
      int sum = 0;
      for (int y = top; y < top + side; ++y) {
        for (int x = left; x < left + side; ++x)
          sum += image->rgba()[static_cast<std::size_t>((y * image->width() + x) * 4) + c];
      }
      frame[static_cast<std::size_t>(cell) * 3 + c] = static_cast<std::uint8_t>(sum / (side * side));
    }
  }
  return frame;
}

class EveryPiece : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    auto made = Player::create(GetParam(), Clock::live, 640, 360);
    ASSERT_TRUE(made.ok());
    player = std::move(*made);
    for (const SlotSpec& slot : player->manifest().slots) {
      const auto model = studio_test::stub_model("faces", 4);
      LoadedModel loaded{model, std::make_shared<StubSession>(model)};
      ASSERT_TRUE(player->fill_slot(slot.name, loaded).ok());
    }
  }
  // Ten seconds, thirty frames a second; `each` before every frame.
  Seen play(const std::function<void(int)>& each) {
    Seen seen;
    for (int i = 0; i < 300; ++i) {
      each(i);
      player->step();
      player->step();
      seen.show(small_frame(player->draw()), 1.0 / 30);
    }
    return seen;
  }
  std::unique_ptr<Player> player;
};

TEST_P(EveryPiece, AtItsWildestNeverFlashesByItself) {
  Params& params = player->stage().params();
  for (const ParamSpec& spec : params.specs()) {
    const bool number = spec.kind == ParamKind::number || spec.kind == ParamKind::integer;
    if (number || spec.kind == ParamKind::toggle) {
      ASSERT_TRUE(params.set(spec.name, number ? ParamValue(spec.max) : ParamValue(true)).ok());
    }
  }
  const Seen seen = play([](int) {});
  EXPECT_LE(seen.most_raw(), 3);
}

TEST_P(EveryPiece, UnderAHammeringOfSurpriseMeIsEased) {
  const Seen seen = play([&](int i) {
    if (i % 3 == 0) player->stage().params().surprise(static_cast<std::uint64_t>(i));
  });
  EXPECT_LE(seen.most(), 3) << "without the guard: " << seen.most_raw();
}

std::vector<std::string> piece_ids() {
  std::vector<std::string> ids;
  for (const PieceEntry& entry : piece_registry()) ids.emplace_back(entry.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Flash, EveryPiece, testing::ValuesIn(piece_ids()), [](const auto& info) {
  std::string name = info.param;
  std::erase_if(name, [](char c) { return c == '-'; });
  return name;
});

}  // namespace
}  // namespace reverie
