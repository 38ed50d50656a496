#include "planning/model/scenario_file.h"

#include <cstdint>

#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::planning {

result<judged_scenario> read_and_judge(std::string_view const json, std::string_view const source) {
  auto const document = json::parse(json, source);
  if (!document) {
    return tl::unexpected{document.error()};
  }
  if (auto const same = check_format(*document, kScenarioFormat, source); !same) {
    return tl::unexpected{same.error()};
  }
  auto r = json::reader{source};
  auto s = scenario{};
  json::decode_into(r, document->root(), s);
  // Of closures that could not be read nothing more can be said.
  auto const readable = !r.all().mentions("closures");
  validate(r, s);
  auto closures = readable ? roads::check(s.closures_, source) : result<void>{};
  return judged_scenario{std::move(s), r.all(), std::move(closures)};
}

result<void> all_problems(judged_scenario const& j) {
  if (j.wrong_.empty() || j.closures_) {
    return j.wrong_.empty() ? j.closures_ : j.wrong_.to_error();
  }
  auto all = j.wrong_.to_error();
  all.value().sentence_ += "\n" + j.closures_.error().sentence_;
  return all;
}

result<scenario> read_scenario(std::string_view const json, std::string_view const source) {
  return read_and_judge(json, source).and_then([](judged_scenario j) -> result<scenario> {
    if (auto const sound = all_problems(j); !sound) {
      return tl::unexpected{sound.error()};
    }
    return std::move(j.scenario_);
  });
}

result<void> check_format(json::document const& document, std::string_view const format,
                          std::string_view const source) {
  auto const& root = document.root();
  if (root.kind_ != json::kind::kObject) {
    return {};
  }
  auto r = json::reader{source};
  for (auto const& field : json::children_of(root)) {
    if (field.key_ == "format" && field.kind_ == json::kind::kString && field.text_ != format) {
      auto const at = json::inside{r, field.key_};
      r.wrong(field, fmt::format("\"{}\"", format));
    }
  }
  return r.good() ? result<void>{} : r.all().to_error();
}

std::string to_json(scenario const& s) { return json::encode(s); }

std::string digest(std::string_view const bytes) {
  auto hash = std::uint64_t{0xcbf29ce484222325U};
  for (auto const c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace leeward::planning
