# One program for each decrement of the accounts: the rules as they are, but without that one line. Each has to be found.
add_library(operation_dropped_decrement OBJECT dropped_decrement.cc)
target_compile_options(operation_dropped_decrement PRIVATE ${LEEWARD_WARNINGS})
target_link_libraries(operation_dropped_decrement PRIVATE operation_running)

function(dropped_decrement name file line)
  leeward_mutant(operation_without_${name} operation/${file} "${line}" "" operation_dropped_decrement operation_running)
  add_test(NAME conservation.finds_that_nobody_counts_off_${name} COMMAND operation_without_${name})
  set_tests_properties(conservation.finds_that_nobody_counts_off_${name} PROPERTIES LABELS unit TIMEOUT 120)
endfunction()

add_executable(operation_without_nothing)
target_link_libraries(operation_without_nothing PRIVATE operation_dropped_decrement operation_running)
add_test(NAME conservation.finds_nothing_when_all_are_counted_off COMMAND operation_without_nothing)
set_tests_properties(conservation.finds_nothing_when_all_are_counted_off
                     PROPERTIES LABELS unit TIMEOUT 120 WILL_FAIL TRUE)

dropped_decrement(persons custody/apply.cc "--c.by_place_[before];")
dropped_decrement(manifests trips/follow.cc "--t.on_trips_[l.at_];")
dropped_decrement(seats trips/follow.cc "trip.taken_ -= l.space_;")
dropped_decrement(beds_of_rooms centres/follow.cc "centre.rooms_.at(*s.room_).taken_ -= s.bed_;")
dropped_decrement(beds_of_centres centres/follow.cc "centre.taken_ -= s.bed_;")
dropped_decrement(released_holds centres/follow.cc "s.centres_.centres_.at(old->centre_).held_ -= old->beds_;")
dropped_decrement(reduced_holds centres/follow.cc "s.centres_.centres_.at(old->centre_).held_ -= e.beds_;")
dropped_decrement(registers centres/follow.cc "count(c, *s, -1);")
dropped_decrement(changes_of_a_register centres/follow.cc "count(c, s, -1);")
dropped_decrement(leased_seats devices/apply.cc "s.trips_.trips_.at(l.trip_).leased_ -= seats;")
dropped_decrement(leased_beds devices/apply.cc "s.centres_.centres_.at(l.centre_).leased_ -= in_centre;")
dropped_decrement(leased_beds_of_diverted_trips devices/apply.cc
                  "s.centres_.centres_.at(l.centre_).leased_ -= l.beds_;")
dropped_decrement(seats_of_leases devices/apply.cc "l.space_ -= e.space_;")
dropped_decrement(beds_of_leases devices/apply.cc "l.beds_ -= e.beds_;")
dropped_decrement(smaller_holds holds/apply.cc
                  "must_have(of(s, e.household_), \"a hold that is not there is made smaller\").beds_ -= e.beds_;")
