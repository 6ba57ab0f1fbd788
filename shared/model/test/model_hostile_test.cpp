// Manifests that somebody bent: each must be refused by one sentence that names the place, the value and what is
// allowed. One table of cases a section, longer than 40 lines because the cases are the point.
#include <gtest/gtest.h>

#include "shared/model/test/samples.h"

namespace reverie {
namespace {

using nlohmann::json;

std::string sentence_for(std::string_view text) {
  const Result<Model> model = model_from_json(text);
  return model.ok() ? "" : model.error().message;
}

TEST(HostileText, Empty) {
  EXPECT_EQ(sentence_for(""), "model.json begins with \"\" and is not valid JSON in UTF-8; it is not read.");
}

TEST(HostileText, NotJson) {
  EXPECT_EQ(sentence_for("<!DOCTYPE html>"),
            "model.json begins with \"<!DOCTYPE html>\" and is not valid JSON in UTF-8; it is not read.");
}

TEST(HostileText, CutOff) {
  const std::string text(format_1_model_json);
  EXPECT_NE(sentence_for(text.substr(0, text.size() / 2)).find("is not valid JSON"), std::string::npos);
}

TEST(HostileText, AnArray) {
  EXPECT_EQ(sentence_for("[1,2]"), "model.json is an array of 2, where an object is allowed; it is not read.");
}

TEST(HostileText, ANumber) {
  EXPECT_EQ(sentence_for("7"), "model.json is 7, where an object is allowed; it is not read.");
}

TEST(HostileText, DeepNesting) {
  const std::string wanted = "model.json nests deeper than the 32 levels that are allowed; it is not read.";
  EXPECT_EQ(sentence_for(std::string(500'000, '[')), wanted);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(sentence_for(objects), wanted);
  // Brackets inside a string are only text.
  EXPECT_EQ(sentence_after([](json& j) { j["title"] = std::string(100, '[') + "\"\\"; }), "");
}

TEST(HostileText, TwoMegabytes) {
  EXPECT_EQ(sentence_for(std::string(2'000'000, ' ')),
            "model.json has 2000000 bytes, where at most 1048576 are allowed; it is not read.");
}

TEST(HostileText, NotUtf8) {
  std::string text(format_1_model_json);
  text.replace(text.find("Faces"), 2, "\xff\xfe");
  EXPECT_EQ(sentence_for(text).find("model.json begins with "), 0u);
  std::string lonely(format_1_model_json);
  lonely.replace(lonely.find("Faces"), 5, "\\ud800");
  EXPECT_FALSE(sentence_for(lonely).empty());
}

TEST(HostileText, NanAndInfinityAreNotJson) {
  for (const char* number : {"NaN", "Infinity", "-Infinity", "1e999"}) {
    std::string text(format_1_model_json);
    text.replace(text.find("[-1, 1]"), 7, std::string("[-1, ") + number + "]");
    EXPECT_FALSE(sentence_for(text).empty()) << number;
  }
}

struct Case {
  const char* name;
  std::function<void(json&)> bend;
  std::string sentence;  // the whole of it between "model.json " and "; it is not read."
};

class HostileManifest : public ::testing::TestWithParam<Case> {};

TEST_P(HostileManifest, IsRefusedByOneSentence) {
  EXPECT_EQ(sentence_after(GetParam().bend), "model.json " + GetParam().sentence + "; it is not read.");
}

const std::string file_rule =
    ", where a plain file name of 1 to 128 letters, digits, '.', '_' and '-', not starting with '.', is allowed";

const Case about_cases[] = {
    {"FormatMissing", [](json& j) { j.erase("format"); },
     "lacks format, where a whole number from 0 to 1000000 is needed"},
    {"FormatOfTheFuture", [](json& j) { j["format"] = 2; },
     "has 2 as format, where 1, the format that this version reads, is allowed"},
    {"FormatIsText", [](json& j) { j["format"] = "1"; },
     "has \"1\" as format, where a whole number from 0 to 1000000 is allowed"},
    {"FormatIsAFraction", [](json& j) { j["format"] = 1.5; },
     "has 1.5 as format, where a whole number from 0 to 1000000 is allowed"},
    {"IdMissing", [](json& j) { j.erase("id"); },
     "lacks id, where 1 to 64 letters a-z, digits and inner '-' is needed"},
    {"IdLeavesTheFolder", [](json& j) { j["id"] = "../faces"; },
     "has \"../faces\" as id, where 1 to 64 letters a-z, digits and inner '-' is allowed"},
    {"IdIsANumber", [](json& j) { j["id"] = 3; },
     "has 3 as id, where 1 to 64 letters a-z, digits and inner '-' is allowed"},
    {"TitleMissing", [](json& j) { j.erase("title"); },
     "lacks title, where text of 1 to 200 bytes without control characters is needed"},
    {"TitleWithEscape", [](json& j) { j["title"] = "a\x1b[31mb"; },
     "has \"a?[31mb\" as title, where text of 1 to 200 bytes without control characters is allowed"},
    {"TitleTooLong", [](json& j) { j["title"] = std::string(39, 'a') + "é" + std::string(200, 'b'); },
     "has \"" + std::string(39, 'a') +
         "…\" as title, where text of 1 to 200 bytes without control characters is allowed"},
    {"LicenceMissing", [](json& j) { j.erase("licence"); },
     "lacks licence, where text of 1 to 200 bytes without control characters is needed"},
    {"AuthorIsAnObject", [](json& j) { j["author"] = {{"name", "x"}}; },
     "has an object as author, where text of 1 to 200 bytes without control characters is allowed"},
    {"TrainingIsText", [](json& j) { j["training"] = "secret"; },
     "has \"secret\" as training, where an object is allowed"},
};

const Case file_cases[] = {
    {"FilesMissing", [](json& j) { j.erase("files"); }, "lacks files, where an array of 1 to 256 is needed"},
    {"FilesAreAnObject", [](json& j) { j["files"] = json::object(); },
     "has an object as files, where an array of 1 to 256 is allowed"},
    {"TooManyFiles",
     [](json& j) {
       for (int i = 0; i < 257; ++i) j["files"].push_back(j["files"][0]);
     },
     "has an array of 264 as files, where an array of 1 to 256 is allowed"},
    {"FileIsNull", [](json& j) { j["files"][1] = nullptr; }, "has null as files[1], where an object is allowed"},
    {"FileNameLeavesTheFolder", [](json& j) { j["files"][0]["name"] = "../x"; },
     "has \"../x\" as files[0].name" + file_rule},
    {"FileNameIsAbsolute", [](json& j) { j["files"][0]["name"] = "/etc/passwd"; },
     "has \"/etc/passwd\" as files[0].name" + file_rule},
    {"FileNameWithBackslash", [](json& j) { j["files"][0]["name"] = "..\\x"; },
     "has \"..\\x\" as files[0].name" + file_rule},
    {"FileNameIsHidden", [](json& j) { j["files"][0]["name"] = ".x"; }, "has \".x\" as files[0].name" + file_rule},
    {"FileNameIsTheManifest", [](json& j) { j["files"][0]["name"] = "model.json"; },
     "has \"model.json\" as files[0].name" + file_rule},
    {"FileNameWithNul", [](json& j) { j["files"][0]["name"] = std::string("a\0b", 3); },
     "has \"a?b\" as files[0].name" + file_rule},
    {"FileNameTwice", [](json& j) { j["files"][1]["name"] = "GENERATOR.0f1e2d3c.onnx"; },
     "has \"GENERATOR.0f1e2d3c.onnx\" as files[1].name, where a name that no other file has is allowed"},
    {"FileIsEmpty", [](json& j) { j["files"][0]["bytes"] = 0; },
     "has 0 as files[0].bytes, where a whole number from 1 to 67108864 is allowed"},
    {"FileOver64Megabytes", [](json& j) { j["files"][0]["bytes"] = 67108865; },
     "has 67108865 as files[0].bytes, where a whole number from 1 to 67108864 is allowed"},
    {"FileBytesNegative", [](json& j) { j["files"][0]["bytes"] = -1; },
     "has -1 as files[0].bytes, where a whole number from 1 to 67108864 is allowed"},
    {"HashTooShort", [](json& j) { j["files"][0]["sha256"] = "abc"; },
     "has \"abc\" as files[0].sha256, where a hash of 64 digits 0-9 a-f is allowed"},
    {"HashInCapitals", [](json& j) { j["files"][0]["sha256"] = std::string(64, 'A'); },
     "has \"" + std::string(40, 'A') + "…\" as files[0].sha256, where a hash of 64 digits 0-9 a-f is allowed"},
    {"RequiresAnUnknownRole", [](json& j) { j["requires"] = {"generator", "something-later"}; },
     "has \"something-later\" as requires[1], where a role that this version knows is allowed"},
    {"RequiresAnAbsentRole",
     [](json& j) {
       j["files"].erase(4);
       j["requires"] = {"sheet"};
     },
     "has \"sheet\" as requires[0], where a role that one of the files has is allowed"},
    {"NoGenerator", [](json& j) { j["files"][0]["role"] = "other", j.erase("requires"); },
     "has an array of 7 as files, where a list with a file of role \"generator\" is allowed"},
    {"PreviewIsNotListed", [](json& j) { j["previews"] = {"other.png"}; },
     "has \"other.png\" as previews[0], where a name that `files` lists is allowed"},
    {"TimelineLeavesTheFolder", [](json& j) { j["timeline"][0]["file"] = "../../secret.png"; },
     "has \"../../secret.png\" as timeline[0].file" + file_rule},
    {"GoldenIsNotListed", [](json& j) { j["golden"]["output"] = "x.f32"; },
     "has \"x.f32\" as golden.output, where a name that `files` lists is allowed"},
    {"ToleranceNegative", [](json& j) { j["golden"]["max"] = -1e-5; },
     "has -1e-05 as golden.max, where a number from 0.0 to 1.0 is allowed"},
    {"ToleranceHuge", [](json& j) { j["golden"]["mean"] = 1e300; },
     "has 1e+300 as golden.mean, where a number from 0.0 to 1.0 is allowed"},
    {"ToleranceIsText", [](json& j) { j["golden"]["max"] = "NaN"; },
     "has \"NaN\" as golden.max, where a number from 0.0 to 1.0 is allowed"},
};

const Case port_cases[] = {
    {"InputsMissing", [](json& j) { j.erase("inputs"); }, "lacks inputs, where an array of 1 to 64 is needed"},
    {"OutputsEmpty", [](json& j) { j["outputs"] = json::array(); },
     "has an array of 0 as outputs, where an array of 1 to 64 is allowed"},
    {"PortNameTwice", [](json& j) { j["inputs"][1]["name"] = "z"; },
     "has \"z\" as inputs[1].name, where a name that no other port has is allowed"},
    {"PortNameWithSpace", [](json& j) { j["inputs"][0]["name"] = "z z"; },
     "has \"z z\" as inputs[0].name, where a graph name of 1 to 128 letters, digits and _ . : / - is allowed"},
    {"UnknownKind", [](json& j) { j["inputs"][0]["kind"] = "audio"; },
     "has \"audio\" as inputs[0].kind, where one of \"latent\", \"image\" or \"class\" is allowed"},
    {"UnknownDtype", [](json& j) { j["inputs"][0]["dtype"] = "float64"; },
     "has \"float64\" as inputs[0].dtype, where only \"float32\" is allowed"},
    {"ShapeNegative", [](json& j) { j["inputs"][0]["shape"] = {"N", -64}; },
     "has -64 as inputs[0].shape[1], where a whole number from 1 to 16777216 is allowed"},
    {"ShapeZero", [](json& j) { j["inputs"][0]["shape"] = {"N", 0}; },
     "has 0 as inputs[0].shape[1], where a whole number from 1 to 16777216 is allowed"},
    {"ShapeHuge", [](json& j) { j["outputs"][0]["shape"] = {"N", 3, 16384, 16384}; },
     "has 16384 as outputs[0].shape[3], where a size that leaves the tensor at most 16777216 elements is allowed"},
    {"ShapeOverflows", [](json& j) { j["inputs"][0]["shape"] = {"N", 9223372036854775807}; },
     "has 9223372036854775807 as inputs[0].shape[1], where a whole number from 1 to 16777216 is allowed"},
    {"ShapeOfManyDimensions", [](json& j) { j["inputs"][0]["shape"] = {1, 1, 1, 1, 1, 1, 1, 1, 1}; },
     "has an array of 9 as inputs[0].shape, where an array of 1 to 8 is allowed"},
    {"DimensionNameIsHostile", [](json& j) { j["inputs"][0]["shape"][0] = "N\n"; },
     "has \"N?\" as inputs[0].shape[0], where a name of 1 to 32 letters, digits and '_' is allowed"},
    {"LatentOfUnknownSize", [](json& j) { j["inputs"][0]["shape"] = {"N", "Z"}; },
     "has an array of 2 as inputs[0].shape, where a shape whose dimensions after the first are numbers is allowed"},
    {"LatentWithoutBatch", [](json& j) { j["inputs"][0]["shape"] = {64}; },
     "has an array of 1 as inputs[0].shape, where a shape of 2 dimensions or more, the batch first, is allowed"},
    {"ImageOfFiveChannels", [](json& j) { j["outputs"][0]["shape"][1] = 5; },
     "has an array of 4 as outputs[0].shape, where (N,3,H,W) or (N,1,H,W) with sides up to 16384 is allowed"},
    {"ImageTooWide", [](json& j) { j["outputs"][0]["shape"] = {1, 1, 1, 16385}; },
     "has an array of 4 as outputs[0].shape, where (N,3,H,W) or (N,1,H,W) with sides up to 16384 is allowed"},
    {"ImageInAnotherLayout", [](json& j) { j["outputs"][0]["layout"] = "NHWC"; },
     "has \"NHWC\" as outputs[0].layout, where only \"NCHW\" is allowed"},
    {"ImageInAnotherColorSpace", [](json& j) { j["outputs"][0]["color_space"] = "Lab"; },
     "has \"Lab\" as outputs[0].color_space, where only \"sRGB\" is allowed"},
    {"RangeIsEmpty", [](json& j) { j["outputs"][0]["range"] = {1, 1}; },
     "has an array of 2 as outputs[0].range, where two numbers of which the second is greater is allowed"},
    {"RangeHoldsTextNaN", [](json& j) { j["outputs"][0]["range"] = {"NaN", 1}; },
     "has \"NaN\" as outputs[0].range[0], where a number from -1000000.0 to 1000000.0 is allowed"},
    {"RangeBeyondFloat", [](json& j) { j["outputs"][0]["range"] = {-1, 1e300}; },
     "has 1e+300 as outputs[0].range[1], where a number from -1000000.0 to 1000000.0 is allowed"},
    {"RangeOfThree", [](json& j) { j["outputs"][0]["range"] = {-1, 0, 1}; },
     "has an array of 3 as outputs[0].range, where an array of 2 to 2 is allowed"},
    {"ScalingUnknown", [](json& j) { j["outputs"][0]["scaling"] = "blocky"; },
     "has \"blocky\" as outputs[0].scaling, where one of \"smooth\" or \"nearest\" is allowed"},
    {"LabelsDoNotFitTheShape", [](json& j) { j["inputs"][1]["labels"].erase(3); },
     "has an array of 2 as inputs[1].shape, where [N,3], one weight for each of the 3 labels, is allowed"},
    {"LabelsMissing", [](json& j) { j["inputs"][1].erase("labels"); },
     "lacks inputs[1].labels, where an array of 1 to 4096 is needed"},
    {"LabelTooLong", [](json& j) { j["inputs"][1]["labels"][0] = std::string(65, 'x'); },
     "has \"" + std::string(40, 'x') +
         "…\" as inputs[1].labels[0], where text of 1 to 64 bytes without control characters is allowed"},
    {"LabelTwice", [](json& j) { j["inputs"][1]["labels"][1] = "hip-rose"; },
     "has \"hip-rose\" as inputs[1].labels[1], where a label that is not there already is allowed"},
    {"AxisTwice",
     [](json& j) {
       j["inputs"].push_back(j["inputs"][1]);
       j["inputs"][2]["name"] = "again";
     },
     "has \"glasses\" as inputs[2].axis, where an axis that no other port has is allowed"},
    {"EncodingUnknown", [](json& j) { j["inputs"][1]["encoding"] = "index"; },
     "has \"index\" as inputs[1].encoding, where only \"weights\" is allowed"},
    {"UnknownOp", [](json& j) { j["finish"][0]["op"] = "shell"; },
     "has \"shell\" as finish[0].op, where only \"clamp\" is allowed"},
    {"OpUpsideDown", [](json& j) { j["finish"][0]["low"] = 2; },
     "has 1 as finish[0].high, where a number not below `low` is allowed"},
    {"WeightOutsideItsFile", [](json& j) { j["weights"][0]["offset"] = 524288 - 36863; },
     "has 487425 as weights[0].offset, where a place that lies with its bytes inside the generator file of 524288 is "
     "allowed"},
    {"WeightOfAnotherSize", [](json& j) { j["weights"][0]["bytes"] = 36860; },
     "has 36860 as weights[0].bytes, where 36864 (shape times dtype) is allowed"},
    {"WeightShapeHuge", [](json& j) { j["weights"][1]["shape"] = {16777216, 2}; },
     "has 2 as weights[1].shape[1], where a size that leaves the tensor at most 16777216 elements is allowed"},
};

// The first weight, [64,32,3,3], as int8 with its 64 scales behind it.
void store_as_int8(json& j) {
  j["weights"][0]["dtype"] = "int8";
  j["weights"][0]["bytes"] = 18432;
  j["weights"][0]["scales"] = {{"axis", 0}, {"offset", 19456}};
}

const Case int8_cases[] = {
    {"DtypeUnknown", [](json& j) { j["weights"][0]["dtype"] = "int4"; },
     "has \"int4\" as weights[0].dtype, where one of \"float16\", \"float32\" or \"int8\" is allowed"},
    {"Int8WithoutScales", [](json& j) { store_as_int8(j), j["weights"][0].erase("scales"); },
     "lacks weights[0].scales, where an object is needed"},
    {"ScalesAreAnArray", [](json& j) { store_as_int8(j), j["weights"][0]["scales"] = {1, 2}; },
     "has an array of 2 as weights[0].scales, where an object is allowed"},
    {"ScalesOfFloats", [](json& j) { j["weights"][0]["scales"] = {{"axis", 0}, {"offset", 0}}; },
     "has an object as weights[0].scales, where nothing beside a dtype other than \"int8\" is allowed"},
    {"ScalesOfAScalar",
     [](json& j) { store_as_int8(j), j["weights"][0]["shape"] = json::array(), j["weights"][0]["bytes"] = 1; },
     "has an object as weights[0].scales, where no scalar of dtype \"int8\" is allowed"},
    {"AxisBeyondTheShape", [](json& j) { store_as_int8(j), j["weights"][0]["scales"]["axis"] = 4; },
     "has 4 as weights[0].scales.axis, where a whole number from 0 to 3 is allowed"},
    {"AxisNegative", [](json& j) { store_as_int8(j), j["weights"][0]["scales"]["axis"] = -1; },
     "has -1 as weights[0].scales.axis, where a whole number from 0 to 3 is allowed"},
    {"AxisHuge", [](json& j) { store_as_int8(j), j["weights"][0]["scales"]["axis"] = 18446744073709551615u; },
     "has 18446744073709551615 as weights[0].scales.axis, where a whole number from 0 to 3 is allowed"},
    {"ScalesOutsideTheirFile", [](json& j) { store_as_int8(j), j["weights"][0]["scales"]["offset"] = 524288 - 255; },
     "has 524033 as weights[0].scales.offset, where a place that lies with its 256 bytes inside the generator file of "
     "524288 is allowed"},
    {"ScalesOffsetWraps",
     [](json& j) { store_as_int8(j), j["weights"][0]["scales"]["offset"] = 18446744073709551615u; },
     "has 18446744073709551615 as weights[0].scales.offset, where a whole number from 0 to 67108864 is allowed"},
    {"Int8OfAnotherSize", [](json& j) { store_as_int8(j), j["weights"][0]["bytes"] = 36864; },
     "has 36864 as weights[0].bytes, where 18432 (shape times dtype) is allowed"},
};

std::string name_of(const ::testing::TestParamInfo<Case>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(About, HostileManifest, ::testing::ValuesIn(about_cases), name_of);
INSTANTIATE_TEST_SUITE_P(Files, HostileManifest, ::testing::ValuesIn(file_cases), name_of);
INSTANTIATE_TEST_SUITE_P(Int8, HostileManifest, ::testing::ValuesIn(int8_cases), name_of);
INSTANTIATE_TEST_SUITE_P(Ports, HostileManifest, ::testing::ValuesIn(port_cases), name_of);

}  // namespace
}  // namespace reverie
