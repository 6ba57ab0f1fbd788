#include "shared/keep/take.h"

#include <gtest/gtest.h>

#include "shared/canvas/raster.h"

namespace reverie {
namespace {

TEST(LoopPlan, SpreadsTicksEvenlyAndNeverRepeatsTheFirst) {
  for (const std::int64_t ticks : {1, 7, 59, 60, 61, 600, 1001}) {
    for (const KeepFormat format : {KeepFormat::gif, KeepFormat::webm}) {
      const auto plan = plan_loop(format, ticks, 100, 100);
      ASSERT_TRUE(plan);
      EXPECT_EQ(plan->tick_of(0), 0);
      EXPECT_EQ(plan->tick_of(plan->frames), ticks) << "the next round begins where the first did";
      for (int frame = 0; frame < plan->frames; ++frame)
        EXPECT_TRUE(plan->tick_of(frame + 1) > plan->tick_of(frame)) << frame << " of " << ticks;
    }
  }
  EXPECT_EQ(plan_loop(KeepFormat::gif, 600, 100, 100)->frames, 200);
  EXPECT_EQ(plan_loop(KeepFormat::webm, 600, 100, 100)->frames, 300);
}

TEST(LoopPlan, RefusesWhatCannotBeKept) {
  EXPECT_NE(plan_loop(KeepFormat::gif, 0, 100, 100).error().message.find("no loop"), std::string::npos);
  EXPECT_FALSE(plan_loop(KeepFormat::webm, longest_loop + 1, 100, 100));
  EXPECT_EQ(plan_loop(KeepFormat::gif, 1200, 1000, 800)->frames_per_second, 10) << "coarser where it must be";
  EXPECT_FALSE(plan_loop(KeepFormat::gif, 3600, 2000, 2000));
}

// A print of more than four thousand pixels across, of a picture of four, as its port says.
std::vector<int> reds_across_a_print(Scaling scaling) {
  Image four = *Image::create(4, 1);
  for (int x = 0; x < 4; ++x) four.set(x, 0, {static_cast<std::uint8_t>(80 * x), 0, 0, 255});
  Canvas canvas(512, 2);
  if (scaling == Scaling::nearest) canvas.no_smooth();
  canvas.image(std::make_shared<const Image>(std::move(four)), 0, 0, 512, 2);
  auto take = Take::still(canvas.display_list(), 512, 2, 8.5);
  EXPECT_TRUE(take);
  EXPECT_EQ((*take)->width(), 4352);
  EXPECT_EQ(*(*take)->step(), Take::Step::rows);
  std::vector<int> reds;
  const std::size_t each = (*take)->rows().size() / 17 / 4352;  // bytes a pixel
  for (std::size_t x = 0; x < 4352; ++x) reds.push_back((*take)->rows()[(8 * 4352 + x) * each]);
  return reds;
}

TEST(Take, APrintOfSquarePixelsHasSharpSquares) {
  const std::vector<int> reds = reds_across_a_print(Scaling::nearest);
  for (int x = 0; x < 4352; ++x) ASSERT_EQ(reds[static_cast<std::size_t>(x)], 80 * (x / 1088)) << x;
}

TEST(Take, APrintOfSmoothPixelsRisesWithoutSteps) {
  const std::vector<int> reds = reds_across_a_print(Scaling::smooth);
  for (std::size_t x = 1; x < reds.size(); ++x) {
    ASSERT_GE(reds[x], reds[x - 1]) << x;
    ASSERT_LE(reds[x] - reds[x - 1], 1) << x;
  }
  EXPECT_LE(reds.front(), 1);
  EXPECT_GE(reds.back(), 239);
}

TEST(Take, AStillInBandsIsTheWholePicture) {
  Canvas canvas(700, 900);
  canvas.background({250, 247, 242, 255});
  canvas.fill({215, 68, 43, 255});
  for (int i = 0; i < 40; ++i) canvas.ellipse(20.0f * i, 25.0f * i, 60, 90);
  auto take = Take::still(canvas.display_list(), 700, 900, 1.5);
  ASSERT_TRUE(take);
  std::vector<std::uint8_t> rows;
  int bands = 0;
  for (;; ++bands) {
    const auto step = (*take)->step();
    ASSERT_TRUE(step);
    if (*step == Take::Step::done) break;
    rows.insert(rows.end(), (*take)->rows().begin(), (*take)->rows().end());
  }
  EXPECT_GT(bands, 2);
  EXPECT_EQ((*take)->progress(), 1);
  EXPECT_EQ(rows, raster_from_display_list(canvas.display_list(), 700, 900, 1.5)->rgba());
}

TEST(Take, RefusesSizesThatNoFileHas) {
  EXPECT_FALSE(Take::still({}, 0, 10, 1));
  EXPECT_FALSE(Take::still({}, 10, 10, 1e-9));
  EXPECT_FALSE(Take::still({}, 1e9, 10, 64));
}

}  // namespace
}  // namespace reverie
