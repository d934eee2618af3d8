// Books as one side of a session sees them: account|symbol|position|net cash, kept in exact hundredths.
#pragma once
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

struct Book {
  std::int64_t position = 0;
  std::int64_t cents = 0;  // of net cash: what was received minus what was paid
};

// Lines that outlive a kill of the process: each is in the kernel before write() returns.
class Journal {
 public:
  explicit Journal(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    std::streamoff whole = 0;
    while (std::getline(in, line)) {
      // A kill in the middle of a write leaves a line without its end: it never happened.
      if (in.eof()) break;
      lines_.push_back(line);
      whole += static_cast<std::streamoff>(line.size()) + 1;
    }
    in.close();
    if (whole > 0) truncate(path.c_str(), whole);
    out_.open(path, std::ios::app);
  }

  const std::vector<std::string>& before() const { return lines_; }

  // From the thread that sends and the one that receives.
  void write(const std::string& line) {
    std::lock_guard<std::mutex> hold(mutex_);
    out_ << line << '\n';
    out_.flush();
  }

 private:
  std::vector<std::string> lines_;
  std::mutex mutex_;
  std::ofstream out_;
};

class Books {
 public:
  // Side '1' buys. Price in cents. A negative quantity takes a trade back.
  void trade(const std::string& account, const std::string& symbol, char side, std::int64_t quantity, std::int64_t cents) {
    const std::int64_t bought = side == '1' ? quantity : -quantity;
    Book& book = books_[{account, symbol}];
    book.position += bought;
    book.cents -= bought * cents;
  }

  void write(const std::string& path) const {
    const std::string fresh = path + ".new";
    {
      std::ofstream out(fresh);
      for (const auto& [key, book] : books_) {
        char cash[40];
        const std::int64_t whole = book.cents < 0 ? -book.cents : book.cents;
        std::snprintf(cash, sizeof cash, "%s%lld.%02lld", book.cents < 0 ? "-" : "", static_cast<long long>(whole / 100),
                      static_cast<long long>(whole % 100));
        out << key.first << '|' << key.second << '|' << book.position << '|' << cash << '\n';
      }
    }
    std::rename(fresh.c_str(), path.c_str());
  }

 private:
  std::map<std::pair<std::string, std::string>, Book> books_;
};
