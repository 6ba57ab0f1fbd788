#include "shared/keep/webm_writer.h"

#include <bit>

#include "shared/keep/ebml.h"

namespace reverie {

namespace {

constexpr std::int64_t longest_cluster = 30'000;  // ms; a block's own time is a signed 16-bit number of them

std::string id_text(std::uint32_t id) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8)
    if (id >> shift != 0) text += static_cast<char>(id >> shift & 255);
  return text;
}

// Always in eight bytes: nothing has to be known in advance, and seven bytes more do not matter.
std::string size_text(std::uint64_t size) {
  std::string text = "\x01";
  for (int shift = 48; shift >= 0; shift -= 8) text += static_cast<char>(size >> shift & 255);
  return text;
}

std::string element(std::uint32_t id, std::string_view content) {
  return id_text(id) + size_text(content.size()) + std::string(content);
}

std::string big_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 255);
  return text;
}

std::string number(std::uint32_t id, std::uint64_t value) {
  int bytes = 1;
  while (bytes < 8 && value >> (8 * bytes) != 0) ++bytes;
  return element(id, big_endian(value, bytes));
}

std::string real(std::uint32_t id, double value) {
  return element(id, big_endian(std::bit_cast<std::uint64_t>(value), 8));
}

std::string ebml_head() {
  return element(ebml::header, number(ebml::version, 1) + number(ebml::read_version, 1) +
                                   number(ebml::max_id_length, 4) + number(ebml::max_size_length, 8) +
                                   element(ebml::doc_type, "webm") + number(ebml::doc_type_version, 4) +
                                   number(ebml::doc_type_read_version, 2));
}

std::string simple_tag(std::string_view name, std::string_view text) {
  return element(ebml::simple_tag, element(ebml::tag_name, name) + element(ebml::tag_string, text));
}

std::string tags_of(const Remembrance& remembrance) {
  const std::string targets = element(ebml::targets, number(ebml::target_type_value, 50));
  return element(ebml::tags,
                 element(ebml::tag, targets + simple_tag("DIGITAL_SOURCE_TYPE", remembrance.source_type) +
                                        simple_tag("ENCODER", "Reverie") + simple_tag("REVERIE", remembrance.state)));
}

// BT.709 in all three, with the narrow range that video uses.
std::string track_of(const WebmOptions& options) {
  const std::string colour = element(ebml::colour, number(ebml::matrix, 1) + number(ebml::range, 1) +
                                                       number(ebml::transfer, 1) + number(ebml::primaries, 1));
  const std::string video =
      element(ebml::video, number(ebml::pixel_width, static_cast<std::uint64_t>(options.width)) +
                               number(ebml::pixel_height, static_cast<std::uint64_t>(options.height)) + colour);
  const std::uint64_t nanoseconds = 1'000'000'000u / static_cast<std::uint64_t>(options.frames_per_second);
  return element(ebml::tracks,
                 element(ebml::track_entry, number(ebml::track_number, 1) + number(ebml::track_uid, 1) +
                                                number(ebml::track_type, 1) + number(ebml::flag_lacing, 0) +
                                                element(ebml::codec_id, options.codec) +
                                                number(ebml::default_duration, nanoseconds) + video));
}

}  // namespace

struct WebmWriter::Cluster {
  std::size_t first = 0, end = 0;  // frames
  std::uint64_t bytes = 0;         // of its content
};

void WebmWriter::add_packet(std::span<const std::uint8_t> packet, bool key) {
  packets_.push_back({{packet.begin(), packet.end()}, key});
}

std::int64_t WebmWriter::milliseconds(std::size_t frame) const {
  const auto rate = static_cast<std::int64_t>(options_.frames_per_second);
  return (static_cast<std::int64_t>(frame) * 1000 + rate / 2) / rate;
}

// A cluster begins at a key frame, or where the last one would get too long.
std::vector<WebmWriter::Cluster> WebmWriter::clusters() const {
  std::vector<Cluster> all;
  for (std::size_t frame = 0; frame < packets_.size(); ++frame) {
    const bool too_long = !all.empty() && milliseconds(frame) - milliseconds(all.back().first) > longest_cluster;
    if (all.empty() || packets_[frame].key || too_long) {
      all.push_back({frame, frame, 0});
      all.back().bytes = number(ebml::timestamp, static_cast<std::uint64_t>(milliseconds(frame))).size();
    }
    all.back().end = frame + 1;
    all.back().bytes += 1 + 8 + 4 + packets_[frame].bytes.size();  // id, size, track + time + flags
  }
  return all;
}

std::string WebmWriter::head() const {
  return element(ebml::info, number(ebml::timestamp_scale, 1'000'000) +
                                 real(ebml::duration, static_cast<double>(milliseconds(packets_.size()))) +
                                 element(ebml::muxing_app, "Reverie") + element(ebml::writing_app, "Reverie")) +
         tags_of(options_.remembrance) + track_of(options_);
}

Result<void> WebmWriter::finish(const ByteSink& sink) const {
  if (packets_.empty() || !packets_.front().key)
    return Error{"The video encoder gave no picture to begin with, so no WebM is kept; keep a GIF instead."};
  const std::string before = head();
  const std::vector<Cluster> parts = clusters();
  // Positions count from the segment's content. Each cue has one size, since every position is written in eight bytes.
  const auto cue_of = [&](const Cluster& cluster, std::uint64_t position) {
    return element(
        ebml::cue_point,
        element(ebml::cue_time, big_endian(static_cast<std::uint64_t>(milliseconds(cluster.first)), 8)) +
            element(ebml::cue_track_positions,
                    number(ebml::cue_track, 1) + element(ebml::cue_cluster_position, big_endian(position, 8))));
  };
  std::uint64_t position = before.size() + element(ebml::cues, "").size() + parts.size() * cue_of(parts[0], 0).size();
  std::string cues;
  for (const Cluster& cluster : parts) {
    cues += cue_of(cluster, position);
    position += 4 + 8 + cluster.bytes;
  }
  bool fine =
      sink(bytes_of(ebml_head() + id_text(ebml::segment) + size_text(position) + before + element(ebml::cues, cues)));
  for (const Cluster& cluster : parts) {
    const std::int64_t start = milliseconds(cluster.first);
    fine = fine && sink(bytes_of(id_text(ebml::cluster) + size_text(cluster.bytes) +
                                 number(ebml::timestamp, static_cast<std::uint64_t>(start))));
    for (std::size_t frame = cluster.first; fine && frame < cluster.end; ++frame) {
      const Packet& packet = packets_[frame];
      const auto time = static_cast<std::uint64_t>(milliseconds(frame) - start);
      fine = sink(bytes_of(id_text(ebml::simple_block) + size_text(packet.bytes.size() + 4) + "\x81" +
                           big_endian(time, 2) + (packet.key ? "\x80" : std::string(1, '\0')))) &&
             sink(packet.bytes);
    }
  }
  if (!fine) return Error{"The WebM could not be written whole: there is no room for it; nothing is kept."};
  return {};
}

}  // namespace reverie
