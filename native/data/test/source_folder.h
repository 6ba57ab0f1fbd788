// A folder of its own for each test, gone afterwards, and the pictures a test paints into it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "native/codec/png_write.h"
#include "native/data/source.h"

namespace reverie {

class SourceFolder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    root_ = std::filesystem::temp_directory_path() /
            ("reverie-" + std::string(info->test_suite_name()) + "-" + std::to_string(::getpid()) + "-" + info->name());
    std::filesystem::create_directories(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void paint(const std::string& path, Color color, int width = 16, int height = 16) {
    Image image = Image::create(width, height).value();
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) image.set(x, y, color);
    save(path, image);
  }
  void save(const std::string& path, const Image& image) {
    std::filesystem::create_directories((root_ / path).parent_path());
    ASSERT_TRUE(write_png(root_ / path, image).ok());
  }
  void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  void write(const std::string& path, const Bytes& bytes) { write(path, std::string(bytes.begin(), bytes.end())); }
  Result<Dataset> read() {
    report_ = {};
    return dataset_from_source(root_.string(), options_, report_);
  }

  std::filesystem::path root_;
  PackOptions options_{.size = 16, .matte = {10, 20, 30, 255}, .grounds = {"ff0000", "00ff00"}};
  PackReport report_;
};

}  // namespace reverie
