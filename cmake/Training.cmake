# reverie_torch. Any LibTorch from 2.6 on will do: Debian's, or a pip wheel's by CMAKE_PREFIX_PATH.
find_package(Torch 2.6 REQUIRED)

add_library(reverie_torch INTERFACE)
target_include_directories(reverie_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(reverie_torch INTERFACE ${TORCH_LIBRARIES} Threads::Threads)
separate_arguments(TORCH_FLAGS UNIX_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(reverie_torch INTERFACE ${TORCH_FLAGS})

# torch/torch.h takes some 18 s to compile: once, here. Modules that list reverie_torch in DEPS reuse it.
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/torch_pch.cpp" CONTENT "") # kept as it is when configured again
add_library(reverie_torch_pch OBJECT "${CMAKE_BINARY_DIR}/torch_pch.cpp")
target_link_libraries(reverie_torch_pch PRIVATE reverie_torch reverie_warnings)
target_compile_options(reverie_torch_pch PRIVATE -fpch-preprocess) # what ccache needs to see through it
target_precompile_headers(reverie_torch_pch PRIVATE <torch/torch.h>)
