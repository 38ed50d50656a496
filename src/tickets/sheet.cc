#include "tickets/sheet.h"

#include <chrono>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "tickets/qr.h"
#include "tickets/sheet_words.h"

namespace leeward::tickets {

namespace {

// Names of places beyond that are set smaller, so that they do not run out of the ticket.
constexpr auto const kLongBytes = std::size_t{160};

// A4 in millimetres. Nothing is told by colour, so that any printer will do.
constexpr auto const kStyle = std::string_view{R"(
@page{size:A4;margin:10mm}
*{box-sizing:border-box;margin:0}
body{font:11pt/1.3 "DejaVu Sans",Arial,sans-serif;color:#000;background:#fff;width:190mm;margin:0 auto}
.page{display:grid;width:190mm;height:276mm;break-after:page}
.page:last-child{break-after:auto}
.four .page{grid-template:repeat(2,1fr)/repeat(2,1fr)}
.ticket{border:1px dashed #000;padding:4mm 5mm;display:flex;flex-direction:column;gap:1.2mm;overflow:hidden;
overflow-wrap:anywhere}
.top{display:flex;justify-content:space-between;gap:3mm;font-size:9pt}
.exercise{border:2px solid #000;padding:0 2mm;font-weight:bold}
.number{font-size:26pt;font-weight:bold;white-space:nowrap;line-height:1.1}
.word{font-size:15pt;font-weight:bold;line-height:1.1}
.middle{display:flex;align-items:center;gap:3mm}
.qr svg{display:block;width:48mm;height:48mm;margin:-1mm -2mm}
.persons{font-size:26pt;font-weight:bold;line-height:1.1}
dl{display:grid;grid-template-columns:auto 1fr;gap:0 3mm}
dt{font-size:9pt;padding-top:.7mm}
dd{font-weight:bold;margin:0}
dl.long{font-size:8.5pt;line-height:1.2}
.small{font-size:8.5pt;line-height:1.25}
.foot{margin-top:auto}
.one .ticket{padding:12mm;gap:6mm;font-size:15pt}
.one .top,.one dt{font-size:12pt}
.one .number{font-size:54pt}
.one .word{font-size:28pt}
.one .qr svg{width:85mm;height:85mm}
.one .persons{font-size:54pt}
.one dl.long{font-size:13pt}
.one .small{font-size:12pt}
)"};

std::string escaped(std::string_view const text) {
  auto out = std::string{};
  for (auto const c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

class one_sheet {
public:
  explicit one_sheet(sheet_options const& o) : options_{o}, words_{words_in(o.language_)} {}

  std::string whole(std::vector<printed_ticket> const& all) const {
    auto const one = options_.per_page_ == per_page::kOne;
    auto const most = one ? std::size_t{1} : std::size_t{4};
    auto out = fmt::format(R"(<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8">)"
                           R"(<meta http-equiv="Content-Security-Policy" content="default-src 'none'; )"
                           R"(style-src 'unsafe-inline'; img-src data:"><link rel="icon" href="data:,">)"
                           R"(<title>{}: {}</title><style>{}</style></head><body class="{}">)",
                           words_.lang_, escaped(options_.operation_), words_.ticket_, kStyle, one ? "one" : "four");
    for (auto i = std::size_t{0}; i != all.size(); ++i) {
      out += i % most == 0 ? "<section class=\"page\">" : "";
      out += of(all[i]);
      out += (i + 1) % most == 0 || i + 1 == all.size() ? "</section>" : "";
    }
    return out + "</body></html>\n";
  }

private:
  std::string of(printed_ticket const& t) const {
    auto out = fmt::format(R"(<article class="ticket"><div class="top"><span>{}: {}</span>{}</div>)", words_.ticket_,
                           escaped(options_.operation_), exercise());
    out += fmt::format(R"(<div class="number">{}</div><div class="small">{}</div><div class="word">{}</div>)",
                       to_string(t.number_), words_.code_word_, t.code_word_);
    if (!t.name_.empty()) {
      out += fmt::format("<div class=\"name\">{}</div>", escaped(t.name_));
    }
    out += fmt::format(R"(<div class="middle"><div class="qr">{}</div><div><div class="small">{}</div>)"
                       R"(<div class="persons">{}</div></div></div><dl{}>)",
                       draw_qr(t.text_).svg_, words_.persons_, t.persons_,
                       t.point_.size() + t.centre_.size() > kLongBytes ? " class=\"long\"" : "");
    out += line(words_.boards_, boarding(t));
    if (!t.centre_.empty()) {
      out += line(words_.goes_to_, escaped(t.centre_));
    }
    out +=
        fmt::format(R"(</dl><p class="small foot">{}</p><p class="small">{}</p>)", words_.bring_, words_.your_choice_);
    out += fmt::format(R"(<p class="small">{} {}, {} {} ({})</p></article>)", words_.issued_, time(t.issued_),
                       words_.good_until_, time(t.expires_), zone());
    return out;
  }

  std::string exercise() const {
    return options_.is_exercise_ ? fmt::format(R"(<span class="exercise">{}</span>)", words_.exercise_) : std::string{};
  }

  static std::string line(std::string_view const what, std::string_view const is) {
    return fmt::format("<dt>{}</dt><dd>{}</dd>", what, is);
  }

  std::string boarding(printed_ticket const& t) const {
    auto const where = t.at_door_         ? std::string{words_.at_your_door_}
                       : t.point_.empty() ? std::string{words_.no_point_yet_}
                                          : escaped(t.point_);
    return fmt::format("{}; {}", where, t.boards_at_ ? time(*t.boards_at_) : words_.no_bus_yet_);
  }

  // "5 January, 08:05".
  std::string time(instant const at) const {
    auto const local = std::chrono::sys_seconds{std::chrono::seconds{(at + options_.utc_offset_).unix_s_}};
    auto const midnight = std::chrono::floor<std::chrono::days>(local);
    auto const day = std::chrono::year_month_day{midnight};
    auto const clock = std::chrono::hh_mm_ss{local - midnight};
    return fmt::format("{} {}, {:02}:{:02}", static_cast<unsigned>(day.day()),
                       words_.months_[static_cast<unsigned>(day.month()) - 1], clock.hours().count(),
                       clock.minutes().count());
  }

  std::string zone() const {
    auto const minutes = std::abs(options_.utc_offset_.v_) / 60;
    return minutes == 0
               ? "UTC"
               : fmt::format("UTC{}{:02}:{:02}", options_.utc_offset_.v_ < 0 ? '-' : '+', minutes / 60, minutes % 60);
  }

  sheet_options const& options_;
  sheet_words const& words_;
};

}  // namespace

std::string sheet(std::vector<printed_ticket> const& all, sheet_options const& o) { return one_sheet{o}.whole(all); }

}  // namespace leeward::tickets
