# Compile flags of everything in the web preset, ours and the libraries' alike (mixing exception models breaks links);
# link flags live on the target of web/shell, except those that tests need to run under node.
if(NOT EMSCRIPTEN)
  return()
endif()

add_compile_options(-msimd128 -fno-exceptions $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)

# The libraries that wasm needs, from Debian's own source packages; built once into the cache, found here.
execute_process(
  COMMAND "${CMAKE_SOURCE_DIR}/scripts/wasm-libs"
  OUTPUT_VARIABLE REVERIE_WASM_LIBS
  OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scripts/wasm-libs")
