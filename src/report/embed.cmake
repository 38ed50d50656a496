# cmake -DOUT=… -DFOLDER=… -P embed.cmake: joins the page's style and script and writes them as C++.
set(style page.css)
set(script data.js view.js day.js draw.js page.js)

function(join out)
  set(all "")
  foreach(name ${ARGN})
    file(READ ${FOLDER}/${name} text)
    string(APPEND all "${text}")
  endforeach()
  set(${out} "${all}" PARENT_SCOPE)
endfunction()

join(css ${style})
join(js ${script})
string(SHA256 css_hash "${css}")
string(SHA256 js_hash "${js}")
file(WRITE ${OUT}.new "#include \"report/assets.h\"

namespace leeward::report::assets {

std::string_view const kStyle = R\"leeward(${css})leeward\";
std::string_view const kStyleHash = \"${css_hash}\";
std::string_view const kScript = R\"leeward(${js})leeward\";
std::string_view const kScriptHash = \"${js_hash}\";

}  // namespace leeward::report::assets
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
