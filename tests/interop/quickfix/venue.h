#pragma once
#include <fstream>
#include <map>
#include <mutex>
#include <string>

#include "desk.h"
#include "fields.h"
#include "quickfix/Application.h"
#include "quickfix/Session.h"

// Accepts orders. The number in a ClOrdID(11), after its last dash, decides what becomes of it:
//   n % 10 == 3            rejected
//   n % 10 == 4, 5         left open, waits for a cancel or replace
//   else                   filled in one to three pieces; n % 50 == 6 busts the last piece, n % 50 == 7 corrects its price
// Every execution is copied to the session with TargetCompID=COPY, if the configuration has one.
class Venue : public FIX::Application {
 public:
  explicit Venue(std::string folder) : folder_(std::move(folder)), journal_(folder_ + "/journal") {
    for (const std::string& line : journal_.before()) {
      apply(FIX::Message(line.substr(line.find(' ') + 1), false));
      logged_.push_back({std::atoi(line.c_str()), line.substr(line.find(' ') + 1)});
    }
  }

  // What was decided but not in the engine's store when this process was killed: the client has still to hear of it.
  void onCreate(const FIX::SessionID& session) override {
    if (isCopy(session)) {
      copy_ = session;
      copies_ = true;
      return;
    }
    const int next = FIX::Session::lookupSession(session)->getExpectedSenderNum();
    for (const auto& entry : logged_)
      if (entry.first >= next) unreported_.push_back(entry.second);
    logged_.clear();
  }

  void onLogon(const FIX::SessionID& session) override {
    std::lock_guard<std::mutex> hold(mutex_);
    if (isCopy(session)) return;
    ++logons_;
    dirty_ = true;
    for (const std::string& raw : unreported_) {
      FIX::Message out(raw, false);
      FIX::Session::sendToTarget(out, session);
    }
    unreported_.clear();
  }

  void onLogout(const FIX::SessionID&) override {}
  void toAdmin(FIX::Message&, const FIX::SessionID&) override {}
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) override {}
  void fromAdmin(const FIX::Message&, const FIX::SessionID&) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) override {}

  void fromApp(const FIX::Message& in, const FIX::SessionID& session) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    std::lock_guard<std::mutex> hold(mutex_);
    const std::string type = in.getHeader().getField(35);
    ++received_;
    dirty_ = true;
    if (type == "D") take(in, session);
    else if (type == "F") cancel(in, session);
    else if (type == "G") replace(in, session);
    else if (type == "H") status(in, session);
    else if (type == "q") cancelAll(in, session);
    else throw FIX::UnsupportedMessageType();
  }

  void tick() {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!dirty_) return;
    dirty_ = false;
    books_.write(folder_ + "/books");
    std::ofstream state(folder_ + "/state.new");
    state << "received " << received_ << "\nduplicates " << duplicates_ << "\norders " << orders_.size() << "\nlogons " << logons_
          << "\nexecutions " << executions_ << "\nmasscancels " << massCancels_ << '\n';
    state.close();
    std::rename((folder_ + "/state.new").c_str(), (folder_ + "/state").c_str());
  }

 private:
  struct Order {
    std::string id, account, symbol, orderId;
    char side = '1', type = '2', status = '0';
    std::int64_t quantity = 0, price = 0, done = 0, value = 0;
  };

  struct Trade {
    std::int64_t quantity = 0, price = 0;
  };

  void take(const FIX::Message& in, const FIX::SessionID& session) {
    const std::string id = in.getField(11);
    if (orders_.count(id) != 0) {
      ++duplicates_;
      return;
    }
    Order order = {id, text(in, 1), text(in, 55), "V" + std::to_string(orders_.size()), text(in, 54)[0], text(in, 40)[0], '0',
             number(in, 38), cents(in, 44)};
    long n = std::atol(id.substr(id.rfind('-') + 1).c_str());
    // An id of digits only: the order's number stands before the four of the request.
    if (n >= 10000000000) n = n / 10000 % 10000000000;
    if (n % 10 == 3) {
      order.status = '8';
      report(order, session, '8', 0, 0, "");
      return;
    }
    report(order, session, '0', 0, 0, "");
    if (n % 10 == 4 || n % 10 == 5) return;
    const long pieces = 1 + n % 3;
    std::string last;
    std::int64_t lastQuantity = 0, lastPrice = 0;
    for (long piece = 1; piece <= pieces; ++piece) {
      lastQuantity = piece == pieces ? order.quantity - order.done : order.quantity / pieces;
      lastPrice = order.price - piece;
      last = fill(order, session, lastQuantity, lastPrice);
    }
    if (n % 50 == 6) bust(order, session, last, lastQuantity, lastPrice);
    if (n % 50 == 7) correct(order, session, last, lastQuantity, lastPrice, lastPrice + 3);
  }

  std::string fill(Order& order, const FIX::SessionID& session, std::int64_t quantity, std::int64_t price) {
    order.done += quantity;
    order.value += quantity * price;
    order.status = order.done == order.quantity ? '2' : '1';
    return report(order, session, isOld(session) ? order.status : 'F', quantity, price, "");
  }

  void bust(Order& order, const FIX::SessionID& session, const std::string& of, std::int64_t quantity, std::int64_t price) {
    order.done -= quantity;
    order.value -= quantity * price;
    order.status = order.done == 0 ? '0' : '1';
    report(order, session, isOld(session) ? order.status : 'H', quantity, price, of, '1');
  }

  void correct(Order& order, const FIX::SessionID& session, const std::string& of, std::int64_t quantity, std::int64_t before,
               std::int64_t price) {
    order.value += quantity * (price - before);
    report(order, session, isOld(session) ? order.status : 'G', quantity, price, of, '2');
  }

  void cancel(const FIX::Message& in, const FIX::SessionID& session) {
    Order* order = find(text(in, 41));
    if (order == nullptr || order->status == '2' || order->status == '4' || order->status == '8') {
      refuse(in, order, session, '1');
      return;
    }
    Order next = *order;
    next.status = '4';
    next.id = text(in, 11);
    report(next, session, '4', 0, 0, "", '0', order->id);
  }

  void cancelAll(const FIX::Message& in, const FIX::SessionID& session) {
    ++massCancels_;
    std::vector<std::string> open;
    for (const auto& entry : orders_)
      if (entry.second.status == '0' || entry.second.status == '1') open.push_back(entry.first);
    for (const std::string& id : open) {
      Order next = orders_[id];
      next.status = '4';
      report(next, session, '4', 0, 0, "");
    }
    FIX::Message out = message(session, "r");
    out.setField(37, "NONE");
    out.setField(11, text(in, 11));
    out.setField(530, text(in, 530));
    out.setField(531, text(in, 530));
    out.setField(533, std::to_string(open.size()));
    FIX::Session::sendToTarget(out, session);
  }

  void replace(const FIX::Message& in, const FIX::SessionID& session) {
    Order* order = find(text(in, 41));
    if (order == nullptr || order->status == '2' || order->status == '4' || order->status == '8' ||
        number(in, 38) < order->done) {
      refuse(in, order, session, '2');
      return;
    }
    Order next = *order;
    next.id = text(in, 11);
    next.quantity = number(in, 38);
    next.price = cents(in, 44);
    next.status = next.done == 0 ? '0' : next.done == next.quantity ? '2' : '1';
    report(next, session, '5', 0, 0, "", '0', text(in, 41));
    fill(next, session, next.quantity - next.done, next.price);
  }

  void status(const FIX::Message& in, const FIX::SessionID& session) {
    Order* order = find(text(in, 11));
    if (order != nullptr) {
      report(*order, session, 'I', 0, 0, "", '3');
      return;
    }
    Order unknown;
    unknown.id = text(in, 11);
    unknown.orderId = "NONE";
    unknown.symbol = text(in, 55);
    unknown.side = text(in, 54)[0];
    unknown.status = '8';
    report(unknown, session, 'I', 0, 0, "", '3');
  }

  void refuse(const FIX::Message& in, const Order* order, const FIX::SessionID& session, char to) {
    FIX::Message out = message(session, "9");
    out.setField(37, order == nullptr ? "NONE" : order->orderId);
    out.setField(11, text(in, 11));
    out.setField(41, text(in, 41));
    out.setField(39, std::string(1, order == nullptr ? '8' : order->status));
    out.setField(434, std::string(1, to));
    out.setField(102, order == nullptr ? "1" : "0");
    out.setField(60, now());
    decide(out, session);
  }

  // Journaled with the number that it will be sent under, then done, then sent.
  void decide(FIX::Message& out, const FIX::SessionID& session) {
    const int number = FIX::Session::lookupSession(session)->getExpectedSenderNum();
    journal_.write(std::to_string(number) + " " + out.toString());
    apply(out);
    FIX::Session::sendToTarget(out, session);
    if (!copies_ || out.getHeader().getField(35) != "8") return;
    FIX::Message copied = message(copy_, "8");
    for (const auto& field : out)
      if (field.getTag() != 1128) copied.setField(field);
    FIX::Session::sendToTarget(copied, copy_);
  }

  static bool isCopy(const FIX::SessionID& session) { return session.getTargetCompID().getValue() == "COPY"; }

  // The books and orders are what the journal says, now and after a restart.
  void apply(const FIX::Message& out) {
    if (out.getHeader().getField(35) != "8") return;
    ++executions_;
    // It says that there is no such order.
    if (text(out, 37) == "NONE") return;
    Order& order = orders_[text(out, 11)];
    const std::int64_t quantity = number(out, 32), price = cents(out, 31);
    order = {text(out, 11), text(out, 1), text(out, 55), text(out, 37), text(out, 54)[0], '2', text(out, 39)[0],
             number(out, 38), cents(out, 44), number(out, 14), number(out, 9001)};
    if (out.isSetField(41)) orders_[text(out, 41)].status = '4';
    if (quantity == 0) return;
    const std::string reference = text(out, 19);
    if (!reference.empty()) {
      const Trade& before = trades_[reference];
      books_.trade(order.account, order.symbol, order.side, -before.quantity, before.price);
      if (text(out, 9002) == "bust") return;
    }
    trades_[text(out, 17)] = {quantity, price};
    books_.trade(order.account, order.symbol, order.side, quantity, price);
  }

  // trans: ExecTransType(20), which only the versions up to 4.2 have.
  std::string report(const Order& order, const FIX::SessionID& session, char type, std::int64_t quantity, std::int64_t price,
                     const std::string& reference, char trans = '0', const std::string& original = "") {
    const std::string exec = "E" + std::to_string(executions_ + 1);
    const bool old = isOld(session);
    FIX::Message out = message(session, "8");
    out.setField(37, order.orderId);
    out.setField(11, order.id);
    if (!original.empty()) out.setField(41, original);
    out.setField(17, exec);
    if (!reference.empty()) out.setField(19, reference);
    if (old) out.setField(20, std::string(1, trans));
    out.setField(150, std::string(1, old && type == 'I' ? order.status : type));
    out.setField(39, std::string(1, order.status));
    if (!order.account.empty()) out.setField(1, order.account);
    out.setField(55, order.symbol);
    out.setField(54, std::string(1, order.side));
    out.setField(38, std::to_string(order.quantity));
    out.setField(44, money(order.price));
    if (quantity != 0 || old) out.setField(32, std::to_string(quantity));
    if (quantity != 0 || old) out.setField(31, money(price));
    const bool open = order.status == '0' || order.status == '1';
    out.setField(151, std::to_string(open ? order.quantity - order.done : 0));
    out.setField(14, std::to_string(order.done));
    out.setField(6, order.done == 0 ? "0" : money(order.value / order.done));
    out.setField(60, now());
    // Fields of our own, which spare the journal a second form: value so far, and what a reference means.
    out.setField(9001, std::to_string(order.value));
    if (trans == '1') out.setField(9002, "bust");
    decide(out, session);
    return exec;
  }

  static bool isOld(const FIX::SessionID& session) {
    const std::string begin = session.getBeginString().getValue();
    return begin == "FIX.4.0" || begin == "FIX.4.1" || begin == "FIX.4.2";
  }

  Order* find(const std::string& id) {
    const auto found = orders_.find(id);
    return found == orders_.end() ? nullptr : &found->second;
  }

  std::mutex mutex_;
  std::string folder_;
  Journal journal_;
  std::vector<std::pair<int, std::string>> logged_;
  std::vector<std::string> unreported_;
  std::map<std::string, Trade> trades_;
  Books books_;
  std::map<std::string, Order> orders_;
  long received_ = 0, duplicates_ = 0, logons_ = 0, executions_ = 0, massCancels_ = 0;
  bool dirty_ = true;
  FIX::SessionID copy_;
  bool copies_ = false;
};
