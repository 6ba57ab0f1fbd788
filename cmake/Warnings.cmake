# What every target of ours is compiled with; linked PRIVATE, so that it never reaches a dependency.
add_library(reverie_warnings INTERFACE)
target_compile_options(reverie_warnings INTERFACE -Wall -Wextra -Werror)

# No fused multiply-add anywhere: the same source must draw the same pixels on every machine and in WebAssembly.
add_compile_options(-ffp-contract=off)

if(REVERIE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
