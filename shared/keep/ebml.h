// The few elements of Matroska that WebM files of ours are made of (RFC 8794, RFC 9559).
#pragma once

#include <cstdint>

namespace reverie::ebml {

inline constexpr std::uint32_t header = 0x1A45DFA3, version = 0x4286, read_version = 0x42F7, max_id_length = 0x42F2,
                               max_size_length = 0x42F3, doc_type = 0x4282, doc_type_version = 0x4287,
                               doc_type_read_version = 0x4285;
inline constexpr std::uint32_t segment = 0x18538067, info = 0x1549A966, timestamp_scale = 0x2AD7B1, duration = 0x4489,
                               muxing_app = 0x4D80, writing_app = 0x5741;
inline constexpr std::uint32_t tracks = 0x1654AE6B, track_entry = 0xAE, track_number = 0xD7, track_uid = 0x73C5,
                               track_type = 0x83, flag_lacing = 0x9C, codec_id = 0x86, default_duration = 0x23E383,
                               video = 0xE0, pixel_width = 0xB0, pixel_height = 0xBA, colour = 0x55B0, matrix = 0x55B1,
                               range = 0x55B9, transfer = 0x55BA, primaries = 0x55BB;
inline constexpr std::uint32_t tags = 0x1254C367, tag = 0x7373, targets = 0x63C0, target_type_value = 0x68CA,
                               simple_tag = 0x67C8, tag_name = 0x45A3, tag_string = 0x4487;
inline constexpr std::uint32_t cues = 0x1C53BB6B, cue_point = 0xBB, cue_time = 0xB3, cue_track_positions = 0xB7,
                               cue_track = 0xF7, cue_cluster_position = 0xF1;
inline constexpr std::uint32_t cluster = 0x1F43B675, timestamp = 0xE7, simple_block = 0xA3;

}  // namespace reverie::ebml
