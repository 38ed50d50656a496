# One program for each bug that is planted in the rules or in the envelope: the simulator with that one line changed. Each
# has to be found. Bugs around the rules are switches of the simulator's server (server.h).
function(planted_bug name file line instead)
  leeward_mutant(simulate_that_${name} ${file} "${line}" "${instead}" simulate_main simulation)
  add_dependencies(fault_tests simulate_that_${name})
  add_test(NAME simulation.finds_a_server_that_${name}
    COMMAND simulate_that_${name} --devices 5 20 --seeds 200 --find)
  set_tests_properties(simulation.finds_a_server_that_${name} PROPERTIES LABELS fault TIMEOUT 120)
endfunction()

function(planted_switch name)
  add_test(NAME simulation.finds_a_server_that_${name}
    COMMAND simulate --devices 5 20 --seeds 200 --find --plant ${name})
  set_tests_properties(simulation.finds_a_server_that_${name} PROPERTIES LABELS fault TIMEOUT 120)
endfunction()

planted_bug(drops_a_decrement operation/trips/follow.cc "trip.taken_ -= l.space_;" "")
planted_bug(skips_a_signature device/envelope.cc
            "if (!fits_in_hex(b.signature_, signed_text(b, hashes.back()), key)) {" "if (key == public_key{}) {")
planted_bug(ignores_a_gap operation/devices/apply.cc "if (e.seq_ > d.last_ + 1) {" "if (e.seq_ == 0) {")
planted_bug(lets_a_lease_outlive_its_end operation/operations/decide.cc
            "std::ranges::move(devices::lapsed_by(s, now.now_), std::back_inserter(all));" "")
planted_bug(overwrites_a_conflict operation/devices/fields.cc "if (f != field::kNeeds) {"
            "if (f != field::kNeeds) {\n    return false;")
# A bed that nobody gives back would go back by itself (holds/for_nobody.h): so it does, and the centre does not count it.
planted_bug(frees_the_seat_and_not_the_bed operation/centres/follow.cc
            "s.centres_.centres_.at(old->centre_).held_ -= old->beds_;" "")
planted_bug(resurrects_after_a_check_out operation/custody/fold.cc "  put_in_order(all.facts_);" "")
planted_switch(answers-before-sync)
planted_switch(applies-twice)
planted_switch(swallows-repeat)
