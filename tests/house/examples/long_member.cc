namespace leeward {

struct page {
  page() : rows_{1}, width_{2} {}

  char const* text() {
    char const* const html = R"({{{{)";
    char const brace = '{';  // {
    char const* const text = R"x(
      {
    )x";
    f(1'000, brace, text);
    return html;
  }

  int rows_;
};

}  // namespace leeward
