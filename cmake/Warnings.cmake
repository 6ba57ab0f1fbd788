# What every target of ours is compiled with; linked PRIVATE, so that it never reaches a dependency.
add_library(reverie_warnings INTERFACE)
target_compile_options(reverie_warnings INTERFACE -Wall -Wextra)
if(NOT REVERIE_FUZZ) # another compiler, asked for other things
  target_compile_options(reverie_warnings INTERFACE -Werror)
endif()

# No fused multiply-add anywhere: the same source must draw the same pixels on every machine and in WebAssembly.
add_compile_options(-ffp-contract=off)

if(REVERIE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Everything is watched by libFuzzer, only the targets of reverie_fuzz are linked to its main.
if(REVERIE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "Fuzzing needs clang++, and ${CMAKE_CXX_COMPILER} is none; use the preset fuzz. Nothing is built.")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
