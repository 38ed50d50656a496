#include "base/json/schema.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include <cxxabi.h>

#include "base/ensure.h"
#include "base/json/reader.h"

namespace leeward::json {

namespace {

constexpr auto const kAnything = std::string_view{"true"};

std::string laid_out(std::string_view const text, layout const how) {
  auto const doc = parse(text, "schema");
  ensure(doc.has_value(), "a schema is not JSON: look at the leaf<T>::schema() of its types");
  return to_text(doc->root(), how);
}

void replace_all(std::string& text, std::string_view const from, std::string_view const to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// The field's schema with its note and default in front.
void write_field(writer& w, field_schema const& f) {
  w.key(f.name_);
  if (f.note_.empty() && f.default_.empty()) {
    w.json(f.schema_);
    return;
  }
  w.begin_object();
  if (!f.note_.empty()) {
    w.key("description");
    w.text(f.note_);
  }
  if (!f.default_.empty()) {
    w.key("default");
    w.json(f.default_);
  }
  if (f.schema_ != kAnything) {
    w.members(f.schema_);
  }
  w.end_object();
}

}  // namespace

bool schema_book::opens(std::string_view const name) { return definitions_.try_emplace(std::string{name}).second; }

void schema_book::define(std::string_view const name, std::string schema) {
  definitions_.find(name)->second = std::move(schema);
}

std::string schema_of_object(std::vector<field_schema> const& fields, bool const allows_others) {
  auto w = writer{};
  w.begin_object();
  w.key("type");
  w.text("object");
  w.key("properties");
  w.begin_object();
  for (auto const& f : fields) {
    write_field(w, f);
  }
  w.end_object();
  w.key("required");
  w.begin_list();
  for (auto const& f : fields) {
    if (f.required_) {
      w.text(f.name_);
    }
  }
  w.end_list();
  w.key("additionalProperties");
  w.boolean(allows_others);
  w.end_object();
  return w.take();
}

std::string schema_of_integer(std::string_view const min, std::string_view const max) {
  auto w = writer{};
  w.begin_object();
  w.key("type");
  w.text("integer");
  w.key("minimum");
  w.json(min);
  w.key("maximum");
  w.json(max);
  w.end_object();
  return w.take();
}

std::string schema_of_list(std::string_view const element, std::optional<std::size_t> const exactly) {
  auto w = writer{};
  w.begin_object();
  w.key("type");
  w.text("array");
  w.key("items");
  w.json(element);
  if (exactly) {
    w.key("minItems");
    w.natural(*exactly);
    w.key("maxItems");
    w.natural(*exactly);
  }
  w.end_object();
  return w.take();
}

std::string schema_of_words(std::vector<std::string> const& words) {
  auto w = writer{};
  w.begin_object();
  w.key("type");
  w.text("string");
  w.key("enum");
  w.begin_list();
  for (auto const& word : words) {
    w.text(word);
  }
  w.end_list();
  w.end_object();
  return w.take();
}

std::string schema_of_map(std::string_view const element) {
  auto w = writer{};
  w.begin_object();
  w.key("type");
  w.text("object");
  w.key("additionalProperties");
  w.json(element);
  w.end_object();
  return w.take();
}

std::string schema_reference(std::string_view const name) {
  auto w = writer{};
  w.begin_object();
  w.key("$ref");
  w.text(std::string{"#/$defs/"}.append(name));
  w.end_object();
  return w.take();
}

std::string_view schema_of_instant() { return R"({"type":"string","format":"date-time"})"; }

std::string_view schema_of_position() {
  return R"({"type":"object","properties":{"lat":{"type":"number","minimum":-90,"maximum":90},)"
         R"("lon":{"type":"number","minimum":-180,"maximum":180}},"required":["lat","lon"],)"
         R"("additionalProperties":false})";
}

std::string schema_document(schema_book const& book, std::string_view const title, std::string_view const root,
                            layout const how) {
  auto w = writer{};
  w.begin_object();
  w.key("$schema");
  w.text("https://json-schema.org/draft/2020-12/schema");
  w.key("title");
  w.text(title);
  w.members(root);
  if (!book.definitions_.empty()) {
    w.key("$defs");
    w.begin_object();
    for (auto const& [name, definition] : book.definitions_) {
      w.key(name);
      w.json(definition);
    }
    w.end_object();
  }
  w.end_object();
  return laid_out(w.take(), how);
}

std::string definition_name(std::type_info const& type) {
  auto status = 0;
  auto const readable = std::unique_ptr<char, decltype(&std::free)>{
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free};
  ensure(status == 0, "the compiler's name of a type cannot be read");
  auto name = std::string{readable.get()};
  replace_all(name, "leeward::", "");
  replace_all(name, "(anonymous namespace)::", "");
  replace_all(name, "::", ".");
  return name;
}

}  // namespace leeward::json
