# Third-party libraries behind the same names native and web: reverie_json, reverie_agg, reverie_sdl2, reverie_imgui,
# reverie_png, reverie_gif, reverie_stb, reverie_gtest; native only: reverie_ort, reverie_onnx_proto,
# reverie_vpx; with REVERIE_TRAIN: reverie_torch.

# reverie_wasm_library(<target> LIBRARIES <name>... INCLUDES <folder under include>...)
function(reverie_wasm_library target)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;INCLUDES" ${ARGN})
  add_library(${target} INTERFACE)
  list(TRANSFORM ARG_INCLUDES PREPEND "${REVERIE_WASM_LIBS}/include/")
  target_include_directories(${target} SYSTEM INTERFACE ${ARG_INCLUDES})
  foreach(library IN LISTS ARG_LIBRARIES)
    target_link_libraries(${target} INTERFACE "${REVERIE_WASM_LIBS}/lib/lib${library}.a")
  endforeach()
endfunction()

if(EMSCRIPTEN)
  reverie_wasm_library(reverie_json INCLUDES .)
  reverie_wasm_library(reverie_agg LIBRARIES agg INCLUDES agg2)
  reverie_wasm_library(reverie_sdl2 LIBRARIES SDL2 INCLUDES . SDL2)
  reverie_wasm_library(reverie_imgui LIBRARIES imgui INCLUDES imgui imgui/backends)
  target_compile_definitions(reverie_imgui INTERFACE IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
                                                     IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_FILE_FUNCTIONS)
  target_link_libraries(reverie_imgui INTERFACE reverie_sdl2)
  reverie_wasm_library(reverie_png LIBRARIES png z INCLUDES png)
  reverie_wasm_library(reverie_gif LIBRARIES gif INCLUDES gif)
  reverie_wasm_library(reverie_stb INCLUDES stb)
  reverie_wasm_library(reverie_gtest LIBRARIES gtest_main gtest INCLUDES .)
  return()
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(reverie_json INTERFACE)
find_package(nlohmann_json REQUIRED)
target_link_libraries(reverie_json INTERFACE nlohmann_json::nlohmann_json)

pkg_check_modules(AGG REQUIRED IMPORTED_TARGET libagg)
add_library(reverie_agg INTERFACE)
target_link_libraries(reverie_agg INTERFACE PkgConfig::AGG)

pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
add_library(reverie_sdl2 INTERFACE)
target_link_libraries(reverie_sdl2 INTERFACE PkgConfig::SDL2)

# Debian's archive carries every backend; only the objects of SDL2 and OpenGL 3 are pulled in.
find_package(OpenGL REQUIRED)
find_library(IMGUI_LIBRARY imgui REQUIRED)
find_library(STB_LIBRARY stb REQUIRED) # Debian cut its font packer out of Dear ImGui
find_path(IMGUI_INCLUDE imgui.h PATH_SUFFIXES imgui REQUIRED)
add_library(reverie_imgui INTERFACE)
target_include_directories(reverie_imgui SYSTEM INTERFACE "${IMGUI_INCLUDE}" "${IMGUI_INCLUDE}/backends")
target_link_libraries(reverie_imgui INTERFACE "${IMGUI_LIBRARY}" "${STB_LIBRARY}" reverie_sdl2 OpenGL::GL ${CMAKE_DL_LIBS})

find_path(STB_INCLUDE stb_truetype.h PATH_SUFFIXES stb REQUIRED)
add_library(reverie_stb INTERFACE)
target_include_directories(reverie_stb SYSTEM INTERFACE "${STB_INCLUDE}")

find_package(PNG REQUIRED)
add_library(reverie_png INTERFACE)
target_link_libraries(reverie_png INTERFACE PNG::PNG)

pkg_check_modules(GIF REQUIRED IMPORTED_TARGET libgif)
add_library(reverie_gif INTERFACE)
target_link_libraries(reverie_gif INTERFACE PkgConfig::GIF)

pkg_check_modules(VPX REQUIRED IMPORTED_TARGET vpx)
add_library(reverie_vpx INTERFACE)
target_link_libraries(reverie_vpx INTERFACE PkgConfig::VPX)

find_package(GTest REQUIRED)
add_library(reverie_gtest INTERFACE)
target_link_libraries(reverie_gtest INTERFACE GTest::gtest_main GTest::gtest Threads::Threads)

find_package(onnxruntime REQUIRED)
add_library(reverie_ort INTERFACE)
target_link_libraries(reverie_ort INTERFACE onnxruntime::onnxruntime Threads::Threads)

# The protobuf of ONNX with its checker and shape inference; ONNX Runtime stands on the same library.
find_package(Protobuf REQUIRED)
find_library(ONNX_LIBRARY onnx REQUIRED)
find_library(ONNX_PROTO_LIBRARY onnx_proto REQUIRED)
add_library(reverie_onnx_proto INTERFACE)
target_compile_definitions(reverie_onnx_proto INTERFACE ONNX_ML=1 ONNX_NAMESPACE=onnx)
target_link_libraries(reverie_onnx_proto INTERFACE "${ONNX_LIBRARY}" "${ONNX_PROTO_LIBRARY}" protobuf::libprotobuf)

pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)

# Used by their own names: PkgConfig::MICROHTTPD, OpenSSL::Crypto, PNG::PNG, JPEG::JPEG, ZLIB::ZLIB, Threads::Threads,
# CLI11::CLI11, tomlplusplus::tomlplusplus.
find_package(OpenSSL REQUIRED)
find_package(JPEG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)

if(REVERIE_TRAIN)
  include(Training)
endif()
