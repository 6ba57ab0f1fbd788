// --from: a run that starts from another run's weights.
#include "native/train/from.h"

#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

class RunsFrom : public Runs {
 protected:
  TrainOrder from(const fs::path& other, std::string data = {}) {
    auto wanted = order(std::move(data));
    wanted.from = other.string();
    return wanted;
  }
  std::string refused(const TrainOrder& order) {
    auto plan = plan_from_order(order);
    if (!plan) return plan.error().message;
    const auto data = packed_dataset(*plan, root_ / "refused");
    const auto run = begin_run(*plan, *data, root_ / "refused");
    return run ? "accepted" : run.error().message;
  }
  static std::string first_line(const fs::path& run) {
    const std::string text = bytes(run / "first-losses.csv");
    const auto at = text.find("\n1,");
    return text.substr(at, text.find('\n', at + 1) - at);
  }
};

TEST_F(RunsFrom, TheFirstGridIsTheOtherRunsAndTheFirstLossIsAnother) {
  const auto fresh = begun(order(), never, "runs");
  const auto next = begun(from(fresh), never, "runs");
  EXPECT_NE(first_line(next), first_line(fresh));
  EXPECT_EQ(bytes(next / "fakes_init.png"), bytes(fresh / "fakes_000008.png"));
  EXPECT_NE(bytes(next / "fakes_000008.png"), bytes(fresh / "fakes_000008.png"));
  const auto config = nlohmann::json::parse(bytes(next / "config.json"));
  EXPECT_EQ(config["from"]["run"], "00000-data-gan");
  EXPECT_EQ(config["from"]["step"], 8);
  EXPECT_EQ(config["from"]["taken"], config["from"]["of"]);
  EXPECT_FALSE(nlohmann::json::parse(bytes(fresh / "config.json")).contains("from"));
}

TEST_F(RunsFrom, ASnapshotOrAnExportNamesItsRunToo) {
  const auto fresh = begun(order(), never, "runs");
  fs::create_directories(fresh / "export");
  const auto newest = begun(from(fresh), never, "runs");
  EXPECT_EQ(first_line(begun(from(fresh / "export"), never, "runs")), first_line(newest));
  const auto older = begun(from(snapshot_files(fresh)[1]), never, "runs");
  EXPECT_NE(first_line(older), first_line(newest));
  EXPECT_EQ(nlohmann::json::parse(bytes(older / "config.json"))["from"]["step"], 6);
}

TEST_F(RunsFrom, ResumesBitForBit) {
  const auto fresh = begun(order(), never, "runs");
  const auto whole = begun(from(fresh), never, "whole"), parts = begun(from(fresh), 3, "parts");
  fs::remove_all(fresh);  // from here on nobody needs it
  go_on(parts);
  EXPECT_EQ(newest(whole), newest(parts));
}

TEST_F(RunsFrom, AxesOfOtherSizesStartAnew) {
  const auto fresh = begun(order(), never, "runs");
  fs::copy_file(root_ / "data" / "2-hats" / "0.png", root_ / "data" / "2-hats" / "other.png");
  Image sprite = Image::create(16, 16).value();
  sprite.set(1, 1, {9, 9, 9, 255});
  ASSERT_TRUE(write_png(root_ / "data" / "2-hats" / "other.png", sprite).ok());
  auto plan = plan_from_order(from(fresh)).value();
  const auto data = packed_dataset(plan, root_ / "more").value();
  const auto run = begin_run(plan, data, root_ / "more");
  ASSERT_TRUE(run.ok()) << run.error().message;
  EXPECT_NE(run->taken.find("start anew: generator."), std::string::npos) << run->taken;
  EXPECT_NE(run->taken.find("after step 8"), std::string::npos) << run->taken;
  EXPECT_LT(plan.config.from["taken"], plan.config.from["of"]);
}

TEST_F(RunsFrom, WrongOnesGiveASentence) {
  const auto fresh = begun(order(), never, "runs");
  EXPECT_NE(refused(from(root_ / "nowhere")).find("nowhere"), std::string::npos);
  EXPECT_NE(refused(from(root_ / "data")).find("has no snapshot"), std::string::npos);
  auto large = from(fresh);
  large.sets = {"size=32", "d-widths=4,4,4,4,4"};
  EXPECT_NE(refused(large).find("16 pixels and this run of 32"), std::string::npos) << refused(large);
  auto wider = from(fresh, "procedural:de-stijl");
  wider.sets = {"d-widths=5,7,9", "d-features=9"};
  EXPECT_NE(refused(wider).find("tensors have the shape"), std::string::npos) << refused(wider);
  for (const fs::path& file : snapshot_files(fresh)) fs::resize_file(file, 1000);
  EXPECT_NE(refused(from(fresh)).find("checksum"), std::string::npos) << refused(from(fresh));
  EXPECT_FALSE(fs::exists(root_ / "refused" / "00000-data-gan"));
}

// A snapshot from a stranger: every announced shape is held against the bytes that are there.
TEST_F(RunsFrom, SnapshotsThatLieAreRefused) {
  const auto sealed = [](const std::string& record, std::size_t floats) {
    Bytes bytes(16);
    std::copy_n("REVSNAP1", 8, bytes.begin());
    bytes[8] = static_cast<std::uint8_t>(record.size());
    bytes[9] = static_cast<std::uint8_t>(record.size() >> 8);
    bytes.insert(bytes.end(), record.begin(), record.end());
    bytes.resize(bytes.size() + 4 * floats);
    const std::string seal = sha256_from_bytes(bytes);
    bytes.insert(bytes.end(), seal.begin(), seal.end());
    return bytes;
  };
  const auto record = [](const std::string& tensors) {
    return R"({"step":1,"config_hash":"","tensors":)" + tensors + "}";
  };
  EXPECT_TRUE(read_snapshot(sealed(record(R"([{"name":"a","dtype":"float32","shape":[2,3]}])"), 6), "good").ok());
  for (const char* tensors :
       {R"([{"name":"a","dtype":"float32","shape":[2,4]}])", R"([{"name":"a","dtype":"float32","shape":[1]}])",
        R"([{"name":"a","dtype":"float32","shape":[-2,-3]}])", R"([{"name":"a","dtype":"float64","shape":[3]}])",
        R"([{"name":"a","dtype":"float32","shape":[4611686018427387904,4]}])", R"([{"name":7,"shape":[6]}])", R"({})",
        R"([{"name":"a","dtype":"float32","shape":[1,1,1,1,1,1,1,1,6]}])", R"([7])"}) {
    EXPECT_FALSE(read_snapshot(sealed(record(tensors), 6), "bad").ok()) << tensors;
  }
}

}  // namespace
}  // namespace reverie
