#include "shared/keep/kept_svg.h"

#include <gtest/gtest.h>

#include "shared/canvas/canvas.h"
#include "shared/keep/svg_metadata.h"

namespace reverie {
namespace {

TEST(KeptSvg, RemembersItsStateAndCarriesItsPictures) {
  Canvas canvas(30, 20);
  canvas.background(Color{1, 2, 3});
  canvas.image(std::make_shared<const Image>(*Image::create(4, 4)), 2, 2, 8, 8);
  const Remembrance remembrance{"{\"a\":\"<&>\"}", "", ""};
  const auto text = kept_svg(canvas.display_list(), 30, 20, "A <title>", "", remembrance);
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_EQ(state_in_svg(*text), remembrance.state);
  EXPECT_NE(text->find("<title>A &lt;title&gt;</title>"), std::string::npos);
  EXPECT_NE(text->find("href=\"data:image/png;base64,iVBORw0KGgo"), std::string::npos);
  EXPECT_LT(text->find("<metadata>"), text->find("<rect"));
}

}  // namespace
}  // namespace reverie
