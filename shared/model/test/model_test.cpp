#include "shared/model/model.h"

#include <gtest/gtest.h>

#include "shared/model/test/samples.h"

namespace reverie {
namespace {

// The frozen package of format 1: whatever comes later must still read exactly this from it.
TEST(ModelFormat1, FrozenManifestIsReadWhole) {
  const Result<Model> parsed = model_from_json(format_1_model_json);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const Model& model = *parsed;
  EXPECT_EQ(model.format, 1);
  EXPECT_EQ(model.id, "frozen-faces");
  EXPECT_EQ(model.title, "Faces, frozen as the first format wrote them");
  EXPECT_EQ(model.kind, "generator");
  EXPECT_EQ(model.licence, "CC0-1.0");
  EXPECT_EQ(model.author, "The Reverie authors");
  EXPECT_EQ(model.generator_id, "philox4x32-10/1");
  EXPECT_EQ(model.required_roles, std::vector<std::string>{"generator"});
  ASSERT_EQ(model.files.size(), 7u);
  EXPECT_EQ(model.files[0].name, "generator.0f1e2d3c.onnx");
  EXPECT_EQ(model.files[0].bytes, 524288u);
  EXPECT_EQ(model.hash_prefix(), "0f1e2d3c");
  ASSERT_TRUE(model.golden.has_value());
  EXPECT_EQ(model.golden->output_file, "golden-output.22222222.f32");
  EXPECT_EQ(model.golden->max_tolerance, 2e-5f);
  EXPECT_EQ(model.golden->mean_tolerance, 1e-6f);
  EXPECT_EQ(model.previews, std::vector<std::string>{"preview.33333333.png"});
  EXPECT_EQ(model.timeline, (std::vector<TimelineEntry>{{100, "timeline-000100.55555555.png"}}));
  EXPECT_EQ(model.finish, (std::vector<ValueOp>{{"clamp", -1, 1}}));
  EXPECT_NE(model.training_json.find("\"learning_rate\":0.002"), std::string::npos) << model.training_json;
}

TEST(ModelFormat1, FrozenPortsAndWeights) {
  const Model model = good_model();
  const Port* latent = model.input_of_kind(PortKind::latent);
  ASSERT_NE(latent, nullptr);
  EXPECT_EQ(latent->name, "z");
  ASSERT_EQ(latent->shape.size(), 2u);
  EXPECT_EQ(latent->shape[0].size, -1);
  EXPECT_EQ(latent->shape[0].name, "N");
  EXPECT_EQ(latent->shape[1].size, 64);
  ASSERT_EQ(model.class_inputs().size(), 1u);
  EXPECT_EQ(model.class_inputs()[0]->axis, "glasses");
  EXPECT_EQ(model.class_inputs()[0]->labels.at(2), "眼镜");
  const Port* image = model.output_of_kind(PortKind::image);
  ASSERT_NE(image, nullptr);
  EXPECT_EQ(image->channels(), 3);
  EXPECT_EQ(image->height(), 32);
  EXPECT_EQ(image->width(), 32);
  EXPECT_EQ(image->scaling, Scaling::nearest);
  EXPECT_EQ(image->range, (ValueRange{-1, 1}));
  EXPECT_EQ(latent->width(), -1);
  EXPECT_EQ(model.output_of_kind(PortKind::latent), nullptr);
  EXPECT_EQ(model.file_with_role("absent"), nullptr);
  ASSERT_EQ(model.weights.size(), 2u);
  EXPECT_EQ(model.weights[0].shape, (Shape{64, 32, 3, 3}));
  EXPECT_EQ(model.weights[1].offset, 524276u);
}

TEST(ModelWriting, ReadsBackAsItWas) {
  const Model model = good_model();
  const std::string text = json_from_model(model);
  const Result<Model> again = model_from_json(text);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(json_from_model(*again), text);
  // Field by field through JSON, where order does not count: nothing of the frozen file is lost but unknown keys.
  nlohmann::json wanted = good_json(), written = nlohmann::json::parse(text, nullptr, false);
  wanted.erase("future");
  EXPECT_EQ(written, wanted);
}

TEST(ModelWriting, KeepsKeysInTheOrderOfTheFormatAndFloatsShort) {
  const std::string text = json_from_model(good_model());
  std::size_t place = 0;
  for (const char* key : {"\"format\"", "\"id\"", "\"title\"", "\"files\"", "\"inputs\"", "\"outputs\"", "\"golden\"",
                          "\"training\"", "\"timeline\""}) {
    const std::size_t found = text.find(key, place);
    ASSERT_NE(found, std::string::npos) << key;
    place = found;
  }
  EXPECT_NE(text.find("\"max\":2e-05"), std::string::npos) << text;
  EXPECT_EQ(text.back(), '\n');
}

TEST(ModelWriting, SurvivesWhatCannotBeWritten) {
  Model model = good_model();
  model.title = "\xff\xfe";
  model.training_json = "not json";
  model.golden->max_tolerance = std::numeric_limits<float>::quiet_NaN();
  const std::string text = json_from_model(model);
  EXPECT_NE(text.find("\"training\": {}"), std::string::npos);
  EXPECT_FALSE(model_from_json(text).ok());
}

TEST(ModelParsing, Int8WeightsCarryTheirScales) {
  Model model = good_model();
  model.weights[0] = {"a.weight", "ConvTranspose", "int8", {64, 32, 4, 4}, 1024, 32768, WeightScales{1, 40000}};
  const Result<Model> again = model_from_json(json_from_model(model));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(again->weights[0].dtype, "int8");
  EXPECT_EQ(again->weights[0].scales, (WeightScales{1, 40000}));
  EXPECT_EQ(again->weights[1].scales, std::nullopt);
  EXPECT_EQ(weight_dtype_bytes("int8") + weight_dtype_bytes("float16") + weight_dtype_bytes("float32"), 7u);
  EXPECT_EQ(weight_dtype_bytes("float64"), 0u);
}

TEST(ModelParsing, WhatItCannotDoIsCarried) {
  Model model = good_model();
  EXPECT_EQ(model.limits, "");
  EXPECT_EQ(json_from_model(model).find("limits"), std::string::npos);
  model.limits = "It draws nothing larger than it saw.\nIt cannot be asked.";
  EXPECT_EQ(model_from_json(json_from_model(model))->limits, model.limits);
  EXPECT_NE(sentence_after([](auto& json) { json["limits"] = 3; }).find("limits"), std::string::npos);
  EXPECT_NE(sentence_after([](auto& json) { json["limits"] = std::string(4001, 'x'); }).find("limits"),
            std::string::npos);
}

TEST(ModelParsing, WhatMayBeLeftOut) {
  EXPECT_EQ(sentence_after([](auto& json) {
              for (const char* key : {"description", "credit", "random", "requires", "prepare", "finish", "weights",
                                      "golden", "training", "previews", "timeline"}) {
                json.erase(key);
              }
              json["outputs"][0].erase("scaling");
            }),
            "");
  EXPECT_EQ(good_model().description, "A package that stays as it is.\nEvery later reader must still read it.");
}

TEST(ModelParsing, DynamicSidesAndGreyAreAllowed) {
  EXPECT_EQ(sentence_after([](auto& json) { json["outputs"][0]["shape"] = {"N", 1, "H", "W"}; }), "");
  EXPECT_EQ(sentence_after([](auto& json) { json["inputs"].push_back(json["outputs"][0]); }), "");
}

TEST(ModelParsing, LargestListsAreAllowed) {
  EXPECT_EQ(sentence_after([](auto& json) {
              auto& port = json["inputs"][1];
              port["labels"] = nlohmann::json::array();
              for (std::size_t i = 0; i < max_labels; ++i) port["labels"].push_back("label " + std::to_string(i));
              port["shape"] = {"N", max_labels};
            }),
            "");
}

TEST(Names, IdsAndFileNames) {
  for (const char* id : {"a", "0", "faces", "faces-32", "a--b"}) EXPECT_TRUE(is_model_id(id)) << id;
  for (const char* id : {"", "-a", "a-", "Faces", "a_b", "a/b", "..", "a b", "é"}) EXPECT_FALSE(is_model_id(id)) << id;
  EXPECT_TRUE(is_model_id(std::string(64, 'x')));
  EXPECT_FALSE(is_model_id(std::string(65, 'x')));
  for (const char* name : {"a", "Generator.1a2b3c4d.onnx", "a..b", "_x-1"})
    EXPECT_TRUE(is_package_file_name(name)) << name;
  for (const char* name :
       {"", ".", "..", ".hidden", "../x", "/etc", "a/b", "a\\b", "C:x", "model.json", "Model.JSON", "a b"}) {
    EXPECT_FALSE(is_package_file_name(name)) << name;
  }
  EXPECT_TRUE(is_package_file_name(std::string(128, 'x')));
  EXPECT_FALSE(is_package_file_name(std::string(129, 'x')));
}

}  // namespace
}  // namespace reverie
