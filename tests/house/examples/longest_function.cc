namespace leeward {

// A type is no function, however long.
struct five {
  int a_;
  int b_;
  int c_;
  int d_;
};

template <typename T>
void f(T& t)
  requires requires { t.five_; }
{}

int g(struct five const& x) {
  auto const k = "}" + x.a_;
  /* } */
  return k;
}

}  // namespace leeward
