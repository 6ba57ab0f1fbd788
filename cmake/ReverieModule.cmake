# reverie_module(<name> [SOURCES <file>...] [DEPS <target>...] [TEST_DEPS <target>...])
#   The module in the current folder: static library reverie_<name>, alias reverie::<name>. Sources default to *.cpp of
#   the folder. test/*_test.cpp become the program reverie_<name>_test, each fuzz/<what>.cpp the fuzz target <what>,
#   unless fuzz/CMakeLists.txt says what they are.
# reverie_quick(<file>...)
#   Files of the current folder that the page wants fast rather than small.
# reverie_brisk(<target>)
#   The same for a whole module, in moderation; reverie_small(<file>...) takes files out of it again.
# reverie_test(<name> SOURCES <file>... [DEPS <target>...] [LABEL <label>])
#   A GoogleTest program in the target `tests` and in ctest, run from the root of the checkout; in the web preset it is
#   WebAssembly run by node. Its results are written to build/<preset>/results/<name>.xml.

function(reverie_add_if_present folder)
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt")
    add_subdirectory(${folder})
  endif()
endfunction()

# What every target of ours gets: the root as include folder, warnings, and LibTorch's precompiled header where used.
function(reverie_configure target visibility)
  set(deps ${ARGN})
  target_include_directories(${target} ${visibility} "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${target} ${visibility} ${deps} PRIVATE reverie_warnings)
  if("reverie_torch" IN_LIST deps AND TARGET reverie_torch_pch)
    # A program would be compiled with -fPIE, and the header is shared with the libraries.
    target_compile_options(${target} PRIVATE -fpch-preprocess -fPIC)
    target_precompile_headers(${target} REUSE_FROM reverie_torch_pch)
  endif()
endfunction()

# In a brisk module, what is rarely asked for.
function(reverie_small)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -Oz)
  endif()
endfunction()

# Of a module whose work is felt in every frame, for all the rest of its files.
function(reverie_brisk target)
  if(EMSCRIPTEN)
    target_compile_options(${target} PRIVATE -O2)
  endif()
endfunction()

# What fills pixels, multiplies or packs, file by file: compiled for speed in the page too, where all else is compiled
# for size, because every visitor fetches it. Call it in the folder that adds the target.
function(reverie_quick)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O3)
  endif()
endfunction()

function(reverie_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;DEPS" ${ARGN})
  set(label unit)
  if(ARG_LABEL)
    set(label ${ARG_LABEL})
  endif()
  add_executable(${name} EXCLUDE_FROM_ALL ${ARG_SOURCES})
  reverie_configure(${name} PRIVATE ${ARG_DEPS} reverie_gtest)
  # Where the checkout lies, for tests that read committed vectors; never for a program that is shipped.
  target_compile_definitions(${name} PRIVATE REVERIE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  if(EMSCRIPTEN)
    # The objects are those that are shipped; only Binaryen's long pass over each whole program is spared.
    target_link_options(${name} PRIVATE -O1 -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=1MB
                        -sENVIRONMENT=node -sASSERTIONS=1)
    # The checkout's package.json says that .js is an ES module; what Emscripten writes for node is none.
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/test")
    file(WRITE "${CMAKE_BINARY_DIR}/test/package.json" "{ \"type\": \"commonjs\" }\n")
  endif()
  add_dependencies(tests ${name})
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1 "--gtest_output=xml:${CMAKE_BINARY_DIR}/results/${name}.xml"
           WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS ${label})
endfunction()

function(reverie_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;TEST_DEPS" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  endif()
  if(ARG_SOURCES)
    add_library(reverie_${name} STATIC ${ARG_SOURCES})
    reverie_configure(reverie_${name} PUBLIC ${ARG_DEPS})
  else() # only headers
    add_library(reverie_${name} INTERFACE)
    target_include_directories(reverie_${name} INTERFACE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(reverie_${name} INTERFACE ${ARG_DEPS})
  endif()
  add_library(reverie::${name} ALIAS reverie_${name})
  file(GLOB tests CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/test/*.cpp")
  if(tests)
    reverie_test(reverie_${name}_test SOURCES ${tests} DEPS reverie_${name} ${ARG_DEPS} ${ARG_TEST_DEPS})
  endif()
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/CMakeLists.txt")
    add_subdirectory(fuzz)
    return()
  endif()
  file(GLOB fuzzed CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/*.cpp")
  foreach(source IN LISTS fuzzed)
    cmake_path(GET source STEM what)
    reverie_fuzz(${what} "${source}" reverie_${name} ${ARG_DEPS})
  endforeach()
endfunction()
