#include "ledger/fault_disk.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include <sqlite3.h>

#include "base/ensure.h"
#include "ledger/disk_model.h"

namespace leeward::ledger {

namespace {

constexpr auto const kLongestName = 512;
constexpr auto const kJulianDay = 2460314.5;  // 5 January 2024, always

enum class power { kOff, kGoes, kOn };

struct open_file;

}  // namespace

struct fault_layer {
  fault_layer(std::string name, std::uint64_t const seed) : name_{std::move(name)}, random_{seed} {}

  // Counts a change.
  power change() {
    if (is_cut_) {
      return power::kOff;
    }
    is_cut_ = ++changes_ == faults_.cut_at_;
    return is_cut_ ? power::kGoes : power::kOn;
  }

  void flush_folder() {
    if (!faults_.ignores_flushes_) {
      disk_.flush_folder();
    }
  }

  std::string name_;
  sqlite3_vfs vfs_{};
  mutable std::mutex mutex_;
  random_source random_;
  disk_model disk_;
  disk_faults faults_;
  std::vector<open_file*> open_;
  std::uint64_t changes_{0};
  std::uint64_t flushes_{0};
  std::uint64_t writes_{0};
  std::uint64_t reads_{0};
  std::uint64_t life_{0};  // how often the power has come back
  bool is_cut_{false};
};

namespace {

using guard = std::scoped_lock<std::mutex>;

// What SQLite holds in its own memory.
struct open_file : sqlite3_file {
  bool is_dead() const { return layer_->is_cut_ || life_ != layer_->life_; }

  fault_layer* layer_{nullptr};
  disk_model::file file_;
  std::uint64_t life_{0};
  int lock_{SQLITE_LOCK_NONE};
  bool flushes_folder_{false};  // with its first flush, as SQLite's own layer for Unix does for a log or journal, also
                                // one that was there
};

open_file& of(sqlite3_file* const f) { return *static_cast<open_file*>(f); }

fault_layer& of(sqlite3_vfs* const v) { return *static_cast<fault_layer*>(v->pAppData); }

// ------------------------------------------------------------------------------------------------ of a file

int close(sqlite3_file* const raw) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  std::erase(f.layer_->open_, &f);
  f.~open_file();
  return SQLITE_OK;
}

int read(sqlite3_file* const raw, void* const to, int const amount, sqlite3_int64 const at) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  ++f.layer_->reads_;
  if (f.is_dead() || f.layer_->faults_.read_errors_.holds(f.layer_->reads_)) {
    return SQLITE_IOERR_READ;
  }
  auto const wanted = static_cast<std::size_t>(amount);
  auto const most = f.layer_->faults_.short_reads_.holds(f.layer_->reads_) ? wanted / 2 : wanted;
  auto const from = std::min(static_cast<std::size_t>(at), f.file_->now_.size());
  auto const got = f.file_->now_.copy(static_cast<char*>(to), most, from);
  std::memset(static_cast<char*>(to) + got, 0, wanted - got);
  return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* const raw, void const* const from, int const amount, sqlite3_int64 const at) {
  auto& f = of(raw);
  auto& l = *f.layer_;
  auto const lock = guard{l.mutex_};
  auto const is_on = f.life_ == l.life_ ? l.change() : power::kOff;
  ++l.writes_;
  if (is_on == power::kOff || l.faults_.write_errors_.holds(l.writes_)) {
    return SQLITE_IOERR_WRITE;
  }
  auto const end = static_cast<std::uint64_t>(at) + static_cast<std::uint64_t>(amount);
  auto const grows = end - std::min<std::uint64_t>(end, f.file_->now_.size());
  if (grows != 0 && l.disk_.used_bytes() + grows > l.faults_.most_bytes_) {
    return SQLITE_FULL;
  }
  disk_model::write(*f.file_, static_cast<std::uint64_t>(at),
                    {static_cast<char const*>(from), static_cast<std::size_t>(amount)});
  return is_on == power::kOn ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int resize(sqlite3_file* const raw, sqlite3_int64 const size) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  auto const is_on = f.life_ == f.layer_->life_ ? f.layer_->change() : power::kOff;
  if (is_on == power::kOff) {
    return SQLITE_IOERR_TRUNCATE;
  }
  disk_model::resize(*f.file_, static_cast<std::uint64_t>(size));
  return is_on == power::kOn ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int flush(sqlite3_file* const raw, int) {
  auto& f = of(raw);
  auto& l = *f.layer_;
  auto const lock = guard{l.mutex_};
  if (f.life_ != l.life_ || l.change() != power::kOn) {
    return SQLITE_IOERR_FSYNC;  // what was to be flushed is as unsure as before
  }
  ++l.flushes_;
  if (l.faults_.ignores_flushes_) {
    return SQLITE_OK;
  }
  if (l.faults_.flush_errors_.holds(l.flushes_)) {
    disk_model::fail_flush(*f.file_, l.random_);
    return SQLITE_IOERR_FSYNC;
  }
  disk_model::flush(*f.file_);
  if (std::exchange(f.flushes_folder_, false)) {
    l.flush_folder();
  }
  return SQLITE_OK;
}

int size_of(sqlite3_file* const raw, sqlite3_int64* const size) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  *size = static_cast<sqlite3_int64>(f.file_->now_.size());
  return f.is_dead() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

// The strongest lock that another handle has on the same file.
int strongest_other(open_file const& f) {
  auto strongest = SQLITE_LOCK_NONE;
  for (auto const* const other : f.layer_->open_) {
    if (other != &f && other->file_ == f.file_ && other->life_ == f.life_) {
      strongest = std::max(strongest, other->lock_);
    }
  }
  return strongest;
}

int lock_file(sqlite3_file* const raw, int const level) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  if (f.is_dead()) {
    return SQLITE_IOERR_LOCK;
  }
  auto const other = strongest_other(f);
  auto const is_free = level <= f.lock_ || (level == SQLITE_LOCK_SHARED && other < SQLITE_LOCK_PENDING) ||
                       (level == SQLITE_LOCK_RESERVED && other < SQLITE_LOCK_RESERVED) ||
                       (level == SQLITE_LOCK_EXCLUSIVE && other == SQLITE_LOCK_NONE);
  if (!is_free) {
    return SQLITE_BUSY;
  }
  f.lock_ = std::max(f.lock_, level);
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* const raw, int const level) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  f.lock_ = std::min(f.lock_, level);
  return SQLITE_OK;
}

int is_reserved(sqlite3_file* const raw, int* const out) {
  auto& f = of(raw);
  auto const lock = guard{f.layer_->mutex_};
  *out = strongest_other(f) >= SQLITE_LOCK_RESERVED ? 1 : 0;
  return f.is_dead() ? SQLITE_IOERR_CHECKRESERVEDLOCK : SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file*) { return static_cast<int>(disk_model::kSectorBytes); }

// As SQLite's own layer for Unix says of every disk: a write harms no byte beside it.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// No shared memory: WAL works with locking_mode=EXCLUSIVE only.
constexpr auto const kMethods = sqlite3_io_methods{.iVersion = 1,
                                                   .xClose = close,
                                                   .xRead = read,
                                                   .xWrite = write,
                                                   .xTruncate = resize,
                                                   .xSync = flush,
                                                   .xFileSize = size_of,
                                                   .xLock = lock_file,
                                                   .xUnlock = unlock_file,
                                                   .xCheckReservedLock = is_reserved,
                                                   .xFileControl = control,
                                                   .xSectorSize = sector_size,
                                                   .xDeviceCharacteristics = characteristics,
                                                   .xShmMap = nullptr,
                                                   .xShmLock = nullptr,
                                                   .xShmBarrier = nullptr,
                                                   .xShmUnmap = nullptr,
                                                   .xFetch = nullptr,
                                                   .xUnfetch = nullptr};

// ------------------------------------------------------------------------------------------------ of the folder

int open(sqlite3_vfs* const v, char const* const name, sqlite3_file* const raw, int const flags, int* const out) {
  auto& l = of(v);
  auto const lock = guard{l.mutex_};
  raw->pMethods = nullptr;
  auto const is_log = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  auto file = name == nullptr ? std::make_shared<stored_file>() : l.disk_.find(name);
  auto const is_new = file == nullptr;
  if (l.is_cut_ || (is_new && (flags & SQLITE_OPEN_CREATE) == 0)) {
    return SQLITE_CANTOPEN;
  }
  if (is_new) {
    auto const is_on = l.change();
    file = l.disk_.create(name);
    if (is_on != power::kOn) {
      return SQLITE_CANTOPEN;
    }
  }
  auto* const f = new (raw) open_file{};
  f->layer_ = &l;
  f->file_ = std::move(file);
  f->life_ = l.life_;
  f->flushes_folder_ = is_log && (flags & SQLITE_OPEN_CREATE) != 0;
  f->pMethods = &kMethods;
  l.open_.push_back(f);
  if (out != nullptr) {
    *out = flags;
  }
  return SQLITE_OK;
}

int remove(sqlite3_vfs* const v, char const* const name, int const flushes_folder) {
  auto& l = of(v);
  auto const lock = guard{l.mutex_};
  if (!l.is_cut_ && l.disk_.find(name) == nullptr) {
    return SQLITE_IOERR_DELETE_NOENT;
  }
  auto const is_on = l.change();
  if (is_on == power::kOff) {
    return SQLITE_IOERR_DELETE;
  }
  l.disk_.remove(name);
  if (is_on == power::kGoes) {
    return SQLITE_IOERR_DELETE;
  }
  if (flushes_folder != 0) {
    l.flush_folder();
  }
  return SQLITE_OK;
}

int access(sqlite3_vfs* const v, char const* const name, int, int* const out) {
  auto& l = of(v);
  auto const lock = guard{l.mutex_};
  *out = l.disk_.find(name) == nullptr ? 0 : 1;
  return l.is_cut_ ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int full_name(sqlite3_vfs*, char const* const name, int const size, char* const out) {
  auto const wrote = std::snprintf(out, static_cast<std::size_t>(size), "%s", name);
  return wrote < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

int randomness(sqlite3_vfs* const v, int const size, char* const out) {
  auto& l = of(v);
  auto const lock = guard{l.mutex_};
  std::generate_n(out, size, [&] { return static_cast<char>(l.random_.below(256)); });
  return size;
}

int sleep(sqlite3_vfs*, int const microseconds) { return microseconds; }

int time_now(sqlite3_vfs*, double* const out) {
  *out = kJulianDay;
  return SQLITE_OK;
}

}  // namespace

fault_disk::fault_disk(std::string name, std::uint64_t const seed)
    : layer_{std::make_unique<fault_layer>(std::move(name), seed)} {
  ensure(sqlite3_vfs_find(layer_->name_.c_str()) == nullptr, "two fault disks of one name");
  auto& v = layer_->vfs_;
  v.iVersion = 1;
  v.szOsFile = sizeof(open_file);
  v.mxPathname = kLongestName;
  v.zName = layer_->name_.c_str();
  v.pAppData = layer_.get();
  v.xOpen = open;
  v.xDelete = remove;
  v.xAccess = access;
  v.xFullPathname = full_name;
  v.xRandomness = randomness;
  v.xSleep = sleep;
  v.xCurrentTime = time_now;
  ensure(sqlite3_vfs_register(&v, 0) == SQLITE_OK, "SQLite takes every file layer");
  // The numbers that SQLite draws for a log's frames come from one source in the process.
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>((seed & 0x7FFFFFFFU) | 1U), nullptr);
}

fault_disk::~fault_disk() {
  sqlite3_vfs_unregister(&layer_->vfs_);
  ensure(layer_->open_.empty(), "a file is still open on a fault disk");
}

std::string const& fault_disk::name() const { return layer_->name_; }

void fault_disk::plan(disk_faults f) {
  auto const lock = guard{layer_->mutex_};
  layer_->faults_ = f;
  layer_->changes_ = layer_->flushes_ = layer_->writes_ = layer_->reads_ = 0;
}

std::uint64_t fault_disk::changes() const {
  auto const lock = guard{layer_->mutex_};
  return layer_->changes_;
}

bool fault_disk::is_cut() const {
  auto const lock = guard{layer_->mutex_};
  return layer_->is_cut_;
}

void fault_disk::restart() {
  plan({});
  auto const lock = guard{layer_->mutex_};
  layer_->disk_.cut_power(layer_->random_);
  layer_->is_cut_ = false;
  ++layer_->life_;
}

std::map<std::string, std::string> fault_disk::contents() const {
  auto const lock = guard{layer_->mutex_};
  return layer_->disk_.contents();
}

void fault_disk::put(std::map<std::string, std::string> const& all) {
  auto const lock = guard{layer_->mutex_};
  ensure(layer_->open_.empty(), "files are replaced while one is open");
  layer_->disk_.put(all);
}

}  // namespace leeward::ledger
