namespace leeward {

auto const kTable = table{{1, 2}, {3}};

page::page() : rows_{1}, width_{2} {
  f(1);
  f(2);
  f(3);
  f(4);
}

}  // namespace leeward
