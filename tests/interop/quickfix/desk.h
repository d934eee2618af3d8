// Books as one side of a session sees them: account|symbol|position|net cash, kept in exact hundredths.
#pragma once
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <utility>

struct Book {
  std::int64_t position = 0;
  std::int64_t cents = 0;  // of net cash: what was received minus what was paid
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
