// What graph_check.ts calls. An instance looks at one graph and is thrown away with its memory.
#include "shared/model/graph_check.h"

#include <emscripten.h>

#include "shared/model/port_text.h"

using namespace reverie;

extern "C" {

// `subject` begins the sentence; `ports` is text_from_ports of the manifest, or "" to leave them unlooked at. Gives ""
// when the graph may be played, else why not; good as long as the instance.
EMSCRIPTEN_KEEPALIVE const char* reverie_graph_check(const std::uint8_t* bytes, std::size_t length, const char* subject,
                                                     const char* ports) {
  static std::string answer;
  const auto found = check_graph({bytes, length}, {}, subject);
  answer = found ? "" : found.error().message;
  if (found && *ports != '\0')
    if (const auto fits = check_graph_ports(model_from_port_text(ports), *found); !fits) answer = fits.error().message;
  return answer.c_str();
}

}  // extern "C"
