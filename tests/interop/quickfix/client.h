#pragma once
#include <atomic>
#include <fstream>
#include <mutex>
#include <set>
#include <string>

#include "desk.h"
#include "fields.h"
#include "quickfix/Application.h"
#include "quickfix/Session.h"

// Sends orders C-1 to C-N while it is logged on, a cancel for each C-n with n % 10 == 4 and a replace for n % 10 == 5,
// and books every execution that is reported, each ExecID(17) once.
class Client : public FIX::Application {
 public:
  Client(std::string folder, int orders) : folder_(std::move(folder)), journal_(folder_ + "/journal"), orders_(orders) {
    for (const std::string& line : journal_.before()) {
      if (line.compare(0, 5, "sent ") == 0) next_ = std::atoi(line.c_str() + 5);
      else book(FIX::Message(line.substr(line.find(' ') + 1), false));
    }
  }

  void onCreate(const FIX::SessionID& session) override { session_ = session; }
  void onLogon(const FIX::SessionID&) override { loggedOn_ = true; ++logons_; dirty_ = true; }
  void onLogout(const FIX::SessionID&) override { loggedOn_ = false; }
  void toAdmin(FIX::Message&, const FIX::SessionID&) override {}
  // An order that was sent before is never sent again by the engine: the counterparty gets a gap fill.
  void toApp(FIX::Message& out, const FIX::SessionID&) throw(FIX::DoNotSend) override {
    if (out.getHeader().isSetField(43) && out.getHeader().getField(43) == "Y") throw FIX::DoNotSend();
  }
  void fromAdmin(const FIX::Message&, const FIX::SessionID&) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) override {}

  void fromApp(const FIX::Message& in, const FIX::SessionID&) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    std::lock_guard<std::mutex> hold(mutex_);
    ++received_;
    dirty_ = true;
    const std::string type = in.getHeader().getField(35);
    if (type == "9" || type == "j") {
      ++refused_;
      return;
    }
    if (type != "8") throw FIX::UnsupportedMessageType();
    if (executions_.count(text(in, 17)) != 0) {
      ++duplicates_;
      return;
    }
    if (text(in, 150) == "8") ++refused_;
    // Before it returns: then the engine counts the message, and it is not sent again.
    journal_.write("exec " + in.toString());
    book(in);
  }

  void tick() {
    for (int n = 0; n < 50 && loggedOn_ && next_ < orders_; ++n) send(++next_);
    std::lock_guard<std::mutex> hold(mutex_);
    if (!dirty_) return;
    dirty_ = false;
    books_.write(folder_ + "/books");
    std::ofstream state(folder_ + "/state.new");
    state << "sent " << next_ << "\nreceived " << received_ << "\nduplicates " << duplicates_ << "\nrefused " << refused_
          << "\nlogons " << logons_ << '\n';
    state.close();
    std::rename((folder_ + "/state.new").c_str(), (folder_ + "/state").c_str());
  }

 private:
  void book(const FIX::Message& in) {
    if (!executions_.insert(text(in, 17)).second) return;
    const std::int64_t quantity = number(in, 32);
    const bool old = in.isSetField(20);
    const bool trade = old ? quantity > 0 && text(in, 20) == "0" : text(in, 150) == "F";
    if (trade) books_.trade(text(in, 1), text(in, 55), text(in, 54)[0], quantity, cents(in, 31));
  }

  void send(int n) {
    // Written before it is sent: a number is not used for two orders when this process is killed in between.
    journal_.write("sent " + std::to_string(n));
    const std::string id = "C-" + std::to_string(n);
    put(n, "D", id, "");
    if (n % 10 == 4) put(n, "F", "X-" + std::to_string(n), id);
    if (n % 10 == 5) put(n, "G", "R-" + std::to_string(n), id);
    dirty_ = true;
  }

  void put(int n, const std::string& type, const std::string& id, const std::string& original) {
    FIX::Message out = message(session_, type);
    out.setField(11, id);
    if (!original.empty()) out.setField(41, original);
    out.setField(1, n % 2 == 0 ? "ACC1" : "ACC2");
    out.setField(21, "1");
    out.setField(55, n % 3 == 0 ? "IBM" : "MSFT");
    out.setField(54, n % 7 < 4 ? "1" : "2");
    out.setField(38, std::to_string(10 + n % 90));
    if (type != "F") out.setField(40, "2");
    if (type != "F") out.setField(44, money(10000 + n % 500));
    out.setField(60, now());
    FIX::Session::sendToTarget(out, session_);
  }

  std::mutex mutex_;
  std::string folder_;
  Journal journal_;
  Books books_;
  FIX::SessionID session_;
  std::set<std::string> executions_;
  std::atomic<bool> loggedOn_{false}, dirty_{true};
  int orders_, next_ = 0;
  long received_ = 0, duplicates_ = 0, refused_ = 0, logons_ = 0;
};
