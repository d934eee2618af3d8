// Reading and writing of fields that both parts need. Fields are set by number, so one program speaks every version.
#pragma once
#include <cmath>
#include <cstdint>
#include <ctime>
#include <string>

#include "quickfix/FieldMap.h"
#include "quickfix/Fields.h"
#include "quickfix/Message.h"

inline std::string text(const FIX::FieldMap& map, int tag) { return map.isSetField(tag) ? map.getField(tag) : std::string(); }

inline std::int64_t number(const FIX::FieldMap& map, int tag) {
  const std::string value = text(map, tag);
  return value.empty() ? 0 : std::stoll(value);
}

// A decimal with at most two digits after the point, in hundredths.
inline std::int64_t cents(const FIX::FieldMap& map, int tag) {
  const std::string value = text(map, tag);
  return value.empty() ? 0 : std::llround(std::stod(value) * 100);
}

inline std::string money(std::int64_t cents) {
  const std::string whole = std::to_string(cents / 100), rest = std::to_string(cents % 100);
  return whole + (rest.size() == 1 ? ".0" : ".") + rest;
}

inline std::string now() {
  char out[32];
  const std::time_t seconds = std::time(nullptr);
  std::tm parts;
  gmtime_r(&seconds, &parts);
  std::strftime(out, sizeof out, "%Y%m%d-%H:%M:%S.000", &parts);
  return out;
}

inline FIX::Message message(const FIX::SessionID& session, const std::string& type) {
  FIX::Message out;
  out.getHeader().setField(8, session.getBeginString().getValue());
  out.getHeader().setField(35, type);
  return out;
}
