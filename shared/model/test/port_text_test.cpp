#include "shared/model/port_text.h"

#include <gtest/gtest.h>

#include "shared/model/test/samples.h"

namespace reverie {
namespace {

TEST(PortText, KeepsWhatTheGraphIsHeldAgainst) {
  Model model = good_model();
  model.outputs[0].dtype = Dtype::int64;
  const std::string text = text_from_ports(model);
  const Model again = model_from_port_text(text);
  EXPECT_EQ(again.id, model.id);
  ASSERT_EQ(again.inputs.size(), model.inputs.size());
  ASSERT_EQ(again.outputs.size(), model.outputs.size());
  for (std::size_t i = 0; i < model.inputs.size(); ++i) {
    EXPECT_EQ(again.inputs[i].name, model.inputs[i].name);
    ASSERT_EQ(again.inputs[i].shape.size(), model.inputs[i].shape.size());
    for (std::size_t d = 0; d < model.inputs[i].shape.size(); ++d) {
      EXPECT_EQ(again.inputs[i].shape[d].size, model.inputs[i].shape[d].size);
      EXPECT_EQ(again.inputs[i].shape[d].name, model.inputs[i].shape[d].name);
    }
  }
  EXPECT_EQ(again.outputs[0].dtype, Dtype::int64);
  EXPECT_EQ(text_from_ports(again), text);
}

TEST(PortText, PassesOverWhatIsNoPort) {
  for (const char* text : {"", "\n\n", "faces", "faces\nsideways float32 z N\n", "\xff\xfe\n  \n"})
    EXPECT_TRUE(model_from_port_text(text).inputs.empty()) << text;
  const Model odd = model_from_port_text("faces\nin\nin float32\nin float32 z -4 99999999999999999999 7x\n");
  ASSERT_EQ(odd.inputs.size(), 3u);
  for (const Dimension& size : odd.inputs[2].shape) EXPECT_EQ(size.size, -1);
}

}  // namespace
}  // namespace reverie
