// SDL may look GL functions up by name, which would make the linker keep every one of them and the page carry their
// glue. All that we call is linked by itself, so there is nothing to look up.
extern "C" void* eglGetProcAddress(const char* /*name*/) { return nullptr; }
