// What is said before a run, and that saying it changes nothing.
#include "native/train/forecast.h"

#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

class Forecasts : public Runs {};

TEST_F(Forecasts, TellSizeStepsAndTime) {
  const auto plan = plan_from_order(order()).value();
  const auto packed = packed_dataset(plan, root_ / "runs").value();
  const auto told = forecast(plan, packed);
  ASSERT_TRUE(told.ok()) << told.error().message;
  EXPECT_TRUE(told->text.starts_with("16 px, 8 steps of 8 pictures, about ")) << told->text;
  EXPECT_NE(told->text.find("on this CPU (float32, 1 thread, "), std::string::npos) << told->text;
  EXPECT_GT(told->step_seconds, 0);
  EXPECT_TRUE(told->hint.empty()) << "layers are millions of pictures";
}

TEST_F(Forecasts, AFewPicturesAreToldOfFrom) {
  auto few = order((root_ / "data" / "1-faces").string());
  auto plan = plan_from_order(few).value();
  const auto packed = packed_dataset(plan, root_ / "runs").value();
  EXPECT_NE(forecast(plan, packed)->hint.find("3 pictures are few"), std::string::npos);
  EXPECT_NE(forecast(plan, packed)->hint.find("--from"), std::string::npos);
  plan.from = begun(few, never, "runs");
  EXPECT_TRUE(forecast(plan, packed)->hint.empty());
}

TEST_F(Forecasts, ChangeNothing) {
  const auto plain = begun(order(), never, "plain");
  const auto plan = plan_from_order(order()).value();
  ASSERT_TRUE(forecast(plan, packed_dataset(plan, root_ / "after").value()).ok());
  EXPECT_EQ(newest(begun(order(), never, "after")), newest(plain));
}

TEST(Counts, AreReadInThousands) {
  EXPECT_EQ(text_from_count(0), "0");
  EXPECT_EQ(text_from_count(999), "999");
  EXPECT_EQ(text_from_count(12000), "12,000");
  EXPECT_EQ(text_from_count(1234567), "1,234,567");
}

}  // namespace
}  // namespace reverie
