#include "native/keep/video_encoder.h"

#include <vpx/vp8cx.h>
#include <vpx/vpx_encoder.h>

#include <algorithm>
#include <thread>

#include "shared/keep/webm_writer.h"
#include "shared/keep/yuv.h"

namespace reverie {

namespace {

constexpr int quality = 20;        // VP9's 0 (lossless) … 63
constexpr int speed = 4;           // 0 (slow) … 9
constexpr int key_distance = 120;  // frames
constexpr int max_video_side = 8192;

Error failed(const char* what) {
  return Error{std::string("The video encoder ") + what + "; nothing is kept, a GIF can be kept instead."};
}

class VpxEncoder final : public Encoder {
 public:
  VpxEncoder(const KeepOrder& order, ByteSink sink)
      : order_(order),
        sink_(std::move(sink)),
        rows_(order.width, order.height),
        webm_({order.width, order.height, order.frames_per_second, "V_VP9", order.remembrance}) {}
  ~VpxEncoder() override {
    if (open_) vpx_codec_destroy(&codec_);
  }

  Result<void> open() {
    vpx_codec_enc_cfg_t config;
    if (vpx_codec_enc_config_default(vpx_codec_vp9_cx(), &config, 0) != VPX_CODEC_OK) return failed("is not there");
    config.g_w = static_cast<unsigned>(order_.width);
    config.g_h = static_cast<unsigned>(order_.height);
    config.g_timebase = {1, order_.frames_per_second};
    config.g_threads = std::clamp(std::thread::hardware_concurrency(), 1u, 4u);
    config.g_lag_in_frames = 16;
    config.rc_end_usage = VPX_Q;
    config.kf_max_dist = key_distance;
    if (vpx_codec_enc_init(&codec_, vpx_codec_vp9_cx(), &config, 0) != VPX_CODEC_OK) return failed("did not start");
    open_ = true;
    const bool set = vpx_codec_control(&codec_, VP8E_SET_CPUUSED, speed) == VPX_CODEC_OK &&
                     vpx_codec_control(&codec_, VP8E_SET_CQ_LEVEL, quality) == VPX_CODEC_OK &&
                     vpx_codec_control(&codec_, VP9E_SET_ROW_MT, 1) == VPX_CODEC_OK &&
                     vpx_codec_control(&codec_, VP9E_SET_COLOR_SPACE, VPX_CS_BT_709) == VPX_CODEC_OK;
    return set ? Result<void>() : failed("does not take its settings");
  }

  Result<void> add_rows(std::span<const std::uint8_t> rows) override {
    if (!rows_.add(rows)) return {};
    std::vector<std::uint8_t> planes = yuv420_from_rgba(rows_.frame(), order_.width, order_.height);
    vpx_image_t image;
    vpx_img_wrap(&image, VPX_IMG_FMT_I420, static_cast<unsigned>(order_.width), static_cast<unsigned>(order_.height), 1,
                 planes.data());
    // vpx_img_wrap rounds strides up to even; ours are exact.
    const int half_wide = (order_.width + 1) / 2, half_high = (order_.height + 1) / 2;
    image.stride[VPX_PLANE_Y] = order_.width;
    image.stride[VPX_PLANE_U] = image.stride[VPX_PLANE_V] = half_wide;
    image.planes[VPX_PLANE_U] = planes.data() + std::ptrdiff_t{order_.width} * order_.height;
    image.planes[VPX_PLANE_V] = image.planes[VPX_PLANE_U] + std::ptrdiff_t{half_wide} * half_high;
    return encode(&image);
  }

  Result<bool> finish_some() override {
    const std::size_t before = packets_;
    if (Result<void> flushed = encode(nullptr); !flushed) return flushed.error();
    if (packets_ > before) return false;  // more may wait
    const Result<void> written = webm_.finish(sink_);
    return written ? Result<bool>(true) : written.error();
  }

 private:
  Result<void> encode(const vpx_image_t* image) {
    if (vpx_codec_encode(&codec_, image, image != nullptr ? frame_++ : 0, 1, 0, VPX_DL_GOOD_QUALITY) != VPX_CODEC_OK)
      return failed("gave up");
    vpx_codec_iter_t iterator = nullptr;
    while (const vpx_codec_cx_pkt_t* packet = vpx_codec_get_cx_data(&codec_, &iterator)) {
      if (packet->kind != VPX_CODEC_CX_FRAME_PKT) continue;
      webm_.add_packet({static_cast<const std::uint8_t*>(packet->data.frame.buf), packet->data.frame.sz},
                       (packet->data.frame.flags & VPX_FRAME_IS_KEY) != 0);
      ++packets_;
    }
    return {};
  }

  KeepOrder order_;
  ByteSink sink_;
  FrameGatherer rows_;
  WebmWriter webm_;
  vpx_codec_ctx_t codec_{};
  bool open_ = false;
  vpx_codec_pts_t frame_ = 0;
  std::size_t packets_ = 0;
};

}  // namespace

Result<std::unique_ptr<Encoder>> video_encoder(const KeepOrder& order, ByteSink sink) {
  if (order.width < 1 || order.height < 1 || order.width > max_video_side || order.height > max_video_side)
    return Error{"A video of " + std::to_string(order.width) + " × " + std::to_string(order.height) +
                 " pixels cannot be kept: each side may have 1 to " + std::to_string(max_video_side) +
                 "; choose a smaller size."};
  auto encoder = std::make_unique<VpxEncoder>(order, std::move(sink));
  if (Result<void> opened = encoder->open(); !opened) return opened.error();
  return std::unique_ptr<Encoder>(std::move(encoder));
}

}  // namespace reverie
