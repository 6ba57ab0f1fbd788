// What was found, in words about training.
#include "native/data/report.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace reverie {
namespace {

PackReport drawings(std::int64_t cats, std::int64_t dogs) {
  PackReport report;
  report.kind = "pictures";
  report.size = 64;
  report.found = report.used = cats + dogs;
  report.axis = "class";
  report.labels = {{"cats", cats}, {"dogs", dogs}};
  return report;
}

std::string meaning(const std::vector<Finding>& findings, const std::string& topic) {
  const auto found = std::ranges::find(findings, topic, &Finding::topic);
  return found == findings.end() ? "" : found->meaning;
}

TEST(Findings, FewAreRememberedAndNoLabelIsRareThen) {
  const auto few = findings_from_report(drawings(60, 20), 100);
  EXPECT_NE(meaning(few, "pictures").find("remembers each"), std::string::npos);
  EXPECT_EQ(meaning(few, "labels").find("learned poorly"), std::string::npos);
}

TEST(Findings, FewThatNobodyRemembersNeedAnotherRun) {
  EXPECT_NE(meaning(findings_from_report(drawings(20, 9)), "pictures").find("Too few"), std::string::npos);
  EXPECT_NE(meaning(findings_from_report(drawings(200, 90)), "pictures").find("begins best with --from"),
            std::string::npos);
}

TEST(Findings, OfManyARareLabelIsLearnedPoorly) {
  const auto many = findings_from_report(drawings(600, 20), 100);
  EXPECT_EQ(meaning(many, "pictures").find("remembers"), std::string::npos);
  EXPECT_NE(meaning(many, "labels").find("'dogs' has only 20, so it will be learned poorly"), std::string::npos);
}

}  // namespace
}  // namespace reverie
