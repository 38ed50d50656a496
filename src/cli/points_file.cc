#include "cli/points_file.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "base/problems.h"
#include "base/utf8.h"

namespace leeward::cli {

namespace {

// RFC 7946, as far as we read it.
struct point_geometry {
  static constexpr bool kAllowsOtherFields = true;
  std::string type_;
  std::vector<double> coordinates_;
};
BOOST_DESCRIBE_STRUCT(point_geometry, (), (type_, coordinates_))

struct point_feature {
  static constexpr bool kAllowsOtherFields = true;
  static constexpr auto kMayBeMissing = std::array{"id", "properties"};
  json::raw id_;
  json::raw properties_;
  point_geometry geometry_;
};
BOOST_DESCRIBE_STRUCT(point_feature, (), (id_, properties_, geometry_))

struct point_collection {
  static constexpr bool kAllowsOtherFields = true;
  static constexpr auto kMayBeMissing = std::array{"type"};
  std::string type_;
  std::vector<point_feature> features_;
};
BOOST_DESCRIBE_STRUCT(point_collection, (), (type_, features_))

struct known_properties {
  static constexpr bool kAllowsOtherFields = true;
  static constexpr auto kMayBeMissing = std::array{"id", "name"};
  json::raw id_;
  json::raw name_;
};
BOOST_DESCRIBE_STRUCT(known_properties, (), (id_, name_))

struct area_geometry {
  static constexpr bool kAllowsOtherFields = true;
  std::string type_;
  std::vector<std::vector<std::vector<double>>> coordinates_;
};
BOOST_DESCRIBE_STRUCT(area_geometry, (), (type_, coordinates_))

struct area_feature {
  static constexpr bool kAllowsOtherFields = true;
  area_geometry geometry_;
};
BOOST_DESCRIBE_STRUCT(area_feature, (), (geometry_))

struct area_collection {
  static constexpr bool kAllowsOtherFields = true;
  std::vector<area_feature> features_;
};
BOOST_DESCRIBE_STRUCT(area_collection, (), (features_))

struct any_object {
  static constexpr bool kAllowsOtherFields = true;
  std::string type_;
};
BOOST_DESCRIBE_STRUCT(any_object, (), (type_))

// A text or a number as an id; nothing for null.
std::optional<std::string> id_of(json::raw const& v) {
  if (v.text_.empty() || v.text_ == "null") {
    return std::nullopt;
  }
  if (v.text_.starts_with('"')) {
    return json::decode<std::string>(v.text_, "id").value_or("");
  }
  return v.text_;
}

std::string id_of(point_feature const& f, std::size_t const number) {
  if (auto id = id_of(f.id_); id.has_value()) {
    return *id;
  }
  auto const properties = json::decode<known_properties>(f.properties_.text_, "properties");
  if (properties.has_value()) {
    if (auto id = id_of(properties->id_); id.has_value()) {
      return *id;
    }
    if (auto name = id_of(properties->name_); name.has_value()) {
      return *name;
    }
  }
  return std::to_string(number);
}

result<position> to_position(std::vector<double> const& coordinates) {
  if (coordinates.size() < 2 || coordinates.size() > 3) {
    return invalid(fmt::format("has {} numbers, must be [longitude, latitude]", coordinates.size()));
  }
  return make_position(coordinates[1], coordinates[0]);
}

result<std::vector<named_point>> points_from_geojson(std::string_view const text, std::string const& source) {
  auto const all = json::decode<point_collection>(text, source);
  if (!all.has_value()) {
    return tl::unexpected{all.error()};
  }
  if (all->features_.empty() && all->type_ != "FeatureCollection") {
    return invalid(fmt::format("{}: type is \"{}\", must be FeatureCollection", source, all->type_), source);
  }
  auto points = std::vector<named_point>{};
  auto wrong = problems{source};
  for (auto i = std::size_t{0}; i != all->features_.size(); ++i) {
    auto const& f = all->features_[i];
    if (f.geometry_.type_ != "Point") {
      wrong.add(fmt::format("features[{}].geometry.type", i),
                fmt::format("is \"{}\", must be Point", f.geometry_.type_));
      continue;
    }
    auto const where = to_position(f.geometry_.coordinates_);
    if (!where.has_value()) {
      wrong.add(fmt::format("features[{}].geometry.coordinates", i), where.error().sentence_);
      continue;
    }
    points.push_back({.id_ = id_of(f, i + 1), .where_ = *where});
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return points;
}

std::optional<double> number(std::string_view const text) {
  auto value = 0.0;
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

result<position> to_position(std::string_view const lat, std::string_view const lon) {
  auto const y = number(lat);
  auto const x = number(lon);
  if (!y.has_value() || !x.has_value()) {
    return invalid(fmt::format("lat,lon is \"{}\",\"{}\", must be two numbers such as 52.4213 and 10.7865", lat, lon));
  }
  return make_position(*y, *x);
}

// Ids come back in answers, which are UTF-8.
std::optional<std::size_t> first_byte_that_is_no_utf8(std::string_view const text) {
  for (auto at = std::size_t{0}; at != text.size();) {
    auto const length = utf8_length_at(text, at);
    if (length == 0) {
      return at;
    }
    at += length;
  }
  return std::nullopt;
}

result<std::vector<named_point>> points_from_csv(std::string_view const text, std::string const& source) {
  if (auto const byte = first_byte_that_is_no_utf8(text); byte.has_value()) {
    return invalid(fmt::format("{}: is no UTF-8 text (byte {}); save it as UTF-8", source, *byte), source);
  }
  auto const table = read_csv(text, source);
  if (!table.has_value()) {
    return tl::unexpected{table.error()};
  }
  auto const id = table->column("id");
  auto const lat = table->column("lat");
  auto const lon = table->column("lon");
  if (!id.has_value() || !lat.has_value() || !lon.has_value()) {
    return invalid(
        fmt::format("{}: has the columns {}; must have id, lat and lon", source, fmt::join(table->header_, ", ")));
  }
  auto points = std::vector<named_point>{};
  auto wrong = problems{source};
  for (auto const& row : table->rows_) {
    auto const where = to_position(row.fields_[*lat], row.fields_[*lon]);
    if (!where.has_value()) {
      wrong.add(fmt::format("line {}", row.line_), where.error().sentence_);
      continue;
    }
    points.push_back({.id_ = row.fields_[*id], .where_ = *where});
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return points;
}

result<polygon> to_polygon(area_geometry const& g, std::string const& source) {
  if (g.type_ != "Polygon" || g.coordinates_.size() != 1) {
    return invalid(
        fmt::format("{}: must hold a Polygon with one ring, has a {} with {}", source, g.type_, g.coordinates_.size()));
  }
  auto area = polygon{};
  for (auto const& coordinates : g.coordinates_.front()) {
    auto const p = to_position(coordinates);
    if (!p.has_value()) {
      return invalid(fmt::format("{}: point {}: {}", source, area.size() + 1, p.error().sentence_));
    }
    area.push_back(*p);
  }
  if (area.size() > 1 && area.front() == area.back()) {
    area.pop_back();
  }
  return area;
}

result<polygon> polygon_from_geojson(std::string const& source) {
  auto const text = read_file(source, json::kMaxBytes);
  if (!text.has_value()) {
    return tl::unexpected{text.error()};
  }
  return json::decode<any_object>(*text, source).and_then([&](any_object const& object) -> result<polygon> {
    if (object.type_ == "Polygon") {
      return json::decode<area_geometry>(*text, source).and_then([&](auto const& g) { return to_polygon(g, source); });
    }
    if (object.type_ == "Feature") {
      return json::decode<area_feature>(*text, source).and_then([&](auto const& f) {
        return to_polygon(f.geometry_, source);
      });
    }
    if (object.type_ != "FeatureCollection") {
      return invalid(fmt::format("{}: type is \"{}\", must be Polygon, or a Feature or FeatureCollection with one",
                                 source, object.type_),
                     source);
    }
    return json::decode<area_collection>(*text, source).and_then([&](auto const& all) -> result<polygon> {
      if (all.features_.size() != 1) {
        return invalid(fmt::format("{}: has {} features, must have 1", source, all.features_.size()));
      }
      return to_polygon(all.features_.front().geometry_, source);
    });
  });
}

}  // namespace

result<std::vector<named_point>> read_points(std::filesystem::path const& path) {
  auto const text = read_file(path, kMaxCsvBytes);
  if (!text.has_value()) {
    return tl::unexpected{text.error()};
  }
  auto const is_json = path.extension() == ".geojson" || path.extension() == ".json";
  auto points = is_json ? points_from_geojson(*text, path.string()) : points_from_csv(*text, path.string());
  if (points.has_value() && points->empty()) {
    return invalid(fmt::format("{}: has no point", path.string()), path.string());
  }
  return points;
}

result<polygon> read_polygon(std::string const& text_or_file) {
  auto const looks_like_points = text_or_file.find(',') != std::string::npos;
  if (!looks_like_points || std::filesystem::exists(text_or_file)) {
    return polygon_from_geojson(text_or_file);
  }
  auto area = polygon{};
  auto rest = std::string_view{text_or_file};
  while (!rest.empty()) {
    auto const space = rest.find(' ');
    auto const one = rest.substr(0, space);
    rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
    if (one.empty()) {
      continue;
    }
    auto const p = parse_position(one);
    if (!p.has_value()) {
      return invalid(fmt::format("--area: point {}: {}", area.size() + 1, p.error().sentence_), "--area");
    }
    area.push_back(*p);
  }
  return area;
}

}  // namespace leeward::cli
