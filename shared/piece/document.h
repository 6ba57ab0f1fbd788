// Document: what a person made in a piece — keyframes, strokes, a graph. One handle for all pieces: the unit of undo,
// and what links and files carry. Copies are cheap: they share what they hold, which never changes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace reverie {

inline constexpr std::size_t max_document_bytes = 16 << 20;  // of the JSON text, in a file; links are far smaller

class Document {
 public:
  // What a large document is held as, so that a copy for undo costs a pointer and JSON is written only for a link or a
  // file. A piece derives its own, immutable; `kind` tells it from others without RTTI.
  class Content {
   public:
    explicit Content(const void* kind) : kind_(kind) {}
    virtual ~Content() = default;
    virtual std::string json() const = 0;
    // Memory held beyond what it shares with the content that it was made from: what one step of undo costs.
    virtual std::size_t bytes() const = 0;
    // At least so long is json(), told without writing it: what a link cannot take is not even tried.
    virtual std::size_t least_json_bytes() const { return 0; }
    const void* kind() const { return kind_; }

   private:
    const void* kind_;
  };

  Document() = default;  // nothing made: version 1, "{}"
  Document(int version, std::string json);
  Document(int version, std::shared_ptr<const Content> content) : version_(version), content_(std::move(content)) {}

  int version() const { return version_; }
  std::string json() const { return content_ ? content_->json() : "{}"; }
  std::size_t bytes() const { return content_ ? content_->bytes() : 0; }
  std::size_t least_json_bytes() const { return content_ ? content_->least_json_bytes() : 2; }

  // The piece's own content, or nullptr when this came as text. T has `static constexpr char kind`.
  template <class T>
  const T* content() const {
    return content_ && content_->kind() == &T::kind ? static_cast<const T*>(content_.get()) : nullptr;
  }

  template <class T>
  std::shared_ptr<const T> shared_content() const {
    return content<T>() == nullptr ? nullptr : std::static_pointer_cast<const T>(content_);
  }

  // Contents are compared by identity (O(1), as each frame needs), texts by their letters; so a content and the text
  // that it writes are not equal.
  bool operator==(const Document& other) const;

 private:
  int version_ = 1;
  std::shared_ptr<const Content> content_;  // nullptr: "{}"
};

}  // namespace reverie
