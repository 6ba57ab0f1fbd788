// WebM around the packets of a video encoder: the same file whether libvpx made them on a desktop or WebCodecs in a
// page.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/keep/sink.h"

namespace reverie {

struct WebmOptions {
  int width = 0, height = 0;    // pixels
  int frames_per_second = 30;   // 1…240
  std::string codec = "V_VP9";  // or V_VP8
  Remembrance remembrance;
};

// The packets are held until the end (video is small), so that the file can be written in one pass with all sizes known
// and its index before its pictures, as players want it.
class WebmWriter {
 public:
  explicit WebmWriter(WebmOptions options) : options_(std::move(options)) {}

  // One encoded frame after the other; the first must be a key frame.
  void add_packet(std::span<const std::uint8_t> packet, bool key);
  // Fails without packets, when the first is no key frame, or when the sink takes no more. `frames` have the length of
  // 1/frames_per_second each.
  Result<void> finish(const ByteSink& sink) const;

 private:
  struct Packet {
    std::vector<std::uint8_t> bytes;
    bool key = false;
  };
  struct Cluster;
  std::vector<Cluster> clusters() const;
  std::int64_t milliseconds(std::size_t frame) const;
  std::string head() const;

  WebmOptions options_;
  std::vector<Packet> packets_;
};

}  // namespace reverie
