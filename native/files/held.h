// A file that says "somebody is at work here" for as long as that process lives. The kernel lets go of it, however the
// process ends, so no stale mark outlives a kill.
#pragma once

#include <filesystem>
#include <optional>

namespace reverie {

class HeldFile {
 public:
  // Makes the file where it is absent. Nothing when another process, or another HeldFile of this one, holds it, or when
  // it cannot be made.
  static std::optional<HeldFile> take(const std::filesystem::path& path);
  // Whether somebody holds it, without getting in anybody's way. False where there is no such file.
  static bool is_held(const std::filesystem::path& path);

  ~HeldFile();
  HeldFile(HeldFile&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  HeldFile& operator=(HeldFile&&) = delete;

 private:
  explicit HeldFile(int number) : number_(number) {}
  int number_;
};

}  // namespace reverie
