# reverie_add_recipes([DEPS <target>...]): every folder native/recipes/<id> with a recipe.toml.
#   reverie_recipe_manifests  the ids and texts, without LibTorch: what `reverie recipes` prints. It defines
#                             std::span<const RecipeManifest> recipe_manifests() (native/recipes/manifests.h), and
#                             reads what they say of few pictures (native/recipes/few.h).
#   reverie_recipes           the recipes themselves (only with REVERIE_TRAIN). It defines
#                             std::span<const RecipeEntry> recipe_registry() (native/recipes/registry.h).
# A recipe's .cpp defines, in namespace reverie::recipes, std::unique_ptr<Recipe> make_<id with underscores>().

function(reverie_add_recipes)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  set(folder "${CMAKE_SOURCE_DIR}/native/recipes")
  file(GLOB manifests CONFIGURE_DEPENDS "${folder}/*/recipe.toml")
  list(FILTER manifests EXCLUDE REGEX "/_template/recipe.toml$")
  reverie_read_manifests(Recipe ${manifests})

  set(texts "${CMAKE_BINARY_DIR}/generated/recipe_manifests.gen.cpp")
  reverie_write_registry(Recipe "${texts}" native/recipes/manifests.h RecipeManifest recipe_manifests "")
  add_library(reverie_recipe_manifests STATIC "${texts}" "${folder}/few.cpp")
  add_library(reverie::recipe_manifests ALIAS reverie_recipe_manifests)
  reverie_configure(reverie_recipe_manifests PUBLIC reverie_json tomlplusplus::tomlplusplus)

  if(NOT REVERIE_TRAIN)
    return()
  endif()
  set(registry "${CMAKE_BINARY_DIR}/generated/recipe_registry.gen.cpp")
  reverie_write_registry(Recipe "${registry}" native/recipes/registry.h RecipeEntry recipe_registry reverie::recipes)
  set(sources "${registry}")
  foreach(id IN LISTS IDS_Recipe)
    file(GLOB own CONFIGURE_DEPENDS "${folder}/${id}/*.cpp")
    list(APPEND sources ${own})
  endforeach()
  add_library(reverie_recipes STATIC ${sources})
  add_library(reverie::recipes ALIAS reverie_recipes)
  reverie_configure(reverie_recipes PUBLIC reverie_recipe_manifests reverie_torch ${ARG_DEPS})
  foreach(id IN LISTS IDS_Recipe)
    file(GLOB tests CONFIGURE_DEPENDS "${folder}/${id}/test/*.cpp")
    if(tests)
      reverie_test(reverie_recipe_${id}_test SOURCES ${tests} DEPS reverie_recipes reverie_torch ${ARG_DEPS})
    endif()
  endforeach()
endfunction()
